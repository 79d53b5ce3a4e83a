"""Settings of every connection, so that SQLite and PostgreSQL give the same guarantees.

A commit survives a power cut, a writer locks before it reads, nobody waits for ever.
"""

from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.engine import Connection, make_url

from inspect_app.config import Settings

SQLITE = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA busy_timeout=10000",
)
POSTGRESQL = {
    "synchronous_commit": "on",
    "default_transaction_isolation": r"read\ committed",
    "lock_timeout": "5s",
    "statement_timeout": "15s",
    "idle_in_transaction_session_timeout": "30s",
    "timezone": "UTC",
}
# PostgreSQL allows about a hundred connections in all, each a process of its own.
MOST_CONNECTIONS = 20


def engine_options(settings: Settings) -> dict[str, object]:
    """Return SQLAlchemy's engine options: pool size, timeouts and server settings.

    An upload that waits for its bytes uses no connection, so the pool serves bursts of pulls.
    """
    if make_url(settings.database_url).get_backend_name() == "sqlite":
        return {"pool_size": settings.threads, "max_overflow": 8}
    most = min(settings.threads, MOST_CONNECTIONS)
    options = " ".join(f"-c {name}={value}" for name, value in POSTGRESQL.items())
    return {
        "pool_size": most,
        "max_overflow": 0,
        "pool_timeout": 10,
        "pool_pre_ping": True,  # after a restart of the database the next query reconnects
        "connect_args": {
            "options": options,
            "client_encoding": "UTF8",
            "connect_timeout": 5,
            # A database server that vanishes is noticed in seconds.
            "tcp_user_timeout": 20_000,
            "keepalives_idle": 30,
        },
    }


def prepare_engine(engine: Engine) -> None:
    """Set SQLite's pragmas and locking; PostgreSQL gets its settings in `engine_options`."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _sqlite_connect)
        event.listen(engine, "begin", _sqlite_begin)


def _sqlite_connect(connection: Any, _record: Any) -> None:
    # The driver would otherwise begin at the first write only, too late to lock before reading.
    connection.isolation_level = None
    for pragma in SQLITE:
        connection.execute(pragma)


def _sqlite_begin(connection: Connection) -> None:
    # A deferred transaction that reads and then writes fails with a busy error no timeout cures.
    writing = connection.get_execution_options().get("writing")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
