"""Reads, for everybody, the newest published result of each premises whose code is posted.

It says of all premises at once what `list_published` says of one.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Select, exists, func, select, true, union_all

from inspect_app.domain.faces import FACES, GRADES
from inspect_app.domain.rules.unable import UNABLE
from inspect_app.extensions import db
from inspect_app.models.acceptances import Acceptance
from inspect_app.models.inspections import Answer, Inspection, Revision
from inspect_app.models.premises import Premises, QrToken
from inspect_app.models.reviews import Review
from inspect_app.queries.approved import is_approved
from inspect_app.queries.exports.lists import in_parts

UNIT_WORK = "unit_work"


def list_newest_published(until: date) -> Iterator[Any]:
    """Yield premises with the result that their public page shows first, by their short code."""
    newest = _newest(until).subquery()
    posted = exists().where(QrToken.premises_id == Premises.id, QrToken.revoked_at.is_(None))
    query = (
        select(
            *(Premises.code, Premises.name, Premises.kind, Premises.area, Premises.address),
            *(Premises.status, newest.c.checklist, newest.c.visited_on, newest.c.decided_at),
            *(newest.c.result, newest.c.passed, newest.c.covered, newest.c.sampled),
        )
        .join(newest, newest.c.place == Premises.id)
        .where(newest.c.nth == 1, posted)
        .order_by(Premises.code)
    )
    for part in in_parts(query):
        yield from part


def newest_of(ids: Iterable[str], until: date) -> dict[str, Any]:
    """Return the newest published result of each of these premises that has one, by their ids."""
    chosen = Inspection.premises_id.in_(list(ids))
    newest = _numbered(_published(Inspection.premises_id, until, chosen)).subquery()
    rows = db.session.execute(select(newest).where(newest.c.nth == 1))
    return {row.place: row for row in rows}


def find_face(inspections: Iterable[str]) -> tuple[str, date] | None:
    """Find the grade face that the latest of these published visits saw, with its day."""
    query = (
        select(Answer.value, Inspection.visited_on)
        .join(Inspection, Inspection.id == Answer.inspection_id)
        .join(
            Revision,
            (Revision.inspection_id == Answer.inspection_id) & (Revision.rev == Answer.rev),
        )
        .where(Answer.inspection_id.in_(list(inspections)), Answer.item.in_(FACES), is_approved())
        .order_by(Inspection.visited_on.desc(), Inspection.received_at.desc())
    )
    seen = ((row.value, row.visited_on) for row in db.session.execute(query))
    return next((one for one in seen if one[0] in GRADES), None)


def _newest(until: date) -> Select[Any]:
    """Return the published visits of each place, numbered from the newest on."""
    own = _published(Inspection.premises_id, until).join(
        Premises, Premises.id == Inspection.premises_id
    )
    accepted = _published(Acceptance.unit_work, until).join(
        Acceptance, Acceptance.inspection_id == Inspection.id
    )
    return _numbered(union_all(own.where(Premises.kind != UNIT_WORK), accepted))


def _numbered(published: Select[Any] | CompoundSelect[Any]) -> Select[Any]:
    visits = published.subquery()
    order = (visits.c.visited_on.desc(), visits.c.received_at.desc(), visits.c.id)
    nth = func.row_number().over(partition_by=visits.c.place, order_by=order)
    return select(visits, nth.label("nth"))


def _published(
    place: ColumnElement[str] | Any, until: date, chosen: ColumnElement[bool] | None = None
) -> Select[Any]:
    """Return visits that were last decided by an approval, with what was approved."""
    last = _last_decisions(chosen).subquery()
    return (
        select(
            *(Inspection.id, place.label("place"), Inspection.checklist, Inspection.visited_on),
            *(Inspection.received_at, Revision.decided_at),
            *(Revision.result, Revision.passed, Revision.covered),
            last.c.batch_id.is_not(None).label("sampled"),
        )
        .select_from(Inspection)
        .join(last, last.c.inspection_id == Inspection.id)
        .join(
            Revision,
            (Revision.inspection_id == Inspection.id) & (Revision.rev == last.c.rev),
        )
        .where(last.c.nth == 1, last.c.action == "approve", Inspection.visited_on <= until)
        .where(Revision.result.is_distinct_from(UNABLE), true() if chosen is None else chosen)
    )


def _last_decisions(chosen: ColumnElement[bool] | None) -> Select[Any]:
    latest = (Review.decided_at.desc(), Review.id.desc())
    nth = func.row_number().over(partition_by=Review.inspection_id, order_by=latest)
    query = select(
        *(Review.inspection_id, Review.rev, Review.action, Review.batch_id, nth.label("nth"))
    )
    if chosen is None:
        return query
    return query.join(Inspection, Inspection.id == Review.inspection_id).where(chosen)
