"""Lin's work in an instance of either database, and an empty place of either."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from inspect_app.cli import run
from inspect_app.config import Settings
from tests.cli.conftest import Told
from tests.conftest import config_url, settings_for
from tests.phone.conftest import canteen, made, phone  # noqa: F401
from tests.postgres.cluster import Cluster


@dataclass
class Place:
    """An instance, or room for one, that `inspect-app` is told of."""

    settings: Settings
    told: Callable[..., Told]

    def tell(self, *words: object) -> Told:
        return self.told(self.settings, *map(str, words))


@pytest.fixture
def told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Told]:
    def tell(settings: Settings, *words: str) -> Told:
        monkeypatch.setenv("INSPECT_INSTANCE", str(settings.instance))
        monkeypatch.setenv("INSPECT_DATABASE_URL", settings.database_url)
        capsys.readouterr()
        code = run(list(words))
        return Told(code, *capsys.readouterr())

    return tell


@pytest.fixture
def here(settings: Settings, told: Callable[..., Told]) -> Place:
    return Place(settings, told)


@pytest.fixture(params=["other", pytest.param("same", marks=pytest.mark.long)])
def there(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    database: str | None,
    told: Callable[..., Told],
) -> Iterator[Place]:
    """Of the same kind of database, or of the other."""
    room = settings_for(tmp_path / "there")
    if (request.param == "same") == (database is None):
        yield Place(room, told)
        return
    server: Cluster = request.getfixturevalue("postgres")
    name = server.new_database()
    yield Place(replace(room, database_url=config_url(server, name)), told)
    server.drop(name)
