"""A limit of PostgreSQL made short enough for a test to wait for."""

from sqlalchemy import text

from inspect_app.extensions import db


def shorten(limit: str, value: str) -> None:
    """On the one line that this test's requests use."""
    db.session.execute(text(f"SET {limit} = '{value}'"))
    db.session.commit()
    assert db.engine.pool.checkedin() == 1
