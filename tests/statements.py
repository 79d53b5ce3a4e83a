"""Statements that a piece of a test sends to the database: what must not grow with the rows."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event

from inspect_app.extensions import db


@contextmanager
def counted() -> Iterator[list[str]]:
    """Yield a list that gets each statement of the block, in order."""
    statements: list[str] = []

    def note(_line: object, _cursor: object, statement: str, *_rest: object) -> None:
        statements.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
