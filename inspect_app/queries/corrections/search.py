"""What a list of corrections is narrowed to, and the order that all of them share."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func

from inspect_app.domain.calendar.workdays import Workdays
from inspect_app.domain.corrections.table import (
    CLOSED,
    OPEN,
    ORDERED,
    PROPOSED,
    RECHECK,
    REPORTED,
    STOPPED,
)
from inspect_app.models.corrections import CorrectionRow
from inspect_app.models.premises import Premises

Rows = Select[*tuple[Any, ...]]
THIS_WEEK, SOON = 5, 3  # working days
STAGES = (
    *("all", "overdue", "silent", "today", "week", "later", "soon"),
    *("asked", "reported", "recheck", "closed"),
)
ANY = "any"  # every state; no page asks for it
NO_TERM = date(9999, 12, 31)  # after every deadline
DUE = func.coalesce(CorrectionRow.due_on, NO_TERM)


@dataclass(frozen=True)
class Days:
    """Today, and the last days of what is due soon and within a week of working days."""

    today: date
    soon: date
    week: date

    @classmethod
    def of(cls, today: date, calendar: Workdays) -> "Days":
        return cls(today, calendar.add(today, SOON), calendar.add(today, THIS_WEEK))


@dataclass(frozen=True)
class Search:
    """Which corrections are asked for; what is empty narrows nothing. `stage`: STAGES or ANY."""

    area: str = ""
    kinds: tuple[str, ...] = ()
    weight: str = ""
    stage: str = "all"
    premises: str = ""
    inspection: str = ""


def narrowed(query: Rows, within: ColumnElement[bool], search: Search, days: Days) -> Rows:
    """Narrow a query for `CorrectionRow` joined with `Premises`."""
    wanted = {
        CorrectionRow.weight: search.weight,
        CorrectionRow.premises_id: search.premises,
        CorrectionRow.inspection_id: search.inspection,
        Premises.area: search.area,
    }
    query = query.where(within, *(column == text for column, text in wanted.items() if text))
    if search.kinds:
        query = query.where(Premises.kind.in_(search.kinds))
    return query if search.stage == ANY else query.where(in_stage(search, days))


def in_stage(search: Search, days: Days) -> ColumnElement[bool]:
    """Return the condition of a stage; of one premises or inspection all corrections are shown."""
    is_open = CorrectionRow.state.in_(OPEN)
    late = and_(is_open, CorrectionRow.due_on < days.today)
    match search.stage:
        case "overdue":
            return late
        case "silent":
            return and_(late, CorrectionRow.state.in_((PROPOSED, ORDERED, STOPPED)))
        case "today":
            return and_(is_open, CorrectionRow.due_on == days.today)
        case "week" | "soon":
            last = days.week if search.stage == "week" else days.soon
            return and_(is_open, CorrectionRow.due_on > days.today, CorrectionRow.due_on <= last)
        case "later":
            return and_(is_open, days.week < DUE)
        case "asked":
            return and_(is_open, CorrectionRow.asked.is_(True))
        case "reported" | "recheck":
            state = REPORTED if search.stage == "reported" else RECHECK
            return CorrectionRow.state == state
        case "closed":
            first = days.today.replace(day=1)
            return and_(CorrectionRow.state == CLOSED, CorrectionRow.closed_on >= first)
    if search.premises or search.inspection:
        return CorrectionRow.id.is_not(None)
    return is_open
