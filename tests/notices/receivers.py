"""A real receiver on this machine that answers as a test wants, and remembers what came."""

import json
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from inspect_app.domain.notices.receivers import Receiver

SECRET = "s" * 32


@dataclass
class Heard:
    """Requests that came in; `answers` are given in turn, the last one for ever."""

    port: int = 0
    scheme: str = "http"
    answers: list[Any] = field(default_factory=lambda: [200])
    requests: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    @property
    def url(self) -> str:
        return f"{self.scheme}://{self.host}/hook?key=1"

    @property
    def ids(self) -> list[str]:
        return [headers["x-inspect-delivery"] for _, headers, _ in self.requests]

    def receiver(self, **more: Any) -> Receiver:
        return Receiver("city", self.url, SECRET, **more)

    def next_answer(self) -> Any:
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


@contextmanager
def listening(folder: Path | None = None) -> Iterator[Heard]:
    """Listen, over TLS by a certificate in the folder if one is given."""
    heard = Heard()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            told = {name.lower(): text for name, text in self.headers.items()}
            heard.requests.append((self.path, told, body))
            _answer(self, heard.next_answer())

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    heard.port = server.server_address[1]
    if folder is not None:
        heard.scheme = "https"
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(make_certificate(folder))
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield heard
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _answer(handler: BaseHTTPRequestHandler, wanted: Any) -> None:
    """Answer with a status, an object, a place to go to, or drop by drop without an end."""
    if wanted == "drops":
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
        for _ in range(200):
            try:
                handler.wfile.write(b"X")
            except OSError:
                return
            time.sleep(0.05)
        return
    body = json.dumps(wanted).encode() if isinstance(wanted, dict) else b""
    handler.send_response(wanted if isinstance(wanted, int) else 200 if body else 302)
    if isinstance(wanted, str):
        handler.send_header("Location", wanted)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


def make_certificate(folder: Path) -> Path:
    """Make a certificate of this machine with its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / "receiver.pem"
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return path
