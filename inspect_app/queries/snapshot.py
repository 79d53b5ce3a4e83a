"""Many queries that must agree: all of them see the database as it was at the first one."""

from sqlalchemy import text

from inspect_app.extensions import db

NO_HURRY = ("SET LOCAL statement_timeout = 0", "SET LOCAL idle_in_transaction_session_timeout = 0")


def take_snapshot() -> None:
    """Until the transaction ends, however long that is: for commands, not for a request.

    SQLite's reading transactions are so by themselves.
    """
    db.session.rollback()
    if db.engine.dialect.name == "postgresql":
        db.session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
        take_time()


def take_time() -> None:
    """What is read or loaded in one piece may think longer than a request, until it ends."""
    if db.engine.dialect.name == "postgresql":
        for words in NO_HURRY:
            db.session.execute(text(words))
