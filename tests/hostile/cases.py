"""Requests that are wrong as bytes, from one seed: framing, heads, forms, gzip, names, slowness."""

import gzip
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass

from tests.hostile.speaking import request

FORM = "Content-Type: application/x-www-form-urlencoded"
PARTS = "Content-Type: multipart/form-data; boundary=b"
JSON = "Content-Type: application/json"
OURS = "X-Inspect-App: 1"
CHUNKED = "Transfer-Encoding: chunked"
OCTETS = "Content-Type: application/offset+octet-stream"
# Each with the lines of a head that would be right; `Cookie: NAME` stands for that person's.
ROUTES = {
    "POST /auth/sign-in": (FORM,),
    "POST /auth/sign-out": (PARTS,),
    "POST /auth/login": (JSON, OURS),
    "POST /csp-report": (JSON,),
    "POST /sync/hello": (JSON, OURS, "Cookie: inspector"),
    "POST /sync/push": (JSON, OURS, "Cookie: inspector"),
    "PATCH /sync/uploads/none": (OCTETS, OURS, "Upload-Offset: 0", "Cookie: inspector"),
    "POST /desk/designations": (FORM, "Cookie: supervisor"),
    "POST /desk/rescue": (PARTS, "Cookie: supervisor"),
    "GET /plan": (),
}
SIZES = (
    *(b"", b" ", b"-1", b"+1", b"0x1", b"1 2", b"g", b"\xff", b"1.0", b"f" * 16, b"f" * 300),
    *(b"5;", b"5;a", b'5;a="', b'5;a="\\', b"5;a=b;c", b"5;\x00", b"5\t;a", b"5;" + b"a" * 9000),
    *(b"00000000005", b"5\r", b"\n5", b"5\n5", b"ffffffffffffffff", b"7fffffff"),
)
LENGTHS = (
    *("", "-1", "+5", "5.0", "1e3", "0x10", "9" * 30, "9" * 5000, "5 5", "5, 5", "5,6", "\xb2"),
    *("1_000", "00005", "4", "6", "4096", "1048577", "157286400", "9223372036854775808"),
)
DOUBLED = (
    ("Content-Length: 5", "Content-Length: 5"),
    ("Content-Length: 5", "Content-Length: 6"),
    ("Content-Length: 5", CHUNKED),
    (CHUNKED, "Content-Length: 5"),
    (CHUNKED, CHUNKED),
    ("Transfer-Encoding: chunked, chunked",),
    ("Transfer-Encoding: gzip",),
    ("Transfer-Encoding: gzip, chunked",),
    ("Transfer-Encoding: chunked, identity",),
    ("Transfer-Encoding: xchunked",),
    ("Transfer-Encoding: \x0bchunked",),
    ("Transfer_Encoding: chunked", "Content-Length: 5"),
    ("Transfer-Encoding : chunked", "Content-Length: 5"),
    ("Host: elsewhere", "Content-Length: 5"),
    ("Content-Type: text/plain", "Content-Length: 5"),
    ("Content-Length: 5", "Connection: keep-alive", "Connection: close"),
    ("Content-Length: 5", "Expect: the-worst"),
    ("Content-Length: 5", "Expect: 100-continue"),
    ("Content-Length: 5", "Upgrade: h2c", "HTTP2-Settings: AA", "Connection: Upgrade"),
    ("Content-Length: 5", "X: a", " folded"),
    ("Content-Length: 5", "X: a\x00b"),
    ("Content-Length: 5", "X: a\rb"),
    ("Content-Length: 5", ": no name"),
    ("Content-Length: 5", "no colon"),
    ("Content-Length: 5", "Origin: http://elsewhere.example"),
    ("Content-Length: 5", "Origin: \xff"),
    ("Content-Length: 5", "Cookie: inspect=\xff; inspect=; __Host-inspect=x", "Cookie: ;;;"),
)
NAMES = (
    *("%ff", "%c3%28", "%ed%a0%80", "%00", "%0d%0aX:%20y", "%2e%2e%2f%2e%2e%2fetc%2fpasswd", "..;"),
    *("%", "%zz", "%25%32%65", "a" * 4000, "%f0%9f%98%80" * 200, "-1", "9" * 30, "'%22%3c", "%7f"),
)
PLACES = (
    *("/q/{}", "/static/{}", "/static/assets/{}", "/premises/{}", "/{}", "/sync/receipts/x/{}/1"),
    *("/desk/premises/{}", "/desk/targets/{}", "/desk/checklists/{}/{}", "/desk/quarantine/{}"),
    *("/desk/premises?q={0}&kind={0}&page={0}", "/plan?as_of={0}&lang={0}", "/desk/photos/{}/{}"),
    *("/auth/sign-in?next={}", "/desk/?target={}", "/desk/labels?id={0}&area={0}"),
)
BOMB = gzip.compress(b" " * 200_000_000, 9)


