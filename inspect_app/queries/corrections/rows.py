"""Lists corrections for a program: where each stands, and until when."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import select

from inspect_app.domain.corrections.table import OPEN
from inspect_app.extensions import db
from inspect_app.models.corrections import CorrectionRow

_COLUMNS = ("id", "state", "premises_id", "item", "measure", "due_on", "served_on", "closed_on")
AT_ONCE = 1000


def list_objects(today: date) -> Iterator[dict[str, Any]]:
    """Yield every correction by its id; `overdue` is open and past its deadline."""
    query = select(*(getattr(CorrectionRow, name) for name in _COLUMNS)).order_by(CorrectionRow.id)
    for row in db.session.execute(query.execution_options(yield_per=AT_ONCE)):
        yield {
            "id": row.id,
            "state": row.state,
            "premises": row.premises_id,
            "item": row.item,
            "measure": row.measure,
            **{name: _day(getattr(row, name)) for name in ("due_on", "served_on", "closed_on")},
            "overdue": row.state in OPEN and row.due_on is not None and row.due_on < today,
        }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
