"""A proxy between us and an S3 server that does what networks and servers do on bad days."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

_STATUS = {"away": 503, "broken": 500, "gone": 404, "elsewhere": 307}


class Proxy(ThreadingHTTPServer):
    """`trouble` happens to requests of `methods` until somebody sets it to None.

    `away` answers 503, `broken` 500, `gone` 404, `silent` nothing at all, `lost` does the work and
    says nothing, `cut` ends the line, `short` lies about the size of what is there, `elsewhere`
    sends the asker to another host.
    """

    daemon_threads = True

    def __init__(self, upstream: str) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.upstream = urlsplit(upstream).netloc
        self.endpoint = f"http://127.0.0.1:{self.server_port}"
        self.trouble: str | None = None
        self.methods = {"PUT", "GET", "HEAD", "DELETE", "POST"}
        self.times: int | None = None
        self.seen: list[str] = []
        self.healed = threading.Event()

    @contextmanager
    def having(self, trouble: str, *methods: str, times: int | None = None) -> Iterator[None]:
        """For a while, or a number of times."""
        usual = self.methods
        self.trouble, self.methods, self.times = trouble, set(methods) or usual, times
        self.healed.clear()
        try:
            yield
        finally:
            self.trouble, self.methods = None, usual
            self.healed.set()

    def next_trouble(self, method: str) -> str | None:
        """What happens to the next request of a method."""
        if method not in self.methods or self.times == 0:
            return None
        self.times = self.times and self.times - 1
        return self.trouble


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Proxy

    def handle_one_request(self) -> None:
        try:
            super().handle_one_request()
        except ConnectionError:
            self.close_connection = True

    def _pass(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.server.seen.append(f"{self.command} {self.path}")
        trouble = self.server.next_trouble(self.command)
        if trouble in _STATUS:
            self._answer(_STATUS[trouble])
        elif trouble == "silent":
            self.server.healed.wait(20)
            self.close_connection = True
        elif trouble == "cut":
            self.close_connection = True
        else:
            self._forward(body, trouble)

    def _forward(self, body: bytes, trouble: str | None) -> None:
        line = HTTPConnection(self.server.upstream, timeout=20)
        try:
            line.putrequest(self.command, self.path, skip_host=True, skip_accept_encoding=True)
            for name, value in self.headers.items():
                line.putheader(name, value)
            line.endheaders(body)
            reply = line.getresponse()
            content = reply.read()
        finally:
            line.close()
        if trouble == "lost":
            self.close_connection = True
            return
        self.send_response_only(reply.status)
        for name, value in reply.getheaders():
            if name.lower() not in ("content-length", "connection", "transfer-encoding"):
                self.send_header(name, value)
        length = int(reply.getheader("Content-Length") or len(content))
        self.send_header("Content-Length", str(length - 1 if trouble == "short" else length))
        self.end_headers()
        self.wfile.write(content)

    def _answer(self, status: int) -> None:
        self.send_response_only(status)
        if status == 307:
            self.send_header("Location", f"http://localhost:{self.server.server_port}/elsewhere")
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_PUT = do_HEAD = do_DELETE = do_POST = _pass

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


@contextmanager
def running_proxy(upstream: str) -> Iterator[Proxy]:
    """Serves in a thread."""
    proxy = Proxy(upstream)
    thread = threading.Thread(target=proxy.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield proxy
    finally:
        proxy.healed.set()
        proxy.shutdown()
        thread.join()
        proxy.server_close()
