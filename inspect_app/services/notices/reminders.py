"""The sweep of deadlines: due in three working days, due today, overdue, and the day's digest."""

from collections.abc import Sequence
from datetime import date, datetime, time

from sqlalchemy import Select, and_, exists, not_, select

from inspect_app.domain.calendar.visits import SHANGHAI, shanghai_day, start_of
from inspect_app.domain.corrections.table import OPEN
from inspect_app.domain.notices.kinds import DIGEST, DUE, DUE_SOON, OVERDUE, SOON, reminder_of
from inspect_app.domain.notices.receivers import Receiver
from inspect_app.extensions import db
from inspect_app.models.corrections import CorrectionRow
from inspect_app.models.notices import Notice, WebhookDelivery
from inspect_app.plans.load import current_plan
from inspect_app.plans.workdays import current_workdays
from inspect_app.queries.notices import count_by_area
from inspect_app.services.notices.making import add_notices, end_answered
from inspect_app.services.notices.outbox import queue_delivery
from inspect_app.services.notices.phone_rows import queue_notices
from inspect_app.services.writing.transaction import writing
from sync.retry import retry_on_conflict

AT_ONCE, ROUNDS = 25, 20  # so that writers wait for a moment alone
DIGEST_FROM = time(8, 0)


def remind(receivers: Sequence[Receiver], at: datetime) -> int:
    """Make the reminders of this day that are still to be made; return of how many corrections.

    A large backlog takes several rounds, so that nobody waits behind it.
    """
    done = 0
    for _ in range(ROUNDS):
        made = _remind_some(receivers, at)
        done += made
        if made < AT_ONCE:
            break
    return done


@retry_on_conflict
def _remind_some(receivers: Sequence[Receiver], at: datetime) -> int:
    today, calendar = shanghai_day(at), current_workdays()
    ids = list(db.session.scalars(_waiting(today).order_by(CorrectionRow.id).limit(AT_ONCE)))
    db.session.rollback()
    if not ids:
        return 0
    with writing(at) as w:
        # In the order of all who lock several: a decision may be under way.
        locked = select(CorrectionRow).where(CorrectionRow.id.in_(ids)).order_by(CorrectionRow.id)
        rows = w.session.scalars(
            locked.with_for_update().execution_options(populate_existing=True)
        ).all()
        for row in rows:
            kind = reminder_of(row.due_on, today, calendar)
            if row.state in OPEN and kind is not None:
                changed = end_answered(w, row)
                about = f"{row.id}.{row.due_on}"
                changed |= add_notices(w, receivers, row, kind, about, row.due_on)
                queue_notices(w, row, changed)
    return len(ids)


def _waiting(today: date) -> Select[str]:
    """Select open corrections that lack the reminder of this day."""
    reached = {
        OVERDUE: CorrectionRow.due_on < today,
        DUE: CorrectionRow.due_on == today,
        DUE_SOON: and_(
            CorrectionRow.due_on > today,
            CorrectionRow.due_on <= current_workdays().add(today, SOON),
        ),
    }
    lacking = [
        and_(
            day,
            not_(
                exists().where(
                    Notice.correction_id == CorrectionRow.id,
                    Notice.kind == kind,
                    Notice.due_on == CorrectionRow.due_on,
                    Notice.user_id.is_(None),
                )
            ),
        )
        for kind, day in reached.items()
    ]
    overdue, due, soon = lacking
    return select(CorrectionRow.id).where(CorrectionRow.state.in_(OPEN), overdue | due | soon)


def queue_digest(receivers: Sequence[Receiver], at: datetime) -> bool:
    """Queue the digest of a working day once, from eight in the morning on."""
    now = at.astimezone(SHANGHAI)
    day = now.date()
    if not receivers or now.time() < DIGEST_FROM or not current_workdays().is_workday(day):
        return False
    made = select(WebhookDelivery.id).where(
        WebhookDelivery.kind == DIGEST, WebhookDelivery.made_at >= start_of(day)
    )
    if db.session.scalars(made.limit(1)).first():
        return False
    with writing(at) as w:
        queue_delivery(w, receivers, DIGEST, day.isoformat(), _digest(day))
    return True


def _digest(day: date) -> dict[str, object]:
    names = {area.code: area.zh for area in current_plan().areas}
    counted = count_by_area(day)
    return {
        "event": DIGEST,
        "day": day.isoformat(),
        "all": counted.all,
        "areas": [
            {"area": code, "name": names.get(code, code), **one}
            for code, one in counted.areas.items()
        ],
        "link": "/desk/notices/digest",
    }
