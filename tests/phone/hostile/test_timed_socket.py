"""Lines that no browser opens: odd heads, slow ones, many of them. Every answer is one of ours."""

import json
import socket
import statistics
import time
import urllib.request
from collections.abc import Iterator

import pytest

from inspect_app.errors import CATALOGUE
from inspect_app.server import timed_socket
from inspect_app.server.timed_socket import TimedSocket
from tests.browser.server import Site
from tests.phone.wire import Reply, Wire, read_reply

MARK = b"MARKER-7f3a"
SITES = ("/", "/desk/", "/plan", "/auth/sign-in", "/healthz", "/sync/keys", "/sync/uploads")


def speak(site: Site, sent: bytes) -> tuple[Reply, bytes]:
    """The first answer, and all that came until the line was closed."""
    with socket.create_connection(("127.0.0.1", site.port), timeout=20) as line:
        line.sendall(sent)
        line.shutdown(socket.SHUT_WR)
        raw = b""
        while piece := line.recv(65536):
            raw += piece
    head, _, body = raw.partition(b"\r\n\r\n")
    first, *rest = head.decode("latin-1").split("\r\n")
    headers = {key.lower(): value for key, value in (one.split(": ", 1) for one in rest)}
    return Reply(int(first.split()[1]), headers, body), raw


def request(method: str, path: str, *more: str, version: str = "1.1") -> bytes:
    head = [f"{method} {path} HTTP/{version}", "Host: localhost", *more, "Connection: close"]
    return "\r\n".join([*head, "", ""]).encode()


@pytest.mark.parametrize(
    "sent",
    [
        b"G<script>" + MARK + b" / HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET / HTTP/9.9\r\nHost: x\r\n\r\n",
        b"GET / " + MARK + b"\r\n\r\n",
        b"GET /" + MARK + b"a" * 9_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\n"
        + b"X-A: "
        + MARK
        + b"\r\n" * 1
        + b"X: 1\r\n" * 200
        + b"\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nX-Long: " + MARK + b"a" * 20_000 + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nno colon " + MARK + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nA: 1\r\n folded " + MARK + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nA b: " + MARK + b"\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n"
        b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked, chunked\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nExpect: " + MARK + b"\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\r\n\r\n",
    ],
)
def test_what_is_no_request_is_refused_in_our_words(wire: Wire, sent: bytes) -> None:
    reply, raw = speak(wire.site, sent)
    assert 400 <= reply.status < 600 and reply.status != 500
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert reply.headers["cache-control"] == "no-store"
    for part in ("default-src", "object-src", "base-uri", "frame-ancestors"):
        assert f"{part} 'none'" in reply.headers["content-security-policy"]
    assert json.loads(reply.body)["error"]["code"] in CATALOGUE
    assert b"gunicorn" not in raw.lower() and MARK not in raw and b"Python" not in raw


@pytest.mark.parametrize("path", SITES)
@pytest.mark.parametrize("method", ["TRACE", "TRACK", "CONNECT", "PROPFIND", "PATCH"])
def test_methods_that_nobody_needs_are_refused(wire: Wire, method: str, path: str) -> None:
    reply, raw = speak(wire.site, request(method, path, f"Cookie: {MARK.decode()}=1"))
    assert reply.status in (401, 403, 405)
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert MARK not in raw
    assert reply.status != 405 or reply.headers["allow"]


@pytest.mark.parametrize("path", SITES)
@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "POST"])
def test_no_other_site_may_read_an_answer(wire: Wire, method: str, path: str) -> None:
    asked = ("Origin: https://elsewhere.example", "Access-Control-Request-Method: POST")
    reply, _ = speak(wire.site, request(method, f"{path}?callback=evil&jsonp=evil", *asked))
    assert not [name for name in reply.headers if name.startswith("access-control-")]
    assert b"evil(" not in reply.body and not reply.body.startswith(b"evil")
    assert reply.headers["cross-origin-resource-policy"] == "same-origin"


@pytest.mark.parametrize("path", SITES)
def test_head_answers_as_get_does_without_a_body(wire: Wire, path: str) -> None:
    whole, _ = speak(wire.site, request("GET", path))
    bare, _ = speak(wire.site, request("HEAD", path))
    assert bare.body == b""
    assert bare.status == whole.status or path == "/sync/uploads"
    assert bare.headers["content-type"] == whole.headers["content-type"]


