"""Sends bytes to a real server as they are, and reads what it answers to its end."""

import socket
from collections.abc import Iterable
from dataclasses import dataclass, field

from tests.browser.server import Site


@dataclass(frozen=True)
class Heard:
    """All that came back until the server closed; no status where that was nothing."""

    status: int | None
    headers: dict[str, str] = field(default_factory=dict)
    rest: bytes = b""

    @property
    def answers(self) -> int:
        """How many answers there were in all."""
        return (self.status is not None) + self.rest.count(b"HTTP/1.1 ")


def speak(site: Site, *pieces: bytes, ends: bool = True) -> Heard:
    """Sends the pieces one by one; `ends` closes our half, so that nobody waits for more."""
    with socket.create_connection(("127.0.0.1", site.port), timeout=60) as line:
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        _send(line, pieces, ends)
        return _parsed(_read(line))


def request(method: str, path: str, *more: str, body: bytes = b"") -> bytes:
    """A request with a host and these header lines."""
    lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", *more, "", ""]
    return "\r\n".join(lines).encode("latin-1") + body


def _send(line: socket.socket, pieces: Iterable[bytes], ends: bool) -> None:
    try:
        for piece in pieces:
            line.sendall(piece)
        if ends:
            line.shutdown(socket.SHUT_WR)
    except OSError:
        pass  # it has refused already, and closed


def _read(line: socket.socket) -> bytes:
    raw = b""
    try:
        while piece := line.recv(65536):
            raw += piece
    except ConnectionResetError:
        pass  # closed while bytes of ours were on their way
    return raw


def _parsed(raw: bytes) -> Heard:
    head, found, rest = raw.partition(b"\r\n\r\n")
    if not found:
        return Heard(None, rest=raw)
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): text for name, text in (one.split(": ", 1) for one in lines)}
    return Heard(int(first.split()[1]), headers, rest)
