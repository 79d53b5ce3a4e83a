"""Loads corrections with their moves for the figures, and for whoever lists them all."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import Select, select

from inspect_app.domain.calendar.visits import shanghai_day
from inspect_app.domain.corrections.figures import Case, Step, Tallies
from inspect_app.domain.figures.counting import AsOf
from inspect_app.domain.papers.kinds import department_of
from inspect_app.domain.reports.visits import plain_item
from inspect_app.extensions import db
from inspect_app.models.corrections import CorrectionRow, CorrectionStep
from inspect_app.models.inspections import Inspection
from inspect_app.models.premises import Premises
from inspect_app.queries.batches import in_batches

AT_ONCE = 1000
Rows = Select[*tuple[Any, ...]]


def count_corrections(
    first: date, as_of: AsOf, repeats: Iterable[Mapping[str, Any]]
) -> dict[str, Any]:
    """Count the corrections of a period, and what failed twice in a row, by every group."""
    tallies = Tallies(first, as_of)
    for case in stream_cases():
        tallies.add(case)
    rows = list(repeats)
    places = _places({row["premises"] for row in rows})
    for row in rows:
        if row["premises"] in places:
            tallies.add_repeat(places[row["premises"]], row["checklist"], row["items"])
    return tallies.as_object()


def stream_cases() -> Iterator[Case]:
    """Yield every correction with its moves."""
    found = db.session.execute(_query().execution_options(yield_per=AT_ONCE))
    for _, group in groupby(found, key=lambda row: row.id):
        yield _case(list(group))


def _query() -> Rows:
    return (
        select(
            *(CorrectionRow.id, CorrectionRow.premises_id, CorrectionRow.item),
            *(CorrectionRow.proposed_at, Inspection.visited_on, Inspection.checklist),
            *(Premises.area, Premises.kind),
            *(CorrectionStep.move, CorrectionStep.after, CorrectionStep.on, CorrectionStep.at),
            CorrectionStep.detail,
        )
        .select_from(CorrectionRow)
        .join(Premises, Premises.id == CorrectionRow.premises_id)
        .outerjoin(Inspection, Inspection.id == CorrectionRow.inspection_id)
        .outerjoin(CorrectionStep, CorrectionStep.correction_id == CorrectionRow.id)
        .order_by(CorrectionRow.id, CorrectionStep.number)
    )


def _case(rows: list[Any]) -> Case:
    one = rows[0]
    return Case(
        id=one.id,
        premises=one.premises_id,
        area=one.area,
        kind=one.kind,
        department=department_of(one.kind),
        item=(one.checklist or "", plain_item(one.item)),
        on=one.visited_on or shanghai_day(one.proposed_at),
        recorded_on=shanghai_day(one.proposed_at),
        steps=tuple(_step(row) for row in rows if row.move is not None),
    )


def _step(row: Any) -> Step:
    due = row.detail.get("due_on")
    return Step(
        move=row.move,
        after=row.after,
        on=row.on,
        recorded_on=shanghai_day(row.at),
        due_on=date.fromisoformat(due) if due else None,
    )


def _places(ids: set[str]) -> dict[str, dict[str, str]]:
    found = {}
    for some in in_batches(sorted(ids)):
        query = select(Premises.id, Premises.area, Premises.kind).where(Premises.id.in_(some))
        for row in db.session.execute(query):
            department = department_of(row.kind)
            found[row.id] = {"area": row.area, "kind": row.kind, "department": department}
    return found
