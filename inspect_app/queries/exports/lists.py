"""What an exported list is: its columns, its filters, and its rows within a reader's scope."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select

from inspect_app.domain.figures.counting import AsOf
from inspect_app.extensions import db
from inspect_app.queries.figures.scopes import WHOLE, Scope

AT_ONCE = 500
Filters = Mapping[str, str]
Row = tuple[Any, ...]


class UnknownFilter(LookupError):
    """A filter names a target, a side or an area that there is not."""


@dataclass(frozen=True)
class Column:
    """A column: `words` says how its values are put into words, as `desk/exports/words.py` has it.

    Values whose `words` is empty are texts, numbers, days or times and stay what they are.
    """

    name: str
    words: str = ""


@dataclass(frozen=True)
class Reach:
    """What a reader may see, as conditions on premises, on inspectors and on quarantined records.

    `figures` has the areas of which he sees the figures of each kind, counted for `as_of`.
    """

    premises: ColumnElement[bool]
    people: ColumnElement[bool]
    records: ColumnElement[bool]
    figures: Scope
    as_of: AsOf

    @property
    def is_whole(self) -> bool:
        """Whether the reader sees the whole district."""
        return self.figures == WHOLE


@dataclass(frozen=True)
class ExportedList:
    """A list with the names of the filters that it knows.

    `of_district`: only who sees the whole district may read it.
    """

    name: str
    columns: tuple[Column, ...]
    rows: Callable[[Reach, Filters], Iterator[Row]]
    filters: tuple[str, ...] = ()
    of_district: bool = False


def in_parts(query: Select[*tuple[Any, ...]], at_once: int = AT_ONCE) -> Iterator[Sequence[Any]]:
    """Read a query's rows some at a time, so that no list has to fit into memory."""
    found = db.session.execute(query.execution_options(yield_per=at_once))
    yield from found.partitions()