@dataclass(frozen=True)
class Case:
    """What is sent, piece by piece, and for whom to read a failure."""

    name: str
    pieces: tuple[bytes, ...]


def chunk_sizes() -> Iterator[Case]:
    for route in ROUTES:
        for size in SIZES:
            body = size + b"\r\nabcde\r\n0\r\n\r\n"
            yield Case(f"{route} {size[:20]!r}", (_head(route, CHUNKED) + body,))


def lengths_that_lie() -> Iterator[Case]:
    for route in ROUTES:
        for length in LENGTHS:
            head = _head(route, f"Content-Length: {length}")
            yield Case(f"{route} {length[:20]!r}", (head + b"abcde",))


def doubled_headers() -> Iterator[Case]:
    for route in ROUTES:
        for lines in DOUBLED:
            body = b"5\r\nabcde\r\n0\r\n\r\n" if CHUNKED in lines else b"abcde"
            yield Case(f"{route} {lines}", (_head(route, *lines) + body,))


def long_heads() -> Iterator[Case]:
    for path in ("/plan", "/desk/", "/sync/keys"):
        for size in (4_000, 9_000, 60_000):
            yield Case(f"{path} path {size}", (request("GET", path + "a" * size),))
            yield Case(f"{path} query {size}", (request("GET", f"{path}?x=" + "%ff" * size),))
            yield Case(f"{path} value {size}", (request("GET", path, "Cookie: " + "a" * size),))
            yield Case(f"{path} name {size}", (request("GET", path, "a" * size + ": x"),))
            yield Case(f"{path} method {size}", (request("A" * size, path),))
        for count in (90, 300, 5_000):
            lines = [f"X-{n}: y" for n in range(count)]
            yield Case(f"{path} {count} headers", (request("GET", path, *lines),))


def forms(chance: random.Random) -> Iterator[Case]:
    for route in ("POST /auth/sign-in", "POST /desk/designations", "POST /desk/rescue"):
        for name, body in _bodies(chance):
            lines = (PARTS, f"Content-Length: {len(body)}")
            yield Case(f"{route} {name}", (_head(route, *lines, kind=False) + body,))
        for boundary in ("", "boundary=", "boundary=" + "b" * 5000, 'boundary="', "boundary=\xff"):
            kind = f"Content-Type: multipart/form-data; {boundary}"
            whole = _head(route, kind, "Content-Length: 4", kind=False) + b"--b\r"
            yield Case(f"{route} {boundary[:20]}", (whole,))


def gzip_lies(chance: random.Random) -> Iterator[Case]:
    call = json.dumps({"client_id": "x", "records": []}).encode()
    right = gzip.compress(call)
    bodies = [BOMB, right, call, right * 2, right + b"x", right[:-4] + b"abcd", b"\x1f\x8b", b""]
    bodies += [right[: chance.randrange(len(right))] for _ in range(8)]
    for route in ("POST /sync/push", "POST /sync/hello", "POST /auth/login", "POST /auth/sign-in"):
        for number, body in enumerate(bodies):
            for encoding in ("gzip", "gzip, gzip", "deflate"):
                lines = (f"Content-Encoding: {encoding}", f"Content-Length: {len(body)}")
                yield Case(f"{route} {encoding} {number}", (_head(route, *lines) + body,))


