"""Adds corrections to a built city, by inserting their rows: every state, due around today."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from typing import Any

from sqlalchemy import select

from inspect_app.domain.ids import uuid7
from inspect_app.extensions import db
from inspect_app.models.corrections import CorrectionRow, CorrectionStep
from inspect_app.models.inspections import Answer, Inspection, Revision
from inspect_app.queries.people import find_user
from script.benches.figures.city import AT_ONCE, Rows

Row = dict[str, Any]
# By turns: where a correction stands, and the moves that led there.
WAYS = (
    ("proposed", ("propose",)),
    ("ordered", ("propose", "order", "serve")),
    ("ordered", ("propose", "order", "serve", "ask")),
    ("reported", ("propose", "order", "serve", "report")),
    ("recheck", ("propose", "order", "serve", "report", "send")),
    ("closed", ("propose", "order", "serve", "report", "accept")),
    ("closed", ("propose", "order", "serve", "report", "send", "pass")),
)
AROUND = 60  # days before and after today on which something is due


def add_corrections(count: int, today: date) -> None:
    """Insert so many, each for another failed answer."""
    rows, chief = Rows(defaultdict(list)), find_user("chief")
    assert chief
    by = chief.id
    failed = list(islice(_failed(), count))
    db.session.rollback()
    if len(failed) < count:
        raise SystemExit(f"the city has only {len(failed)} failed answers")
    for number, (inspection, premises, item) in enumerate(failed):
        state, moves = WAYS[number % len(WAYS)]
        due = today + timedelta(days=number * 7 % (2 * AROUND) - AROUND)
        row = _correction(inspection, premises, item, state, due)
        rows.add(CorrectionRow, row | {"steps": len(moves), "asked": "ask" in moves})
        for step in _steps(row["id"], moves, by, due):
            rows.add(CorrectionStep, step)
        if number % AT_ONCE == AT_ONCE - 1:
            rows.flush()
    rows.flush()


def _failed() -> Iterator[tuple[str, str, str]]:
    query = (
        select(Answer.inspection_id, Inspection.premises_id, Answer.item)
        .join(Inspection, Inspection.id == Answer.inspection_id)
        .join(Revision, Revision.inspection_id == Inspection.id)
        .where(Answer.verdict == "fail", Revision.state == "approved")
        .order_by(Answer.position, Answer.inspection_id)
    )
    for found in db.session.execute(query):
        yield found.inspection_id, found.premises_id, found.item


def _correction(inspection: str, premises: str, item: str, state: str, due: date) -> Row:
    served = state != "proposed"
    return {
        "id": uuid7(),
        "inspection_id": inspection,
        "rev": 1,
        "premises_id": premises,
        "item": item,
        "weight": "general",
        "measure": "order",
        "days": 10,
        "state": state,
        "served_on": due - timedelta(days=14) if served else None,
        "due_on": due if served else None,
        "unknown_years": [],
        "proposed_at": _at(due - timedelta(days=15)),
        "closed_on": due if state == "closed" else None,
    }


def _steps(id: str, moves: tuple[str, ...], by: str, due: date) -> Iterator[Row]:
    for number, move in enumerate(moves, 1):
        on = due - timedelta(days=15 - number)
        yield {
            "id": uuid7(),
            "correction_id": id,
            "number": number,
            "move": move,
            "who": "operator" if move in ("ask", "report") else "supervisor",
            "actor_id": None if move in ("ask", "report") else by,
            "before": "proposed" if number < 3 else "ordered",
            "after": "ordered",
            "on": on,
            "at": _at(on),
            "reason": "测速（示例）",
            "detail": {},
        }


def _at(on: date) -> datetime:
    return datetime.combine(on, time(2), UTC)
