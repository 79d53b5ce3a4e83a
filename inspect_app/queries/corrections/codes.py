"""Reads how the one-time codes of a notice stand: how often opened, until when, why ended."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select

from inspect_app.domain.corrections.codes import ANSWERS, last_day, opens
from inspect_app.extensions import db
from inspect_app.models.audit import AuditEntry
from inspect_app.models.corrections import OperatorCode
from inspect_app.queries.corrections.operator import terms_of

OPENED = "operator_code.open"
CLOSED, OVER = "closed", "over"


@dataclass(frozen=True)
class CodeState:
    """A code with how often and when last it was typed; `why` it takes no answer, or empty."""

    code: OperatorCode
    opened: int
    opened_at: datetime | None
    why: str


@dataclass(frozen=True)
class Codes:
    """The codes of a notice, the newest first, and the last day of the one in force."""

    listed: Sequence[CodeState]
    until: date | None
    may_open: bool


def list_codes(inspection_id: str, today: date) -> Codes:
    """Return the codes of an inspection's notice as the desk sees them."""
    query = select(OperatorCode).filter_by(inspection_id=inspection_id)
    newest = query.order_by(OperatorCode.made_at.desc(), OperatorCode.id.desc())
    codes = db.session.scalars(newest).all()
    terms, uses = terms_of(inspection_id), _uses_of(codes)
    opened = opens(terms, today)
    over = "" if opened == ANSWERS else OVER if any(one.is_open for one in terms) else CLOSED
    return Codes(
        [
            CodeState(one, *uses.get(one.id, (0, None)), one.why if one.ended_at else over)
            for one in codes
        ],
        last_day(terms),
        opened == ANSWERS,
    )


def _uses_of(codes: Sequence[OperatorCode]) -> dict[str, tuple[int, datetime | None]]:
    subjects = [f"operator_code:{one.id}" for one in codes]
    query = select(AuditEntry.subject, func.count(), func.max(AuditEntry.at))
    used = query.where(AuditEntry.subject.in_(subjects), AuditEntry.action == OPENED)
    found = db.session.execute(used.group_by(AuditEntry.subject))
    return {subject.partition(":")[2]: (count, last) for subject, count, last in found}
