"""The databases that can be measured, each created for the measurement alone."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from tests.postgres.cluster import DURABLE, find_binaries, running_cluster

DATABASES = ["sqlite", "postgres"]


@contextmanager
def database_settings(database: str) -> Iterator[dict[str, str]]:
    """Yield the settings of a new database; PostgreSQL is as durable as SQLite."""
    if database == "sqlite":
        yield {}
        return
    binaries = find_binaries()
    if binaries is None:
        sys.exit("PostgreSQL is not installed: ./script/test without arguments brings it")
    with running_cluster(binaries, **DURABLE) as cluster:
        yield {"DATABASE_URL": cluster.url(cluster.new_database())}
