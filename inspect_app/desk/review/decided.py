"""What the review page says of decisions: own ones of today, and how an approval is withdrawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from flask_login import current_user

from inspect_app.domain.calendar.visits import start_of
from inspect_app.domain.review.withdrawing import seconds_left, way_to_withdraw
from inspect_app.models.inspections import Revision
from inspect_app.models.reviews import Review
from inspect_app.queries.own_decisions import OwnDecision, count_own, list_own
from inspect_app.services.review.reviews import MAY_REVIEW
from inspect_app.web.formats import today


@dataclass(frozen=True)
class Decided:
    """The count of today's own decisions; the last one while it can be undone, for so long."""

    count: int
    last: OwnDecision | None = None
    left: int = 0


def decided_today() -> Decided | None:
    """Return the reader's own decisions of today in short; None for who decides nothing."""
    if current_user.role not in MAY_REVIEW:
        return None
    now = datetime.now(UTC)
    latest = list_own(current_user.id, start_of(today()), 1)
    left = seconds_left(latest[0].decided_at, now) if latest else 0
    count = count_own(current_user.id, start_of(today())) if latest else 0
    return Decided(count, latest[0] if left else None, left)


def way_out(revision: Revision, history: Sequence[Review], may: bool) -> str:
    """Return how the reader may withdraw the approval in force of a revision; empty if he may not.

    `history` has the decisions of the inspection, latest first; `may`: he may review it.
    """
    if not (may and history and history[0].action == "approve" and history[0].rev == revision.rev):
        return ""
    given = history[0]
    return way_to_withdraw(given.reviewer_id, current_user.id, given.decided_at, datetime.now(UTC))
