"""Lines to clients with a patience that ends: a byte now and then holds no thread for long.

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
_AT_ONCE_S = 0.1


class Line:
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
        """The same after a moment: what was sent in two packets is here by then."""
        deadline = time.monotonic() + _AT_ONCE_S
        while (head := self.head()) != "whole" and (left := deadline - time.monotonic()) > 0:
            if head == "none":
                select.select([self.sock], [], [], left)
            else:
                time.sleep(0.01)
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
