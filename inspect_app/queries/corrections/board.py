"""Reads the board: counts by due day, and the rows of a column or of a page. `within` is a scope.

Each is one bounded statement, however many corrections there are.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, case, func, select
from sqlalchemy.sql.elements import True_

from inspect_app.domain.corrections.table import CLOSED, OPEN
from inspect_app.extensions import db
from inspect_app.models.corrections import CorrectionRow
from inspect_app.models.inspections import Answer, Revision
from inspect_app.models.people import User
from inspect_app.models.premises import Premises
from inspect_app.models.reminders import Reminder
from inspect_app.queries.corrections.search import DUE, NO_TERM, Days, Search, in_stage, narrowed


class Row(NamedTuple):
    """A correction as a list shows it; `value` is what was answered, `version` the checklist's."""

    id: str
    inspection_id: str
    premises_id: str
    name: str
    kind: str
    area: str
    item: str
    weight: str
    measure: str
    state: str
    days: int | None
    served_on: date | None
    due_on: date | None
    closed_on: date | None
    unknown_years: list[int]
    asked: bool
    extended: bool
    amending: bool
    passed: bool
    answered: bool
    version: int | None
    value: Any
    assigned: str | None


_SHOWN = (
    *(CorrectionRow.id, CorrectionRow.inspection_id, CorrectionRow.premises_id),
    *(Premises.name, Premises.kind, Premises.area),
    *(CorrectionRow.item, CorrectionRow.weight, CorrectionRow.measure, CorrectionRow.state),
    *(CorrectionRow.days, CorrectionRow.served_on, CorrectionRow.due_on, CorrectionRow.closed_on),
    *(CorrectionRow.unknown_years, CorrectionRow.asked, CorrectionRow.extended),
    *(CorrectionRow.amending, CorrectionRow.passed, CorrectionRow.answered),
    *(Revision.checklist_id, Answer.value, User.full_name),
)
_OF_REVISION = and_(
    Revision.inspection_id == CorrectionRow.inspection_id, Revision.rev == CorrectionRow.rev
)
_OF_ANSWER = and_(
    Answer.inspection_id == CorrectionRow.inspection_id,
    Answer.rev == CorrectionRow.rev,
    Answer.item == CorrectionRow.item,
)


class Due(NamedTuple):
    """How many open corrections of one state are due on a day; None without a deadline."""

    due_on: date | None
    state: str
    asked: bool
    size: int


@dataclass(frozen=True)
class OpenSize:
    """How many corrections are open, and how many of them overdue."""

    count: int
    overdue: int


def list_rows(
    within: ColumnElement[bool], search: Search, days: Days, *, limit: int, offset: int = 0
) -> list[Row]:
    """List corrections, what is due first at the top."""
    # Which they are comes first: what is shown of them is read for these alone.
    ids = narrowed(select(CorrectionRow.id).join(Premises), within, search, days)
    page = ids.order_by(DUE, CorrectionRow.id).limit(limit).offset(offset).subquery()
    query = (
        select(*_SHOWN)
        .select_from(page)
        .join(CorrectionRow, CorrectionRow.id == page.c.id)
        .join(Premises)
        .outerjoin(Revision, _OF_REVISION)
        .outerjoin(Answer, _OF_ANSWER)
        .outerjoin(User, User.id == CorrectionRow.assigned_to)
    )
    return [Row(*row) for row in db.session.execute(query.order_by(DUE, CorrectionRow.id))]


def count_rows(within: ColumnElement[bool], search: Search, days: Days) -> int:
    """Count the corrections of a list."""
    query = select(func.count()).select_from(CorrectionRow).join(Premises)
    return db.session.scalar(narrowed(query, within, search, days)) or 0


def count_due(within: ColumnElement[bool], search: Search, days: Days) -> list[Due]:
    """Count the open corrections by due day and state, the earliest first."""
    columns = (CorrectionRow.due_on, CorrectionRow.state, CorrectionRow.asked)
    query = select(*columns, func.count()).select_from(CorrectionRow).join(Premises)
    asked = narrowed(query, within, search, days).where(CorrectionRow.state.in_(OPEN))
    found = [Due(*row) for row in db.session.execute(asked.group_by(*columns))]
    return sorted(found, key=lambda due: (due.due_on or NO_TERM, due.state, due.asked))


def count_closed(within: ColumnElement[bool], search: Search, days: Days) -> tuple[int, int]:
    """Return how many were closed this month, and how many of them on time."""
    on_time = func.sum(case((CorrectionRow.closed_on <= DUE, 1), else_=0))
    query = select(func.count(), on_time).select_from(CorrectionRow).join(Premises)
    closed = Search(search.area, search.kinds, search.weight, CLOSED)
    count, timely = db.session.execute(narrowed(query, within, closed, days)).one()
    return count, timely or 0


def measure_open(within: ColumnElement[bool], today: date) -> OpenSize:
    """Count what is open and what is overdue; every page of the desk shows it."""
    late = func.sum(case((CorrectionRow.due_on < today, 1), else_=0))
    query = select(func.count(), late).select_from(CorrectionRow)
    if not isinstance(within, True_):  # who sees all need not look at each premises
        query = query.join(Premises).where(within)
    count, overdue = db.session.execute(query.where(CorrectionRow.state.in_(OPEN))).one()
    return OpenSize(count, overdue or 0)


def find_neighbours(
    within: ColumnElement[bool], row: CorrectionRow, days: Days
) -> tuple[str | None, str | None, int]:
    """Return the open corrections before and after one in due order, and how many come before."""
    due = row.due_on or db.session.scalar(select(DUE).where(CorrectionRow.id == row.id))
    before = and_(DUE <= due, (DUE < due) | (CorrectionRow.id < row.id))
    after = and_(DUE >= due, (DUE > due) | (CorrectionRow.id > row.id))
    ids = select(CorrectionRow.id).join(Premises).where(within, in_stage(Search(), days))
    last = ids.where(before).order_by(DUE.desc(), CorrectionRow.id.desc()).limit(1)
    first = ids.where(after).order_by(DUE, CorrectionRow.id).limit(1)
    count = select(func.count()).select_from(ids.where(before).subquery())
    return db.session.scalar(last), db.session.scalar(first), db.session.scalar(count) or 0


def last_reminders(premises_ids: Iterable[str]) -> dict[str, date]:
    """Return the day on which each of these premises was reminded last."""
    query = select(Reminder.premises_id, func.max(Reminder.on).label("last"))
    of_these = query.where(Reminder.premises_id.in_(set(premises_ids)))
    found = db.session.execute(of_these.group_by(Reminder.premises_id))
    return {one.premises_id: one.last for one in found}


def count_of(column: str, ids: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Return how many corrections these premises or inspections have, and how many are open."""
    key = getattr(CorrectionRow, column)
    is_open = func.sum(case((CorrectionRow.state.in_(OPEN), 1), else_=0))
    query = select(key, func.count(), is_open).where(key.in_(ids)).group_by(key)
    return {id: (count, opened or 0) for id, count, opened in db.session.execute(query)}
