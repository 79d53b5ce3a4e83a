"""The database of one instance, and copies to go back to while nobody is connected."""

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from tests.postgres.cluster import HURRIED, Cluster, find_binaries, running_cluster

PATIENCE_S = 10


class Database(Protocol):
    """`url` is None where the settings find it by themselves."""

    url: str | None

    def keep(self, name: str) -> None:
        """Makes a copy of that name."""

    def bring_back(self, name: str) -> None:
        """It is as the copy is."""


class SqliteFile:
    """A file in the instance's folder, and its copies beside it."""

    url = None

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(self, name: str) -> None:
        shutil.copyfile(self._file(), self.folder / f"{name}.copy")

    def bring_back(self, name: str) -> None:
        for log in self.folder.glob("*.db-*"):
            log.unlink()
        shutil.copyfile(self.folder / f"{name}.copy", self._file())

    def _file(self) -> Path:
        return next(self.folder.glob("*.db"))


class PostgresDatabase:
    """A database of a server, and its copies beside it."""

    def __init__(self, server: Cluster) -> None:
        self.server, self.name = server, server.new_database()
        self.url = server.url(self.name)

    def keep(self, name: str) -> None:
        self._wait_for_the_dead()
        self._copy(self.name, name)

    def bring_back(self, name: str) -> None:
        self._copy(name, self.name)

    def _copy(self, source: str, name: str) -> None:
        self.server.tell(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        self.server.tell(f"CREATE DATABASE {name} TEMPLATE {source} STRATEGY FILE_COPY")

    def _wait_for_the_dead(self) -> None:
        """The server sees a moment later than we do that a client of its has been killed."""
        here = f"SELECT count(*) FROM pg_stat_activity WHERE datname = '{self.name}'"
        deadline = time.monotonic() + PATIENCE_S
        while self.server.tell(here) != [(0,)]:
            assert time.monotonic() < deadline, "somebody is still connected"
            time.sleep(0.005)


@contextmanager
def database(kind: str, folder: Path) -> Iterator[Database]:
    """`sqlite` or `postgres`."""
    if kind == "sqlite":
        yield SqliteFile(folder)
        return
    binaries = find_binaries()
    assert binaries, "PostgreSQL is not installed: ./script/test without arguments brings it"
    with running_cluster(binaries, **HURRIED) as server:
        yield PostgresDatabase(server)
