"""A line to the server that ends after so many bytes, whichever way they flow."""

import selectors
import socket
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass


@dataclass
class Cut:
    """How many bytes one line still carries: `up` to the server, `down` to the phone."""

    up: float = float("inf")
    down: float = float("inf")


class Cutter:
    """Each new line takes the next cut of the queue; with none left, lines hold."""

    def __init__(self, port: int) -> None:
        self.upstream = ("127.0.0.1", port)
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port: int = self.listener.getsockname()[1]
        self.base = f"http://127.0.0.1:{self.port}"
        self.cuts: deque[Cut] = deque()
        self.ended, self.carried = 0, 0
        self.delay = 0.0

    def serve(self) -> None:
        with suppress(OSError):  # the listener is closed in the end
            while True:
                client, _ = self.listener.accept()
                cut = self.cuts.popleft() if self.cuts else Cut()
                threading.Thread(target=self._carry, args=(client, cut), daemon=True).start()

    def _carry(self, client: socket.socket, cut: Cut) -> None:
        with client, socket.create_connection(self.upstream) as server:
            for line in (client, server):
                line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            with suppress(OSError):
                self.ended += self._pass_on(client, server, cut)

    def _pass_on(self, client: socket.socket, server: socket.socket, cut: Cut) -> bool:
        """True when there was a byte too many; false when a side hung up by itself."""
        with selectors.DefaultSelector() as watch:
            for line in (client, server):
                watch.register(line, selectors.EVENT_READ)
            time.sleep(self.delay)
            while True:
                for key, _ in watch.select():
                    is_up = key.fileobj is client
                    piece = key.fileobj.recv(65536)  # type: ignore[union-attr]
                    if not piece:
                        return False
                    if not is_up:
                        time.sleep(self.delay)
                    left = cut.up if is_up else cut.down
                    (server if is_up else client).sendall(piece[: int(min(left, len(piece)))])
                    if left < len(piece):
                        return True
                    self._count(cut, len(piece), is_up)

    def _count(self, cut: Cut, size: int, is_up: bool) -> None:
        if is_up:
            cut.up -= size
            self.carried += size
        else:
            cut.down -= size


@contextmanager
def running_cutter(port: int) -> Iterator[Cutter]:
    cutter = Cutter(port)
    threading.Thread(target=cutter.serve, daemon=True).start()
    try:
        yield cutter
    finally:
        cutter.listener.shutdown(socket.SHUT_RDWR)
        cutter.listener.close()
