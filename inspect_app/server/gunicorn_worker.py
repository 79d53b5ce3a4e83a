"""gunicorn's threaded worker, with sockets that time out and our own error messages."""

import json
import time
from collections import deque
from concurrent.futures import Future
from typing import Any

import gunicorn.http.wsgi
import gunicorn.util
from gunicorn.workers.gthread import _DEFER, ThreadWorker

from inspect_app.errors import CATALOGUE, as_json
from inspect_app.server.timed_socket import HEAD_S, TimedSocket
from inspect_app.web.headers import HEADERS, NOTHING

_WAITS = object()
_LOOK_EVERY_S = 0.05


class Worker(ThreadWorker):  # type: ignore[misc]
    """Gives a thread to a request only when its head has arrived whole."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.slow: deque[tuple[float, Any]] = deque()
        self._looked_at = 0.0

    def enqueue_req(self, conn: Any) -> None:
        if not isinstance(conn.sock, TimedSocket) and not self.cfg.is_ssl:
            conn.sock = TimedSocket(conn.sock)
        super().enqueue_req(conn)

    def handle(self, conn: Any) -> Any:
        timed = conn.sock
        if isinstance(timed, TimedSocket):
            head = "whole" if _has_read_ahead(conn) else timed.wait_for_head()
            if head != "whole":
                return _WAITS if head == "part" else _DEFER
            timed.begin()
        kept = super().handle(conn)
        if not kept and isinstance(timed, TimedSocket):
            timed.linger()
        return kept

    def finish_request(self, conn: Any, fs: Future[Any]) -> None:
        if not fs.cancelled() and not fs.exception() and fs.result() is _WAITS:
            self.slow.append((time.monotonic() + HEAD_S, conn))
        else:
            super().finish_request(conn, fs)

    def wait_for_and_dispatch_events(self, timeout: float) -> None:
        super().wait_for_and_dispatch_events(_LOOK_EVERY_S if self.slow else timeout)

    def murder_pending(self) -> None:
        """Hand on requests whose head is whole by now, and close those that took too long."""
        super().murder_pending()
        now = time.monotonic()
        if now - self._looked_at < _LOOK_EVERY_S:
            return
        self._looked_at = now
        for _ in range(len(self.slow)):
            deadline, conn = self.slow.popleft()
            if conn.sock.head() == "whole":
                self.enqueue_req(conn)
            elif now < deadline:
                self.slow.append((deadline, conn))
            else:
                self.nr_conns -= 1
                conn.close()

    def _keepalive_after(self, conn: Any, keepalive: bool) -> bool:
        if getattr(conn.sock, "ended", False):
            return False  # where the next request begins is unknown
        return bool(super()._keepalive_after(conn, keepalive))


def speak_for_gunicorn() -> None:
    """Replace gunicorn's error pages and server name: they must reveal nothing."""
    gunicorn.http.wsgi.SERVER = "inspect"
    gunicorn.util.write_error = _write_refusal


def _write_refusal(sock: Any, status: int, reason: str, _message: str) -> None:
    known = CATALOGUE["error" if status >= 500 and status != 501 else "malformed"]
    body = json.dumps(as_json(known), ensure_ascii=False).encode()
    headers = HEADERS | {
        "Content-Type": "application/json; charset=utf-8",
        "Content-Security-Policy": NOTHING,
        "Cache-Control": "no-store",
        "Content-Length": str(len(body)),
        "Connection": "close",
        "Server": "inspect",
    }
    lines = [f"HTTP/1.1 {status} {reason}", *(f"{name}: {text}" for name, text in headers.items())]
    gunicorn.util.write_nonblock(sock, "\r\n".join([*lines, "", ""]).encode("latin-1") + body)


def _has_read_ahead(conn: Any) -> bool:
    return bool(conn.parser and conn.parser.unreader.buf.getvalue())
