"""A real server for bytes that no browser sends, with an inspector and a supervisor signed in."""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.browser.server import Site
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


@pytest.fixture(scope="session")
def target(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Target]:
    site = Site(tmp_path_factory.mktemp("instance"))
    site.command("migrate")
    lin, chen = site.add_user("lin", "inspector"), site.add_user("chen", "supervisor")
    temporary = tmp_path_factory.mktemp("temporary")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TMPDIR", str(temporary))
        patch.setattr(tempfile, "tempdir", None)
        site.start()
    try:
        cookies = (Wire(site).sign_in(one).cookie for one in (lin, chen))
        yield Target(site, temporary, *cookies)
    finally:
        site.stop()
