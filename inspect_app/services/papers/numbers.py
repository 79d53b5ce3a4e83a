"""Gives the next number of a department, a kind and a year: without gaps, and to nobody twice."""

from functools import cache
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite

from inspect_app.models.papers import PaperCounter
from inspect_app.services.writing.transaction import Writing


def next_serial(w: Writing, department: str, kind: str, year: int) -> int:
    """Return the next number; its counter stays locked until this transaction ends.

    Whoever needs several kinds asks for them in the order of their names.
    """
    counter = {"department": department, "kind": kind, "year": year, "last": 1}
    counting = _count_up(w.session.get_bind().dialect.name)
    return int(w.session.connection().execute(counting, counter).scalar_one())


@cache
def _count_up(dialect: str) -> Any:
    """Build the one statement that begins a counter or moves it on."""
    begun = (postgresql if dialect == "postgresql" else sqlite).insert(PaperCounter)
    moved = begun.on_conflict_do_update(
        index_elements=["department", "kind", "year"], set_={"last": PaperCounter.last + 1}
    )
    return moved.returning(PaperCounter.last)
