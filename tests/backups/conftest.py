"""Lin's work in an instance of either database, and an empty place of either."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from inspect_app.cli import run
from inspect_app.config import Settings
from tests.cli.conftest import CommandResult
from tests.conftest import config_url, settings_for
from tests.phone.conftest import canteen, made, phone  # noqa: F401
from tests.postgres.cluster import Cluster


@dataclass
class Place:
    """An instance, or room for one, that `inspect-app` runs on."""

    settings: Settings
    result: Callable[..., CommandResult]

    def tell(self, *words: object) -> CommandResult:
        return self.result(self.settings, *map(str, words))


@pytest.fixture
def result(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., CommandResult]:
    def tell(settings: Settings, *words: str) -> CommandResult:
        monkeypatch.setenv("INSPECT_INSTANCE", str(settings.instance))
        monkeypatch.setenv("INSPECT_DATABASE_URL", settings.database_url)
        capsys.readouterr()
        code = run(list(words))
        return CommandResult(code, *capsys.readouterr())

    return tell


@pytest.fixture
def here(settings: Settings, result: Callable[..., CommandResult]) -> Place:
    return Place(settings, result)


@pytest.fixture(params=["other", pytest.param("same", marks=pytest.mark.long)])
def there(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    database: str | None,
    result: Callable[..., CommandResult],
) -> Iterator[Place]:
    """Of the same kind of database, or of the other."""
    room = settings_for(tmp_path / "there")
    if (request.param == "same") == (database is None):
        yield Place(room, result)
        return
    server: Cluster = request.getfixturevalue("postgres")
    name = server.new_database()
    yield Place(replace(room, database_url=config_url(server, name)), result)
    server.drop(name)
