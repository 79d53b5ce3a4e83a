"""Who hears of which event of a correction, and how long there is something to do."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid5

from inspect_app.domain.calendar.workdays import Workdays
from inspect_app.domain.corrections.correction import Correction
from inspect_app.domain.corrections.table import ORDERED, RECHECK, REPORTED, STOPPED

DUE_SOON, DUE, OVERDUE = "due_soon", "due", "overdue"
REPORT, ASK, RETURNED, STILL_FAILING, SENT = "report", "ask", "returned", "still_failing", "sent"
CODE_ENDED = "code_ended"
DIGEST = "digest"
SOON = 3  # working days
_NAMES = UUID("5b0f4bb4-6a4e-4f0c-9a3e-0d3c1f5f7a20")


@dataclass(frozen=True)
class Kind:
    """Whom a notice is for: the desk of the area, whoever inspected, or whoever was sent."""

    desk: bool = False
    inspectors: bool = False
    assigned: bool = False


KINDS = {
    OVERDUE: Kind(desk=True, inspectors=True, assigned=True),
    DUE: Kind(desk=True, inspectors=True, assigned=True),
    DUE_SOON: Kind(desk=True, inspectors=True, assigned=True),
    REPORT: Kind(desk=True, inspectors=True),
    ASK: Kind(desk=True, inspectors=True),
    STILL_FAILING: Kind(desk=True),
    CODE_ENDED: Kind(desk=True),
    RETURNED: Kind(inspectors=True),
    SENT: Kind(assigned=True),
}
REMINDERS = (DUE_SOON, DUE, OVERDUE)
OF_MOVES = {
    "report": REPORT,
    "ask": ASK,
    "still_failing": STILL_FAILING,
    "amend": RETURNED,
    "send": SENT,
    "assign": SENT,
}
EVENTS = (*(kind for kind, one in KINDS.items() if one.desk), DIGEST)
"""What goes to webhooks: what concerns a desk, and the digest of the day."""


def reminder_of(due_on: date | None, today: date, calendar: Workdays) -> str | None:
    """Return the reminder that a deadline asks for on a day, if any."""
    if due_on is None or due_on > calendar.add(today, SOON):
        return None
    if due_on < today:
        return OVERDUE
    return DUE if due_on == today else DUE_SOON


def is_over(kind: str, due_on: date | None, correction: Correction, today: date) -> bool:
    """Whether there is nothing left to do about a notice; `due_on` is the day that it named."""
    if not correction.is_open:
        return True
    if kind in REMINDERS:
        passed = {DUE_SOON: due_on and due_on <= today, DUE: due_on and due_on < today}
        return correction.due_on != due_on or bool(passed.get(kind))
    if kind == REPORT:
        return correction.state != REPORTED and not correction.answered
    if kind == STILL_FAILING:
        return correction.state not in (ORDERED, STOPPED)
    if kind == SENT:
        return correction.state != RECHECK
    if kind == CODE_ENDED:
        return False  # another code ends it, and no move does
    return not {ASK: correction.asked, RETURNED: correction.amending}[kind]


def id_of(*parts: object) -> str:
    """Return the id of an event for somebody: the same parts give the same id."""
    return str(uuid5(_NAMES, ":".join(map(str, parts))))
