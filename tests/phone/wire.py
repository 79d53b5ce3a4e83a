"""Speaks to a real server byte by byte, and so can stop in the middle."""

import json
import secrets
import socket
import urllib.request
from dataclasses import dataclass
from typing import Any

from inspect_app.domain.ids import uuid7
from tests.browser.server import Account, Site
from tests.makers import make_jpeg
from tests.phone.phones import CHUNK, metadata

CLIENT = uuid7()
PHOTO = make_jpeg(size=(64, 48)) + secrets.token_bytes(700_000)


@dataclass
class Reply:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def offset(self) -> int:
        return int(self.headers["upload-offset"])


@dataclass
class Wire:
    """One signed-in inspector, speaking byte by byte."""

    site: Site
    cookie: str = ""

    def sign_in(self, account: Account) -> "Wire":
        body = json.dumps({"user": account.user, "password": account.password}).encode()
        request = urllib.request.Request(
            f"{self.site.base}/auth/login",
            body,
            {"Content-Type": "application/json", "X-Inspect-App": "1"},
        )
        with urllib.request.urlopen(request, timeout=30) as answer:
            self.cookie = answer.headers["Set-Cookie"].split(";")[0]
        return self

    def begin(self, method: str, path: str, sent: bytes, length: int, **more: str) -> socket.socket:
        """Sends the head and the first bytes of a body of `length`."""
        line = socket.create_connection(("127.0.0.1", self.site.port), timeout=40)
        head = {
            "Host": f"127.0.0.1:{self.site.port}",
            "Cookie": self.cookie,
            "X-Inspect-App": "1",
            "Tus-Resumable": "1.0.0",
            "Content-Type": CHUNK,
            "Content-Length": str(length),
        } | {name.replace("_", "-"): value for name, value in more.items()}
        lines = [f"{method} {path} HTTP/1.1", *(f"{key}: {value}" for key, value in head.items())]
        line.sendall("\r\n".join([*lines, "", ""]).encode() + sent)
        return line

    def ask(self, method: str, path: str, body: bytes = b"", **more: str) -> Reply:
        with self.begin(method, path, body, len(body), **more) as line:
            return read_reply(line)

    def ask_json(self, path: str, call: dict[str, Any]) -> Reply:
        """One JSON call, whatever its answer."""
        kind = {"Content_Type": "application/json", "Connection": "close"}
        body = json.dumps(call).encode()
        with self.begin("POST", path, body, len(body), **kind) as line:
            reply = read_reply(line)
            while len(reply.body) < int(reply.headers["content-length"]):
                reply.body += line.recv(65536)
        return reply

    def create(self, **more: str) -> str:
        told = {"Upload_Length": str(len(PHOTO)), "Upload_Metadata": metadata(PHOTO)}
        reply = self.ask("POST", "/sync/uploads", **told, **more)
        assert reply.status == 201, reply
        return reply.headers["location"]

    def say(self, path: str, call: dict[str, Any]) -> Any:
        """One JSON call that is answered."""
        head = {"Content-Type": "application/json", "X-Inspect-App": "1", "Cookie": self.cookie}
        body = json.dumps(call).encode()
        request = urllib.request.Request(f"{self.site.base}{path}", body, head)
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)

    def hello(self) -> dict[str, Any]:
        call = {"client_id": CLIENT, "app_version": "1.0.0", "schema": 1}
        user: dict[str, Any] = self.say("/sync/hello", call)["user"]
        return user

    def offset_of(self, path: str) -> int:
        return self.ask("HEAD", path).offset


def read_reply(line: socket.socket) -> Reply:
    raw = b""
    while b"\r\n\r\n" not in raw:
        piece = line.recv(65536)
        assert piece, f"no answer, only {raw!r}"
        raw += piece
    head, _, body = raw.partition(b"\r\n\r\n")
    first, *rest = head.decode().split("\r\n")
    headers = {key.lower(): value for key, value in (one.split(": ", 1) for one in rest)}
    return Reply(int(first.split()[1]), headers, body)
