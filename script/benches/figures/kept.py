"""Keeps a built city for the next run, and lends a copy of it that may be changed."""

import hashlib
import os
import shutil
import signal
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.schema import CreateTable

from inspect_app.config import read_settings
from inspect_app.extensions import db
from inspect_app.services.figures.rebuild import rebuild_figures
from inspect_app.services.instance.install import prepare_instance
from script.benches.figures.city import build
from script.benches.progress import say
from tests.instances import opened
from tests.postgres.cluster import DURABLE, Cluster, find_binaries, give_to_nobody, reachable

HERE = Path(__file__).parent
BUILDERS = ("city.py", "kinds.py", "patterns.py", "visits.py")
BUILT_ON = datetime(2020, 12, 1, tzinfo=UTC)
# Made by one statement each, which takes minutes in a city of a million inspections.
DATABASE, COPY = "t1", "copy"


@dataclass(frozen=True)
class City:
    """How many premises and inspections, and in which database."""

    premises: int
    inspections: int
    database: str

    @property
    def folder(self) -> Path:
        """Where it is kept: another schema or builder makes another city."""
        name = f"{self.premises}-{self.inspections}-{self.database}-{_fingerprint()}"
        return _cache() / name


@contextmanager
def lent(city: City) -> Iterator[dict[str, str]]:
    """Yield the environment of a copy of the city, which is built first if it is not kept."""
    folder = city.folder
    if not (folder / "built").exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True, mode=0o755)
    with _served(city) as server:
        if not (folder / "built").exists():
            _build(city, _environment(city, server, DATABASE))
            (folder / "built").touch()
        instance = folder / "instance"
        copy = folder / "copy"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(instance, copy)
        if server:
            server.tell(f"DROP DATABASE IF EXISTS {COPY} WITH (FORCE)")
            server.tell(f"CREATE DATABASE {COPY} TEMPLATE {DATABASE} STRATEGY FILE_COPY")
        try:
            yield _environment(city, server, COPY, copy)
        finally:
            shutil.rmtree(copy, ignore_errors=True)
            if server:
                server.drop(COPY)


def _build(city: City, environment: dict[str, str]) -> None:
    begun = time.monotonic()
    settings = read_settings(environment)
    settings.instance.mkdir(mode=0o700)
    with opened(settings):
        prepare_instance(settings, BUILT_ON)
        build(city.premises, city.inspections)
        say(f"built in {time.monotonic() - begun:.0f} s")
        db.session.rollback()
        rebuild_figures(datetime.now(UTC))
        say(f"built with its figures in {time.monotonic() - begun:.0f} s")


def _environment(
    city: City, server: Cluster | None, database: str, instance: Path | None = None
) -> dict[str, str]:
    given = {
        "INSPECT_INSTANCE": str(instance or city.folder / "instance"),
        "INSPECT_LIMITS": "off",
        "INSPECT_SECOND_FACTOR": "off",
    }
    return given | ({"INSPECT_DATABASE_URL": server.url(database)} if server else {})


@contextmanager
def _served(city: City) -> Iterator[Cluster | None]:
    """Yield the running server in the city's folder, or None for SQLite."""
    if city.database == "sqlite":
        yield None
        return
    binaries = find_binaries()
    if binaries is None:
        raise SystemExit("PostgreSQL is not installed: ./script/test without arguments brings it")
    folder, is_new = city.folder, not (city.folder / "data").exists()
    if is_new:
        (folder / "sockets").mkdir()
        (folder / "data").mkdir(0o700)
        give_to_nobody(folder, folder / "sockets", folder / "data")
    server = Cluster(reachable(binaries, folder), folder, DURABLE)
    if is_new:
        server.make()
    server.start()
    try:
        if is_new:
            server.new_database()
        yield server
    finally:
        server.stop(signal.SIGINT)


def _cache() -> Path:
    """The user's cache; root's is closed to the user of PostgreSQL."""
    if os.geteuid() == 0 and "XDG_CACHE_HOME" not in os.environ:
        return Path(tempfile.gettempdir()) / "inspect-app-bench"
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return cache / "inspect-app-bench"


def _fingerprint() -> str:
    tables = "".join(str(CreateTable(table)) for table in db.metadata.sorted_tables)
    indexes = sorted(
        f"{index.name} {[column.name for column in index.columns]}"
        for table in db.metadata.tables.values()
        for index in table.indexes
    )
    builders = "".join((HERE / name).read_text() for name in BUILDERS)
    return hashlib.sha256(f"{tables}{indexes}{builders}".encode()).hexdigest()[:8]
