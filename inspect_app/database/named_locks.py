"""Locks by name until a transaction ends: PostgreSQL has them, SQLite has one writer anyway."""

from collections.abc import Iterable

from sqlalchemy import Connection, text

# One of them for many names: PostgreSQL's table of locks is small.
MOST_BY_NAME = 200
_ONE = text("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))")
_SHARED = text("SELECT pg_advisory_xact_lock_shared(hashtextextended(:name, 0))")


def lock_names(connection: Connection, room: str, names: Iterable[str]) -> None:
    """Lock names within a room in ascending order; more than 200 lock the whole room."""
    if connection.dialect.name != "postgresql":
        return
    each = sorted(names)
    if len(each) > MOST_BY_NAME:
        connection.execute(_ONE, {"name": room})
        return
    connection.execute(_SHARED, {"name": room})
    for name in each:
        connection.execute(_ONE, {"name": f"{room}:{name}"})


def lock_room(connection: Connection, room: str) -> None:
    """Lock every name of a room."""
    if connection.dialect.name == "postgresql":
        connection.execute(_ONE, {"name": room})
