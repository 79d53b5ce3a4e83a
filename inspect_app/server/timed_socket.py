"""Sockets that end a client which sends too slowly: a byte now and then holds no thread for long.

gunicorn waits for ever for the rest of a head or of a body. Here a head that is not whole yet waits
without a thread, and a request must come in at some speed; then it counts as cut.
"""

import select
import socket
import time
from typing import Any

HEAD_S = 15
SILENCE_S = 30
SLOWEST = 2 * 1024  # bytes a second, beyond the first `SILENCE_S`
_HEAD = 16 * 1024
_MOMENT_S = 0.02


class TimedSocket:
    """A socket as gunicorn uses it; what comes too slowly reads as the end of the stream."""

    def __init__(self, sock: socket.socket) -> None:
        self.sock = sock
        self.ended = False
        self._limit: float | None = None
        self.begin()

    def begin(self) -> None:
        """Of a request: from now on its time is counted."""
        self._began, self._got = time.monotonic(), 0

    def recv(self, size: int, flags: int = 0) -> bytes:
        """Nothing at all once its time is over, now and later."""
        left = self._began + SILENCE_S + self._got / SLOWEST - time.monotonic()
        if self.ended or left <= 0:
            self.ended = True
            return b""
        limits = (SILENCE_S, left, *([] if self._limit is None else [self._limit]))
        self.sock.settimeout(min(limits))
        try:
            data = self.sock.recv(size, flags)
        except TimeoutError:
            self.ended = True
            return b""
        self._got += len(data)
        return data

    def head(self) -> str:
        """How much of the next request's head is here: `none`, `part` or `whole`."""
        try:
            seen = self.sock.recv(_HEAD, socket.MSG_PEEK | socket.MSG_DONTWAIT)
        except BlockingIOError:
            return "none"
        except OSError:
            return "whole"  # a broken line: gunicorn finds out
        return "whole" if not seen or len(seen) == _HEAD or b"\r\n\r\n" in seen else "part"

    def wait_for_head(self) -> str:
        """The same, a moment after the line was opened: its first packet is on the way."""
        head = self.head()
        if head == "none" and _is_readable(self.sock):
            head = self.head()
        return head

    def settimeout(self, seconds: float | None) -> None:
        """For reading it is one limit of three."""
        self._limit = seconds
        self.sock.settimeout(seconds)

    def setblocking(self, blocking: bool) -> None:
        """Without a limit of gunicorn's own."""
        self._limit = None
        self.sock.setblocking(blocking)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.sock, name)


def _is_readable(sock: socket.socket) -> bool:
    # Not select(): it knows no handle beyond 1,023.
    poll = select.poll()
    poll.register(sock, select.POLLIN)
    return bool(poll.poll(_MOMENT_S * 1000))
