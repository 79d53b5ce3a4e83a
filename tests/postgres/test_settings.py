"""What every connection of ours is told: nobody waits for ever, and a commit is on the disk."""

import pytest
from flask import Flask
from sqlalchemy import text

from inspect_app.database.engines import MOST_CONNECTIONS
from inspect_app.extensions import db

pytestmark = pytest.mark.both


def told(name: str) -> str:
    ask = "PRAGMA" if db.engine.dialect.name == "sqlite" else "SHOW"
    return str(db.session.scalar(text(f"{ask} {name}")))


SQLITE = {"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1", "busy_timeout": "10000"}
POSTGRESQL = {
    "transaction_isolation": "read committed",
    "synchronous_commit": "on",
    "lock_timeout": "5s",
    "statement_timeout": "15s",
    "idle_in_transaction_session_timeout": "30s",
    "client_encoding": "UTF8",
    "TimeZone": "UTC",
}


def test_every_connection_keeps_the_promises(app: Flask) -> None:
    wanted = SQLITE if db.engine.dialect.name == "sqlite" else POSTGRESQL
    assert {name: told(name) for name in wanted} == wanted


def test_a_worker_leaves_connections_to_the_others(app: Flask, database: str | None) -> None:
    if database:
        assert db.engine.pool.size() == MOST_CONNECTIONS
        assert int(told("max_connections")) >= 4 * MOST_CONNECTIONS