def test_json_names_its_charset(wire: Wire) -> None:
    for path in ("/sync/keys", "/sync/hello"):
        reply, _ = speak(wire.site, request("GET", path))
        assert reply.headers["content-type"] == "application/json; charset=utf-8"


def test_older_and_longer_ways_to_ask_are_answered(wire: Wire) -> None:
    for sent in (
        b"GET /healthz HTTP/1.0\r\n\r\n",
        request("GET", f"http://localhost:{wire.site.port}/healthz"),
        request("GET", "/healthz").replace(b"Host: localhost\r\n", b"Host: elsewhere.example\r\n"),
    ):
        reply, _ = speak(wire.site, sent)
        assert (reply.status, reply.body) == (200, b"ok\n"), sent


def test_two_requests_in_one_packet_are_both_answered(wire: Wire) -> None:
    first = request("GET", "/healthz").replace(b"Connection: close", b"Connection: keep-alive")
    _, raw = speak(wire.site, first + request("GET", "/healthz"))
    assert raw.count(b"HTTP/1.1 200 OK") == 2


def test_a_head_in_pieces_is_answered(wire: Wire) -> None:
    sent = request("GET", "/healthz")
    with socket.create_connection(("127.0.0.1", wire.site.port), timeout=20) as line:
        for at in range(0, len(sent), 20):
            line.sendall(sent[at : at + 20])
            time.sleep(0.12)
        assert read_reply(line).status == 200


@pytest.fixture(scope="module")
def narrow(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A server with four threads in all."""
    site = Site(tmp_path_factory.mktemp("narrow"), THREADS="4")
    site.command("migrate")
    site.start()
    try:
        yield site
    finally:
        site.stop()


def slow_heads(site: Site, count: int) -> list[socket.socket]:
    opened = []
    for _ in range(count):
        line = socket.create_connection(("127.0.0.1", site.port), timeout=20)
        line.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-a: b")
        opened.append(line)
    return opened


def test_heads_that_never_end_hold_no_thread(narrow: Site) -> None:
    opened = slow_heads(narrow, 60)
    for _ in range(20):
        assert urllib.request.urlopen(f"{narrow.base}/healthz", timeout=10).status == 200
    opened[0].sendall(b"\r\n\r\n")
    assert read_reply(opened[0]).status == 200
    for line in opened:
        line.close()


@pytest.mark.long
def test_five_hundred_lines_that_drip_slow_nobody_else_down(narrow: Site) -> None:
    opened, waited = slow_heads(narrow, 500), []
    for number in range(100):
        for line in opened[number % 5 :: 5]:
            try:
                line.sendall(b"c")
            except OSError:
                continue  # its time was over
        began = time.monotonic()
        assert urllib.request.urlopen(f"{narrow.base}/healthz", timeout=10).status == 200
        waited.append(time.monotonic() - began)
    assert sorted(waited)[95] < 1, statistics.median(waited)
    time.sleep(timed_socket.HEAD_S)
    ends = [is_closed(line) for line in opened]
    for line in opened:
        line.close()
    assert all(ends)


def is_closed(line: socket.socket) -> bool:
    try:
        while piece := line.recv(4096):
            assert b"200 OK" not in piece
    except ConnectionError:
        return True
    return True


def test_a_line_that_falls_silent_reads_as_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timed_socket, "SILENCE_S", 0.1)
    ours, theirs = socket.socketpair()
    with ours, theirs:
        line = TimedSocket(ours)
        theirs.sendall(b"abc")
        assert line.recv(10) == b"abc"
        assert line.recv(10) == b"" and line.ended
        theirs.sendall(b"too late")
        assert line.recv(10) == b""


def test_a_line_that_drips_is_ended_though_it_is_never_silent(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(timed_socket, "SILENCE_S", 0.2)
    ours, theirs = socket.socketpair()
    with ours, theirs:
        line, dripped = TimedSocket(ours), 0
        while not line.ended and dripped < 1_000:
            theirs.sendall(b"a")
            line.recv(1)
            time.sleep(0.01)
            dripped += 1
        assert line.ended


def test_a_line_that_keeps_its_pace_is_not_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timed_socket, "SILENCE_S", 0.2)
    ours, theirs = socket.socketpair()
    with ours, theirs:
        line = TimedSocket(ours)
        for _ in range(20):
            theirs.sendall(b"a" * 4_096)
            assert line.recv(4_096)
            time.sleep(0.02)
        assert not line.ended


def test_gunicorns_own_limit_is_one_of_three() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        line = TimedSocket(ours)
        line.settimeout(0.05)
        assert line.recv(10) == b"" and line.ended
