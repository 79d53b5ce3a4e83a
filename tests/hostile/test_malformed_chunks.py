"""A body whose chunks are no chunks is a 400 on every route, one line in the log, and the end."""

import json
import socket

import pytest

from tests.hostile.conftest import Target
from tests.hostile.speaking import Heard, request, speak
from tests.phone.phones import CHUNK
from tests.phone.wire import PHOTO as PHOTO_BYTES
from tests.phone.wire import Wire

FORM = "Content-Type: application/x-www-form-urlencoded"
JSON = "Content-Type: application/json"
OURS = "X-Inspect-App: 1"
PHOTO = (
    "Content-Type: application/offset+octet-stream",
    "Upload-Length: 9",
    "Upload-Metadata: sha256 "
    + "YWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYQ=="
    ",type aW1hZ2UvanBlZw==",
)
ROUTES = {
    "sign-in": ("/auth/sign-in", FORM),
    "multipart": ("/auth/sign-in", "Content-Type: multipart/form-data; boundary=b"),
    "login": ("/auth/login", JSON, OURS),
    "report": ("/csp-report", JSON),
    "push": ("/sync/push", JSON, OURS, "Cookie: inspector"),
    "push of a stranger": ("/sync/push", JSON, OURS),
    "upload": ("/sync/uploads", *PHOTO, OURS, "Cookie: inspector"),
    "title": ("/desk/designations", FORM, "Cookie: supervisor"),
    "rescue": ("/desk/rescue", FORM, "Cookie: supervisor"),
}
CHUNKS = {
    "no size": b"\r\nabc\r\n",
    "a size that is none": b"xyz\r\nabc\r\n",
    "a sign": b"+3\r\nabc\r\n",
    "a prefix": b"0x3\r\nabc\r\n",
    "no end": b"3\r\nabcdef\r\n",
    "a bare line feed in an extension": b"3;a\nb\r\nabc\r\n",
    "an extension that is none": b'3;="\r\nabc\r\n',
    "an endless size": b"3" * 20_000,
    "a bad trailer": b"3\r\nabc\r\n0\r\nHost: x\r\n\r\n",
    "an endless trailer": b"3\r\nabc\r\n0\r\n" + b"a: b\r\n" * 200_000,
}


def send(target: Target, route: str, chunks: bytes) -> Heard:
    cookies = {"Cookie: inspector": target.inspector, "Cookie: supervisor": target.supervisor}
    path, *lines = ROUTES[route]
    lines = [f"Cookie: {cookies[one]}" if one in cookies else one for one in lines]
    head = request("POST", path, "Transfer-Encoding: chunked", *lines)
    return speak(target.site, head + chunks, ends=False)


@pytest.mark.parametrize("chunks", CHUNKS)
@pytest.mark.parametrize("route", ROUTES)
def test_it_is_refused_and_the_connection_ends(target: Target, route: str, chunks: str) -> None:
    before = target.log
    heard = send(target, route, CHUNKS[chunks])
    # Who may not push hears that; a form without an end has been refused for its token.
    assert heard.status in ((401,) if "stranger" in route else (400,)), heard
    assert (heard.answers, heard.headers["connection"]) == (1, "close")
    lines = target.log[len(before) :].splitlines()
    assert len(lines) <= 1
    assert all(line.startswith("malformed body from 127.0.0.1: ") for line in lines)


def test_a_phone_is_told_that_repeating_does_not_help(target: Target) -> None:
    heard = send(target, "push", CHUNKS["a size that is none"])
    assert json.loads(heard.rest)["error"]["code"] == "malformed"
    assert "retry-after" not in heard.headers


def test_an_upload_goes_on_where_it_stood_before(target: Target) -> None:
    wire = Wire(target.site, target.inspector)
    path = wire.create()
    lines = ("Transfer-Encoding: chunked", f"Cookie: {wire.cookie}", "Tus-Resumable: 1.0.0")
    more = (OURS, f"Content-Type: {CHUNK}", "Upload-Offset: 0")
    head = request("PATCH", path, *lines, *more)
    spoilt = b"3e8\r\n" + PHOTO_BYTES[:1000] + b"\r\nxyz\r\n"
    assert speak(target.site, head + spoilt, ends=False).status == 400
    assert wire.offset_of(path) == 0
    assert wire.ask("PATCH", path, PHOTO_BYTES, Upload_Offset="0").status == 204


def test_others_are_answered_while_many_do_not_close_their_end(target: Target) -> None:
    head = request("GET", "/boot.json", "Connection: close")
    lines = [
        socket.create_connection(("127.0.0.1", target.site.port), timeout=60) for _ in range(30)
    ]
    for line in lines:
        line.sendall(head)
    assert speak(target.site, head).status == 200
    for line in lines:
        line.close()
