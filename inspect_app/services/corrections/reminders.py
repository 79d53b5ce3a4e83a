"""Reminds operators of what is to be put right: once a premises and day, for many at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from sqlalchemy import select

from inspect_app.domain.corrections.ladder import count_workdays, reminder_at
from inspect_app.domain.corrections.table import ORDERED, RECHECK, STOPPED
from inspect_app.errors import problem
from inspect_app.models.corrections import CorrectionRow
from inspect_app.models.reminders import Reminder
from inspect_app.plans.ladder import current_ladder
from inspect_app.plans.workdays import current_workdays
from inspect_app.services.corrections.decisions import MAY_CORRECT
from inspect_app.services.corrections.moves import today_of
from inspect_app.services.people.actors import require_role, require_scope
from inspect_app.services.writing.locks import lock_premises
from inspect_app.services.writing.transaction import Writing, writing
from sync.retry import retry_on_conflict

MOST = 200
# Who reported waits for us, and what was not served is not due yet.
REMINDED = (ORDERED, STOPPED, RECHECK)


@dataclass(frozen=True)
class Reminded:
    """How many premises were reminded, and how many had been today or have nothing to hear."""

    premises: int
    left_out: int


@retry_on_conflict
def remind(actor_id: str, correction_ids: Sequence[str], *, at: datetime) -> Reminded:
    """Note a reminder of these corrections for each of their premises, one a day."""
    wanted = sorted(set(correction_ids))
    if not 0 < len(wanted) <= MOST:
        raise problem("invalid", field="correction")
    with writing(at) as w:
        require_role(w.session, actor_id, MAY_CORRECT)
        rows = _rows_of(w, wanted)
        if len(rows) != len(wanted):
            raise problem("not_found")
        noted = [
            _note(w, actor_id, place, list(here))
            for place, here in groupby(rows, lambda row: row.premises_id)
        ]
        return Reminded(sum(noted), len(noted) - sum(noted))


def _rows_of(w: Writing, ids: Sequence[str]) -> Sequence[CorrectionRow]:
    order = (CorrectionRow.premises_id, CorrectionRow.id)
    return w.session.scalars(
        select(CorrectionRow).where(CorrectionRow.id.in_(ids)).order_by(*order)
    ).all()


def _note(w: Writing, actor_id: str, premises_id: str, rows: Sequence[CorrectionRow]) -> bool:
    require_scope(w.session, actor_id, premises_id)
    lock_premises(w.session, premises_id)
    for row in rows:
        w.session.refresh(row)  # somebody may have settled it before the lock
    due = [row for row in rows if row.state in REMINDED and row.served_on]
    today = today_of(w)
    if not due or w.session.get(Reminder, (premises_id, today)) is not None:
        return False
    ids, step = [row.id for row in due], _step_for(due, today)
    w.session.add(
        Reminder(
            premises_id=premises_id, on=today, step=step, corrections=ids, by_id=actor_id, at=w.at
        )
    )
    w.session.flush()
    subject = f"premises:{premises_id}"
    w.audit("correction.remind", subject, actor_id, step=step, corrections=ids)
    return True


def _step_for(rows: Sequence[CorrectionRow], today: date) -> str:
    """Return how the premises is reminded: by what has been overdue the longest."""
    calendar = current_workdays()
    late = [count_workdays(row.due_on, today, calendar) for row in rows if row.due_on]
    return reminder_at(current_ladder(), max(late, default=0))
