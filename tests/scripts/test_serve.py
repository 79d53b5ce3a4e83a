"""The server keeps answering while many slow uploads are under way, and names no version."""

import socket
import time
import urllib.request
from collections.abc import Iterator

import pytest

from tests.browser.server import Site, running_site

SLOW_UPLOADS = 64


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with running_site(tmp_path_factory.mktemp("serve") / "instance", "--empty") as site:
        yield site


def begin_upload(site: Site) -> socket.socket:
    """A request whose body never ends."""
    upload = socket.create_connection(("127.0.0.1", site.port))
    head = (
        "POST /auth/login HTTP/1.1",
        f"Host: 127.0.0.1:{site.port}",
        "Content-Type: application/json",
        "X-Inspect-App: 1",
        "Content-Length: 1000",
    )
    upload.sendall("\r\n".join([*head, "", '{"user": "']).encode())
    return upload


def test_slow_uploads_hold_up_nobody_else(site: Site) -> None:
    uploads = [begin_upload(site) for _ in range(SLOW_UPLOADS)]
    time.sleep(0.5)
    try:
        for _ in range(5):
            with urllib.request.urlopen(f"{site.base}/healthz", timeout=20) as answer:
                assert answer.status == 200
    finally:
        for upload in uploads:
            upload.close()


def test_no_answer_names_a_version(site: Site) -> None:
    with urllib.request.urlopen(f"{site.base}/healthz") as answer:
        assert answer.headers["Server"] == "inspect"
