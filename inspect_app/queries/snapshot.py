"""Many queries that must agree: all of them see the database as it was at the first one."""

from inspect_app.extensions import db


def take_snapshot() -> None:
    """Until the transaction ends. SQLite's reading transactions are so by themselves."""
    db.session.rollback()
    if db.engine.dialect.name == "postgresql":
        db.session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