def names() -> Iterator[Case]:
    for place in PLACES:
        for name in NAMES:
            path = place.format(name, name)
            who = "inspector" if path.startswith("/sync") else "supervisor"
            yield Case(path[:90], (request("GET", path, f"Cookie: {who}", "Connection: close"),))
    for name in NAMES:
        body = f"user={name}&password={name}&csrf_token={name}&{name}={name}".encode()
        more = (f"Content-Length: {len(body)}",)
        yield Case(f"form {name[:20]}", (_head("POST /auth/sign-in", *more) + body,))
    yield Case("raw path", (b"GET /q/\xff\xfe HTTP/1.1\r\nHost: x\r\n\r\n",))


def slow_bytes() -> Iterator[Case]:
    for route in ROUTES:
        whole = _head(route, "Content-Length: 9") + b"abc=%ff&x"
        yield Case(f"{route} by bytes", tuple(bytes([one]) for one in whole))
        whole = _head(route, CHUNKED) + b"3;a=b\r\nabc\r\n0\r\nX: y\r\n\r\n"
        yield Case(f"{route} by threes", tuple(whole[n : n + 3] for n in range(0, len(whole), 3)))


def mutations(chance: random.Random, count: int) -> Iterator[Case]:
    """Right requests, wrong in some bytes of the head, the framing or the body."""
    routes = list(ROUTES)
    for number in range(count):
        route = chance.choice(routes)
        framing = chance.choice((CHUNKED, "Content-Length: 16"))
        body = b"10\r\n" if framing == CHUNKED else b""
        raw = bytearray(_head(route, framing) + body + b'{"a":1,"b":"c"}\n' + b"\r\n0\r\n\r\n")
        for _ in range(chance.randint(1, 6)):
            at = chance.randrange(len(raw))
            raw[at : at + chance.choice((0, 1, 1, 3))] = chance.randbytes(chance.choice((0, 1, 2)))
        # A head that does not end is waited for, 15 s long: tests/phone/hostile has those.
        yield Case(f"{route} mutation {number}", (bytes(raw) + b"\r\n\r\n",))


def _head(route: str, *more: str, kind: bool = True) -> bytes:
    method, _, path = route.partition(" ")
    usual = [one for one in ROUTES[route] if kind or not one.startswith("Content-Type")]
    return request(method, path, *usual, *more)


def _bodies(chance: random.Random) -> Iterator[tuple[str, bytes]]:
    field = b'--b\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n'
    file = b'--b\r\nContent-Disposition: form-data; name="file"; filename="%s"\r\n\r\nabc\r\n'
    end = b"--b--\r\n"
    yield "no end", field % (b"a", b"b")
    yield "no start", b"abc"
    yield "nothing", b""
    yield "many parts", field % (b"a", b"b") * 3_000 + end
    yield "huge name", field % (b"a" * 100_000, b"b") + end
    yield "huge value", field % (b"a", b"b" * 900_000) + end
    yield "huge head of a part", b"--b\r\nX: " + b"y" * 200_000 + b"\r\n\r\n" + end
    yield "head without end", b"--b\r\n" + b"X: y\r\n" * 20_000
    yield "no disposition", b"--b\r\n\r\nabc\r\n" + end
    yield (
        "nested",
        b"--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n--c\r\n--c--\r\n" + end,
    )
    for odd in (b"../../x", b"\xff\xfe", b"\x00", b"%00", b'"', b"a" * 50_000, b"\r\nX: y", b"CON"):
        yield f"file {odd[:10]!r}", file % odd + end
        yield f"field {odd[:10]!r}", field % (odd, odd) + end
    yield "charset", field % (b"_charset_", b"utf-7") + field % (b"a", b"+AGE-") + end
    for charset in (b"utf-16", b"nothing", b"\xff"):
        kind = b"\r\nContent-Type: text/plain; charset=" + charset + b"\r\n\r\n"
        yield f"charset {charset!r}", (field % (b"a", b"b")).replace(b"\r\n\r\n", kind) + end
    whole = field % (b"csrf_token", b"x") + file % b"x" + end
    for _ in range(20):
        yield "cut", whole[: chance.randrange(len(whole))]
        at = chance.randrange(len(whole))
        yield "spoilt", whole[:at] + chance.randbytes(2) + whole[at + 2 :]
