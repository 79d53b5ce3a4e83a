"""A supervisor's moves of a correction, by a person who may make them and saw how it stands."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from inspect_app.domain.corrections.correction import Move
from inspect_app.domain.corrections.table import SUPERVISOR
from inspect_app.domain.refusals import Refused
from inspect_app.domain.vocabulary import who_may
from inspect_app.errors import CATALOGUE, problem
from inspect_app.models.corrections import CorrectionRow
from inspect_app.models.inspections import Inspection
from inspect_app.queries.corrections.clauses import is_servable
from inspect_app.queries.corrections.people import gave_code, let_in, may_recheck, took_part
from inspect_app.services.corrections.moves import Made, lock_correction, make_move, today_of
from inspect_app.services.corrections.phone_rows import queue_correction_gone, sent_phones
from inspect_app.services.people.actors import LONGEST_REASON, require_role, require_scope
from inspect_app.services.writing.transaction import Writing, writing
from sync.retry import retry_on_conflict

MAY_CORRECT = who_may("review")
# What settles a correction is decided by somebody who had no part in the inspection.
SETTLING = ("accept", "release", "escalate", "void")
SENDING = ("send", "assign")
DESK_MOVES = (
    *("send", "supplement", "extend", "accept", "release", "assign", "decline"),
    *("serve", "escalate", "void"),
)


@dataclass(frozen=True)
class Decision:
    """A move at the desk; `seen` is how many moves the person saw that decides.

    `days`: working days of an extension; `how` and `on`: a service; `to`: who looks again.
    """

    name: str
    seen: int
    reason: str = ""
    days: int | None = None
    how: str | None = None
    on: date | None = None
    to: str | None = None


@retry_on_conflict
def decide(actor_id: str, correction_id: str, decision: Decision, *, at: datetime) -> None:
    """Make a supervisor's move; raise Problem where a right, the state or a guard forbids it."""
    with writing(at) as w:
        row = open_for(w, actor_id, correction_id, decision.seen)
        if decision.name not in DESK_MOVES:
            raise problem("correction_not_possible")
        if len(decision.reason) > LONGEST_REASON:
            raise problem("correction_reason")
        if decision.name in SETTLING:
            require_no_part(actor_id, row)
        if decision.name == "accept" and gave_code(actor_id, row):
            raise problem("second_person")
        _CHECKS.get(decision.name, _unchecked)(w, row, decision)
        before = row.assigned_to
        if decision.name in SENDING:
            row.assigned_to = decision.to
        with refusals_as_problems():
            make_move(w, row, Made(_move_of(w, decision), actor_id, detail=_detail_of(decision)))
        if before and before not in sent_phones(w, row):
            queue_correction_gone(w, row, before)


def open_for(w: Writing, actor_id: str, correction_id: str, seen: int) -> CorrectionRow:
    """Lock a correction for a person of the desk in whose scope it lies, as he saw it."""
    require_role(w.session, actor_id, MAY_CORRECT)
    row = lock_correction(w, correction_id)
    if row is None:
        raise problem("not_found")
    require_scope(w.session, actor_id, row.premises_id)
    if row.steps != seen:
        raise problem("correction_moved")
    return row


def require_no_part(actor_id: str, row: CorrectionRow) -> None:
    """Raise `own_work` or `own_import` for who inspected, looked again, or brought the record."""
    if took_part(actor_id, row):
        raise problem("own_work")
    if let_in(actor_id, row):
        raise problem("own_import")


@contextmanager
def refusals_as_problems() -> Iterator[None]:
    """Answer a move that the table or a guard forbids with a problem that says why."""
    try:
        yield
    except Refused as refused:
        code = f"correction_{refused.code}"
        known = code if code in CATALOGUE else "correction_not_possible"
        raise problem(known) from refused


def _move_of(w: Writing, decision: Decision) -> Move:
    return Move(
        name=decision.name,
        who=SUPERVISOR,
        on=decision.on if decision.on and decision.name == "serve" else today_of(w),
        reason=decision.reason,
        days=decision.days,
        how=decision.how,
    )


def _detail_of(decision: Decision) -> dict[str, str]:
    return {"to": decision.to} if decision.to and decision.name in SENDING else {}


def _unchecked(_: Writing, __: CorrectionRow, ___: Decision) -> None:
    return None


def _check_person(_: Writing, row: CorrectionRow, decision: Decision) -> None:
    if decision.to is None or not may_recheck(decision.to, row.premises_id):
        raise problem("correction_person")


def _check_service(w: Writing, row: CorrectionRow, decision: Decision) -> None:
    """A service lies between the visit and today, and its notice is no draft."""
    inspection = w.session.get(Inspection, row.inspection_id)
    first = inspection.visited_on if inspection else None
    on = decision.on or today_of(w)
    if on > today_of(w) or (first and on < first):
        raise problem("correction_service")
    if not is_servable(row):
        raise problem("correction_clause")


_CHECKS: dict[str, Callable[[Writing, CorrectionRow, Decision], None]] = {
    "send": _check_person,
    "assign": _check_person,
    "serve": _check_service,
}
