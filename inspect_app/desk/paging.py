"""The page number of a list, from the address; one beyond the end leads to the last page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import urlencode

from flask import abort, redirect, request

from inspect_app.errors import problem

PAGE = 50
T = TypeVar("T")


@dataclass(frozen=True)
class Paging:
    """One page of a list of `total` rows, and the name that its number has in the address."""

    number: int
    total: int
    name: str = "page"
    size: int = PAGE

    @property
    def offset(self) -> int:
        """Return how many rows come before this page."""
        return (self.number - 1) * self.size

    @property
    def pages(self) -> int:
        """Return the number of the last page, 1 for an empty list."""
        return last_page(self.total, self.size)

    @property
    def link(self) -> str:
        """Return the rest of the address, so that a search and another list's page stay."""
        kept = [(key, text) for key, text in _query() if key != self.name]
        return f"{urlencode(kept)}&" if kept else ""

    def cut(self, rows: Sequence[T]) -> Sequence[T]:
        """Return this page of rows that are all at hand."""
        return rows[self.offset : self.offset + self.size]


def asked_page(name: str = "page") -> int:
    """Return the page number, 1 by default; raise `not_found` for anything else."""
    given = request.args.get(name, "1")
    if not given.isdecimal() or not 1 <= len(given) <= 6 or int(given) < 1:
        raise problem("not_found")
    return int(given)


def paging_of(total: int, name: str = "page") -> Paging:
    """Return the asked page of a list of this length; one beyond its end leads to the last."""
    return Paging(page_within(total, name=name), total, name)


def page_within(total: int, size: int = PAGE, name: str = "page") -> int:
    """Return the asked page number; redirect to the last page from one beyond the end."""
    asked, last = asked_page(name), last_page(total, size)
    if asked > last and request.method in ("GET", "HEAD"):
        kept = [(key, text) for key, text in _query() if key != name]
        abort(redirect(f"{request.path}?{urlencode([*kept, (name, last)])}"))
    return min(asked, last)


def last_page(total: int, size: int = PAGE) -> int:
    """Return the number of a list's last page; an empty list has one."""
    return max(1, -(-total // size))


def _query() -> list[tuple[str, str]]:
    """Return what the address asks for, without what stands there for nothing."""
    return [(key, text) for key, text in request.args.items(multi=True) if text]
