"""Requests that no phone sends, from one seed: by structure, by text, by byte and by header."""

import base64
import copy
import gzip
import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from inspect_app.domain.ids import uuid7
from tests.bodies import MadeBody
from tests.phone.hostile.test_fuzz import HOW, ODD, places_in, put
from tests.phone.phones import CHUNK, OURS, PHOTO, Phone, checksum, entry, metadata

COLLECTIONS = ("inspection", "draft", "scan", "correction_step", "cosignature", "proposal", "x")

Headers = dict[str, str]
LARGE = 3 * 1024 * 1024
SIGNS = (
    *('{"a":1,"a":2}', "NaN", "-Infinity", "1e999", "9" * 400, "-0", "[" * 3000, '"\\ud800"'),
    *('"\\u0000"', "\ufeff", '{"__proto__":{"x":1}}', "[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]"),
    *("/*x*/", "'", "\\", '"\\', "\x00", "{}{}", "null", '{"":""}', "1.7976931348623157e308"),
)
TYPES = ("application/json", "application/json; charset=utf-16", "text/plain", "", CHUNK, "*/*")
METHODS = ("GET", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "TRACE", "PROPFIND")


@dataclass
class Request:
    path: str
    data: bytes
    method: str = "POST"
    headers: Headers = field(default_factory=dict)


