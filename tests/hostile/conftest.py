"""A real server for bytes that no browser sends, with an inspector and a supervisor signed in."""

import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.browser.server import Account, Site
from tests.conftest import settings_for
from tests.instances import opened
from tests.makers import PASSWORD, make_user
from tests.phone.wire import Wire


@dataclass(frozen=True)
class Target:
    """The server, the folder of its temporary files, and the cookies of two people."""

    site: Site
    temporary: Path
    inspector: str
    supervisor: str

    @property
    def log(self) -> str:
        return (self.site.instance / "server.log").read_text()

    def with_cookies(self, pieces: tuple[bytes, ...]) -> tuple[bytes, ...]:
        """The pieces, with `Cookie: inspector` and `Cookie: supervisor` made real."""
        named = {b"inspector": self.inspector.encode(), b"supervisor": self.supervisor.encode()}
        for name, cookie in named.items():
            line, real = b"\r\nCookie: %s\r\n" % name, b"\r\nCookie: %s\r\n" % cookie
            pieces = tuple(piece.replace(line, real) for piece in pieces)
        return pieces


LIN, CHEN = Account("lin", PASSWORD, "inspector"), Account("chen", PASSWORD, "supervisor")
FRESH = 600  # seconds; a desk that nobody uses for half an hour is signed out


class Served:
    """The running server, at which both people are signed in again before the desk's idle end."""

    def __init__(self, site: Site, temporary: Path) -> None:
        self.site, self.temporary = site, temporary
        self.signed_in_at = 0.0
        self.target: Target | None = None

    def ready(self) -> Target:
        if self.target is None or time.monotonic() - self.signed_in_at > FRESH:
            cookies = (Wire(self.site).sign_in(one).cookie for one in (LIN, CHEN))
            self.target = Target(self.site, self.temporary, *cookies)
            self.signed_in_at = time.monotonic()
        return self.target


@pytest.fixture(scope="session")
def served(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    instance = tmp_path_factory.mktemp("served") / "instance"
    shutil.copytree(template, instance)
    with opened(settings_for(instance)):
        make_user("lin", role="inspector")
        make_user("chen", role="supervisor")
    site, temporary = Site(instance), tmp_path_factory.mktemp("temporary")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TMPDIR", str(temporary))
        site.start()
    try:
        yield Served(site, temporary)
    finally:
        site.stop()


@pytest.fixture
def target(served: Served) -> Target:
    return served.ready()
