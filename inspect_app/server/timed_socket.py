"""Sockets that end a client which sends too slowly, so that it cannot occupy a thread for long.

gunicorn waits for ever for the rest of a head or of a body. Here an incomplete head waits without
a thread, and a request must come in at some speed; otherwise it counts as cut.
"""

import select
import socket
import time
from typing import Any

from gunicorn.util import close_graceful

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
        self._closed = False
        self._limit: float | None = None
        self.begin()

    def begin(self) -> None:
        """Start counting the time of a request."""
        self._began, self._got = time.monotonic(), 0

    def recv(self, size: int, flags: int = 0) -> bytes:
        """Receive bytes; once the request's time is over, always return none."""
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
        """Return how much of the next request's head has arrived: `none`, `part` or `whole`."""
        try:
            seen = self.sock.recv(_HEAD, socket.MSG_PEEK | socket.MSG_DONTWAIT)
        except BlockingIOError:
            return "none"
        except OSError:
            return "whole"  # a broken connection: gunicorn finds out
        return "whole" if not seen or len(seen) == _HEAD or b"\r\n\r\n" in seen else "part"

    def wait_for_head(self) -> str:
        """Wait 20 ms for a new connection's first packet, then return `head()`."""
        head = self.head()
        if head == "none" and _is_readable(self.sock):
            head = self.head()
        return head

    def settimeout(self, seconds: float | None) -> None:
        """Set gunicorn's timeout, one of three limits of a read."""
        self._limit = seconds
        self.sock.settimeout(seconds)

    def setblocking(self, blocking: bool) -> None:
        """Set blocking mode and drop gunicorn's timeout."""
        self._limit = None
        if not self._closed:
            self.sock.setblocking(blocking)

    def linger(self) -> None:
        """Close once the client has heard the answer, or after 2 s.

        gunicorn would wait for that in its one loop, where a client that never closes its end
        holds up everybody.
        """
        close_graceful(self.sock)
        self._closed = True

    def __getattr__(self, name: str) -> Any:
        return getattr(self.sock, name)


def _is_readable(sock: socket.socket) -> bool:
    # Not select(): it cannot take file descriptors beyond 1,023.
    poll = select.poll()
    poll.register(sock, select.POLLIN)
    return bool(poll.poll(_MOMENT_S * 1000))