@dataclass
class Fuzzer:
    """Everything random comes from `chance`; the calls it spoils are right ones of this phone."""

    chance: random.Random
    phone: Phone
    made: MadeBody
    strangers: str

    def requests(self, count: int) -> Iterator[Request]:
        kinds = (self.spoilt_call, self.spoilt_call, self.spoilt_upload)
        for _ in range(count):
            yield self.chance.choice(kinds)()

    def spoilt_call(self) -> Request:
        # A password that is read costs a tenth of a second on purpose: few of them.
        path, call = self.chance.choices(self._calls(), (4, 4, 4, 4, 1))[0]
        headers = OURS | {"Content-Type": "application/json"}
        text = json.dumps(self._odd(call), ensure_ascii=self.chance.random() < 0.5)
        request = Request(path, text.encode("utf-8", "surrogatepass"), headers=headers)
        for spoil in self.chance.sample(self._spoilers(), self.chance.randint(0, 2)):
            spoil(request)
        return request

    def spoilt_upload(self) -> Request:
        chance, cut = self.chance, self.chance.randrange(len(PHOTO))
        wrong = chance.choice(("", "-1", "1e3", "9" * 40, "0", str(LARGE * 9), "\xff", "1, 2"))
        headers = OURS | {
            "Tus-Resumable": chance.choice(("1.0.0", "1.0.0", "0.2.2", "")),
            "Content-Type": chance.choice((CHUNK, CHUNK, *TYPES)),
            "Upload-Length": chance.choice((str(len(PHOTO)), wrong)),
            "Upload-Offset": chance.choice(("0", str(cut), wrong)),
            "Upload-Metadata": chance.choice((metadata(PHOTO), self._odd_metadata())),
            "Upload-Checksum": chance.choice((checksum(PHOTO), self._odd_checksum())),
            "X-HTTP-Method-Override": chance.choice(("PATCH", "DELETE", "TRACE", "")),
        }
        for name in chance.sample(sorted(headers), chance.randint(0, 3)):
            del headers[name]
        tail = chance.choice(("", "/" + uuid7(), "/" + "A" * 32, "/%00", "/../push", "/ä"))
        method = chance.choice(("POST", "POST", "PATCH", *METHODS))
        request = Request(f"/sync/uploads{tail}", PHOTO[:cut], method, headers)
        for spoil in chance.sample((self.by_byte, self.by_text), chance.randint(0, 1)):
            spoil(request)
        return request

    def _calls(self) -> tuple[tuple[str, dict[str, Any]], ...]:
        who = {"client_id": self.chance.choice((self.phone.client_id, self.strangers, uuid7()))}
        who["epoch"] = self.phone.epoch
        record = entry(self.made, uuid7())
        collection = self.chance.choice(COLLECTIONS)
        if self.chance.random() < 0.5:
            record |= {"digest": self.chance.choice(("a" * 64, "A" * 64, ""))}
        return (
            ("/sync/push", who | {"records": [record | {"collection": collection}]}),
            ("/sync/hello", who | {"app_version": "1.0.0", "schema": 1}),
            ("/sync/pull", who | {"cursors": {"catalogue": 0, "user:x": 1}, "limit": 5}),
            ("/sync/blobs/missing", {"hashes": ["a" * 64]}),
            ("/auth/login", {"user": "nobody", "password": "x" * 9, "code": "1"}),
        )

    def _odd(self, call: dict[str, Any]) -> Any:
        result: Any = copy.deepcopy(call)
        for _ in range(self.chance.randint(0, 3)):
            path = self.chance.choice(places_in(result))
            odd = copy.deepcopy(self.chance.choice(ODD))
            try:
                result = put(result, path, odd, self.chance.choice(HOW))
            except (KeyError, IndexError, TypeError, AttributeError):
                continue
            if not isinstance(result, dict | list):
                break
        return result

    def _spoilers(self) -> list[Callable[[Request], None]]:
        return [self.by_byte, self.by_text, self.by_cut, self.squeezed, self.by_header, self.by_way]

    def by_byte(self, request: Request) -> None:
        data = bytearray(request.data or b" ")
        for _ in range(self.chance.randint(1, 8)):
            data[self.chance.randrange(len(data)) : 0] = self.chance.randbytes(1)
            data[self.chance.randrange(len(data))] ^= 1 << self.chance.randrange(8)
        request.data = bytes(data)

    def by_text(self, request: Request) -> None:
        at, sign = self.chance.randint(0, len(request.data)), self.chance.choice(SIGNS).encode()
        skipped = self.chance.choice((0, 1, 20))
        request.data = request.data[:at] + sign + request.data[at + skipped :]

    def by_cut(self, request: Request) -> None:
        cut = self.chance.randint(0, len(request.data))
        request.data = self.chance.choice((request.data[:cut], request.data * 2, b"", b" " * 900))

    def squeezed(self, request: Request) -> None:
        whole = gzip.compress(request.data, 1)
        cut = self.chance.randrange(len(whole))
        odd = (whole, whole[:cut], whole + b"x", whole * 2, b"\x1f\x8b", BOMB, request.data)
        request.data = self.chance.choice(odd)
        encodings = ("gzip", "gzip", "GZIP ", "deflate", "br", "gzip, gzip", "identity")
        request.headers["Content-Encoding"] = self.chance.choice(encodings)

    def by_header(self, request: Request) -> None:
        name, value = self.chance.choice(
            (
                ("X-Inspect-App", "2"),
                ("Origin", "https://elsewhere.example"),
                ("Sec-Fetch-Site", "cross-site"),
                ("Content-Type", self.chance.choice(TYPES)),
                ("Accept", "text/html"),
                ("Cookie", "inspect=" + "x" * 90),
                ("Host", "elsewhere.example:99999"),
                ("X-Forwarded-For", "1.2.3.4, " * 200),
                ("Accept-Encoding", "gzip;q=x, *;q=-1"),
                ("Accept-Language", "\xff\xfe" * 50),
            )
        )
        request.headers[name] = value

    def by_way(self, request: Request) -> None:
        if self.chance.random() < 0.5:
            request.method = self.chance.choice(METHODS)
        else:
            request.path += self.chance.choice(("/", "?x=" + "y" * 3000, "/../keys", "%00", "//"))

    def _odd_metadata(self) -> str:
        junk = self.chance.randbytes(self.chance.randrange(40))
        text = base64.b64encode(junk).decode()
        return self.chance.choice(
            (f"sha256 {text}", f"type {text},sha256 {text}", "sha256", ",", "a b c", "x " * 900)
        )

    def _odd_checksum(self) -> str:
        text = base64.b64encode(self.chance.randbytes(self.chance.choice((0, 20, 32)))).decode()
        return self.chance.choice((f"sha256 {text}", f"sha1 {text}", "md5 x", "sha256", "", text))


# Far beyond the cap: whoever unpacked it whole would be seen in the memory.
BOMB = gzip.compress(b" " * 200_000_000, 9)
