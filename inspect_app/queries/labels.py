"""Reads the posted codes of premises: those in force by pages, and every issue of one."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, func, select

from inspect_app.extensions import db
from inspect_app.models.premises import Premises, QrToken
from inspect_app.queries.premises import Search, narrow_to_search


class LabelRow(NamedTuple):
    """A premises with its code in force; without one `token`, `issue` and `issued_at` are None."""

    id: str
    name: str
    kind: str
    area: str
    address: str
    code: str
    token: str | None
    issue: int | None
    issued_at: datetime | None


@dataclass(frozen=True)
class Among:
    """Whose labels: those that a search finds, of these children, or these ids alone."""

    search: Search = Search()
    parent: str = ""
    ids: Collection[str] = ()

    def within(self, scope: ColumnElement[bool]) -> ColumnElement[bool]:
        """Return the condition on `Premises` that joins the search."""
        if self.parent:
            scope = and_(scope, Premises.parent_id == self.parent)
        return and_(scope, Premises.id.in_(self.ids)) if self.ids else scope


def list_labels(
    scope: ColumnElement[bool], among: Among, *, limit: int, offset: int = 0
) -> Sequence[LabelRow]:
    """List labels by street and name; under a parent, name 10 comes after 9."""
    posted = and_(
        *(QrToken.premises_id == Premises.id, QrToken.issue == Premises.qr_issue),
        QrToken.revoked_at.is_(None),
    )
    shown = (Premises.id, Premises.name, Premises.kind, Premises.area, Premises.address)
    code = (Premises.code, QrToken.token, QrToken.issue, QrToken.issued_at)
    # The page is found first, by the order's index; its codes are looked up afterwards.
    found = narrow_to_search(select(Premises.id), among.within(scope), among.search)
    page = found.order_by(*_order(among)).limit(limit).offset(offset).subquery()
    query = select(*shown, *code).select_from(Premises).join(page, page.c.id == Premises.id)
    query = query.outerjoin(QrToken, posted)
    return [LabelRow(*row) for row in db.session.execute(query.order_by(*_order(among)))]


def list_issues(premises_id: str) -> Sequence[QrToken]:
    """List every issue of a premises' code, the newest first."""
    query = select(QrToken).where(QrToken.premises_id == premises_id)
    return db.session.scalars(query.order_by(QrToken.issue.desc())).all()


def _order(among: Among) -> tuple[ColumnElement[object], ...]:
    shorter_first = (func.length(Premises.name),) if among.parent else ()
    return (Premises.area, *shorter_first, Premises.name, Premises.id)
