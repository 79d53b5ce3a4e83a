"""Snapshots: many queries that must agree all see the database as it was at the first one."""

from sqlalchemy import text

from inspect_app.extensions import db

NO_HURRY = ("SET LOCAL statement_timeout = 0", "SET LOCAL idle_in_transaction_session_timeout = 0")


def take_snapshot() -> None:
    """Begin a snapshot that lasts until the transaction ends: for commands and sweeps.

    SQLite's read transactions are snapshots by themselves.
    """
    db.session.rollback()
    if db.engine.dialect.name == "postgresql":
        db.session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
        lift_time_limits()


def lift_time_limits() -> None:
    """Lift PostgreSQL's time limits until this transaction ends."""
    if db.engine.dialect.name == "postgresql":
        for words in NO_HURRY:
            db.session.execute(text(words))
