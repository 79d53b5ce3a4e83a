"""Reads premises: lists with search and filter, by token, by id."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import defer, selectinload

from inspect_app.domain.codes import as_stored
from inspect_app.domain.figures.history import ACCEPTANCE
from inspect_app.domain.rules.unable import UNABLE
from inspect_app.extensions import db
from inspect_app.models.inspections import Inspection, Revision
from inspect_app.models.premises import Premises, QrToken
from inspect_app.queries.approved import is_approved

Rows = Select[*tuple[Any, ...]]


@dataclass(frozen=True)
class Search:
    """The words and filters of a list of premises; an empty text filters nothing."""

    words: str = ""
    kind: str = ""
    area: str = ""
    status: str = ""


def list_premises(
    within: ColumnElement[bool],
    search: Search,
    *,
    limit: int,
    offset: int = 0,
    numbered: bool = False,
) -> Sequence[Premises]:
    """List one page of premises by street and name; `numbered` sorts name 10 after 9."""
    query = narrow_to_search(select(Premises), within, search)
    shorter_first = (func.length(Premises.name),) if numbered else ()
    ordered = query.order_by(Premises.area, *shorter_first, Premises.name, Premises.id)
    return db.session.scalars(ordered.limit(limit).offset(offset)).all()


def count_premises(within: ColumnElement[bool], search: Search) -> int:
    """Count the premises that a search finds."""
    found = narrow_to_search(select(Premises.id), within, search).subquery()
    return db.session.scalar(select(func.count()).select_from(found)) or 0


def premises_by_ids(ids: Iterable[str]) -> dict[str, Premises]:
    """Return these premises by id."""
    query = select(Premises).where(Premises.id.in_(list(ids)))
    return {premises.id: premises for premises in db.session.scalars(query)}


def premises_names(ids: Iterable[str]) -> dict[str, str]:
    """Return names of premises by id, without loading their rows."""
    query = select(Premises.id, Premises.name).where(Premises.id.in_(list(ids)))
    return {row.id: row.name for row in db.session.execute(query)}


def find_premises(within: ColumnElement[bool], premises_id: str) -> Premises | None:
    """Find a premises within the reader's scope."""
    query = select(Premises).where(within, Premises.id == premises_id)
    return db.session.scalars(query).one_or_none()


def find_token(token: str) -> QrToken | None:
    """Find a posted QR token, revoked or not."""
    # PostgreSQL refuses a query text with NUL.
    return None if "\0" in token else db.session.get(QrToken, token)


def codes_in_force(ids: Iterable[str]) -> dict[str, str]:
    """Return the posted token in force by premises; those without one are missing."""
    query = select(QrToken.premises_id, QrToken.token).where(
        QrToken.premises_id.in_(list(ids)), QrToken.revoked_at.is_(None)
    )
    return {row.premises_id: row.token for row in db.session.execute(query.order_by(QrToken.issue))}


def last_approved(ids: Iterable[str]) -> dict[str, Revision]:
    """Return each premises' approved revision of the latest day that says something about it.

    Acceptances speak of a unit work, and where nothing could be inspected nothing was seen.
    """
    query = (
        select(Revision, Inspection.premises_id)
        .join(Inspection)
        .where(Inspection.premises_id.in_(list(ids)), is_approved())
        .where(Inspection.checklist != ACCEPTANCE, Revision.result.is_distinct_from(UNABLE))
        .order_by(Inspection.visited_on, Inspection.received_at, Revision.rev)
        .options(selectinload(Revision.inspection), defer(Revision.body), defer(Revision.blobs))
    )
    return {row.premises_id: row.Revision for row in db.session.execute(query)}


def narrow_to_search(query: Rows, within: ColumnElement[bool], search: Search) -> Rows:
    """Return a query of premises for what a search finds within the reader's scope."""
    query = query.where(within)
    for column, wanted in (
        (Premises.kind, search.kind),
        (Premises.area, search.area),
        (Premises.status, search.status),
    ):
        if wanted:
            query = query.where(column == wanted)
    if search.words:
        # A short code is written in two groups, which must not be taken for two words.
        whole = Premises.code == as_stored(search.words)
        query = query.where(or_(whole, and_(*map(_matches, search.words.split()))))
    return query


def _matches(word: str) -> ColumnElement[bool]:
    code = as_stored(word)
    return or_(
        Premises.name.icontains(word, autoescape=True),
        Premises.address.icontains(word, autoescape=True),
        Premises.code.startswith(code, autoescape=True),
        Premises.uscc == code,
        Premises.licence_no == code,
    )
