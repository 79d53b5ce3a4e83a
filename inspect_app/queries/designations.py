"""Reads designations (titles): the list with search and filters, and those of one premises."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select

from inspect_app.domain.codes import as_stored
from inspect_app.domain.titles import ASKED, GONE, HOLDS, OVER, STATES, WAITING
from inspect_app.extensions import db
from inspect_app.models.designations import Designation
from inspect_app.models.premises import Premises

Rows = Select[*tuple[Any, ...]]
# What the page of a premises shows; more are found by the list's search.
MOST_OF_ONE = 20


@dataclass(frozen=True)
class Titled:
    """A designation, its premises, and where it stands: one of `titles.STATES`."""

    row: Designation
    premises: Premises
    state: str


@dataclass(frozen=True)
class TitleSearch:
    """The words and filters of the list of titles; an empty text filters nothing."""

    words: str = ""
    target: str = ""
    area: str = ""
    state: str = ""


def list_titles(
    within: ColumnElement[bool], search: TitleSearch, day: date, *, limit: int, offset: int = 0
) -> list[Titled]:
    """List one page of titles: what waits for a second person first, then the newest."""
    state = state_on(day)
    query = narrow_titles(select(Designation, Premises, state), within, search, day)
    waits_first = case((state.in_((WAITING, ASKED)), 0), else_=1)
    ordered = query.order_by(waits_first, Designation.entered_at.desc(), Designation.id.desc())
    return [Titled(*row) for row in db.session.execute(ordered.limit(limit).offset(offset))]


def count_titles(within: ColumnElement[bool], search: TitleSearch, day: date) -> dict[str, int]:
    """Count the titles that a search finds by their state, whatever state it asks for."""
    state = state_on(day)
    query = narrow_titles(select(state, func.count()), within, replace(search, state=""), day)
    found: dict[str, int] = dict(db.session.execute(query.group_by(state)).all())
    return {one: found.get(one, 0) for one in STATES}


def titles_of(premises_id: str, day: date) -> list[Titled]:
    """List the titles of one premises, which the reader may see, the newest first, at most 20."""
    mine = TitleSearch()
    return list_titles(Premises.id == premises_id, mine, day, limit=MOST_OF_ONE)


def count_of(premises_id: str) -> int:
    """Count the titles of one premises."""
    query = select(func.count()).select_from(Designation)
    return db.session.scalar(query.where(Designation.premises_id == premises_id)) or 0


def narrow_titles(query: Rows, within: ColumnElement[bool], search: TitleSearch, day: date) -> Rows:
    """Return a query of titles with their premises for what a search finds."""
    query = query.join(Premises, Premises.id == Designation.premises_id).where(within)
    for column, wanted in (
        (Designation.target, search.target),
        (Premises.area, search.area),
        (state_on(day), search.state),
    ):
        if wanted:
            query = query.where(column == wanted)
    if search.words:
        whole = Premises.code == as_stored(search.words)
        query = query.where(or_(whole, and_(*map(_matches, search.words.split()))))
    return query


def state_on(day: date) -> ColumnElement[str]:
    """Return the SQL expression of a title's state on a day."""
    return case(
        (Designation.recorded_at.is_(None), WAITING),
        (Designation.revoked_on.is_not(None), GONE),
        (Designation.asked_end_at.is_not(None), ASKED),
        (Designation.valid_to < day, OVER),
        else_=HOLDS,
    )


def _matches(word: str) -> ColumnElement[bool]:
    columns = (Premises.name, Premises.address, Designation.title, Designation.document)
    named = [column.icontains(word, autoescape=True) for column in columns]
    return or_(Premises.code.startswith(as_stored(word), autoescape=True), *named)


def is_known(confirmed: bool) -> ColumnElement[bool]:
    known = Designation.recorded_at
    return known.is_not(None) if confirmed else known.is_(None)


def find_title(within: ColumnElement[bool], designation_id: str) -> Designation | None:
    """Find a designation whose premises lies within the reader's scope."""
    query = (
        select(Designation)
        .join(Premises, Premises.id == Designation.premises_id)
        .where(within, Designation.id == designation_id)
    )
    return db.session.scalars(query).one_or_none()


def find_by_code(within: ColumnElement[bool], typed: str) -> Premises | None:
    """Find the premises with this short code, typed with or without its gap."""
    query = select(Premises).where(within, Premises.code == as_stored(typed))
    return db.session.scalars(query).one_or_none()


def titles_by_key(target: str, keys: Collection[str]) -> dict[str, Designation]:
    """Return the confirmed titles of one target by their keys, of each the one named first."""
    query = (
        select(Designation)
        .where(Designation.target == target, Designation.key.in_(keys), is_known(True))
        .order_by(Designation.named_on.desc(), Designation.recorded_at.desc())
    )
    return {row.key: row for row in db.session.scalars(query)}
