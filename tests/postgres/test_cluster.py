"""The tests' own server: it is reached by its socket alone, and keeps what it said it kept."""

from pathlib import Path

import psycopg
import pytest

from tests.postgres.cluster import Cluster, find_binaries, version_of


def test_too_old_a_server_of_debian_is_not_taken(tmp_path: Path) -> None:
    (tmp_path / "14" / "bin").mkdir(parents=True)
    assert find_binaries(tmp_path) != tmp_path / "14" / "bin"
    (tmp_path / "15" / "bin").mkdir(parents=True)
    assert find_binaries(tmp_path) == tmp_path / "15" / "bin"


def test_it_is_new_enough_and_opens_no_port(postgres: Cluster) -> None:
    assert version_of(postgres.binaries) >= 15
    assert postgres.tell("SHOW listen_addresses") == [("",)]


def test_a_killed_server_comes_back_with_what_was_committed(durable_postgres: Cluster) -> None:
    name = durable_postgres.new_database()
    durable_postgres.tell("CREATE TABLE kept AS SELECT 1 AS n", name)
    durable_postgres.kill()
    with pytest.raises(psycopg.OperationalError):
        durable_postgres.tell("SELECT 1")
    durable_postgres.start()
    assert durable_postgres.tell("SELECT n FROM kept", name) == [(1,)]
