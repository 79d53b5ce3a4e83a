"""The outbox of webhooks: written with what happened, sent later, taken by one worker at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import or_, select

from inspect_app.domain.ids import uuid7
from inspect_app.domain.notices.kinds import id_of
from inspect_app.domain.notices.receivers import Receiver
from inspect_app.domain.refusals import Refused
from inspect_app.models.corrections import CorrectionRow
from inspect_app.models.notices import WebhookDelivery, WebhookTry
from inspect_app.services.feed.rows import instant_text
from inspect_app.services.writing.transaction import Writing, writing
from inspect_app.services.writing.upsert import insert_if_absent
from sync.retry import retry_on_conflict

WAITING, SENT, RESTING = "waiting", "sent", "resting"
# Longer than a try may ever take: only who died loses a lease.
LEASE = timedelta(minutes=5)
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=1), timedelta(hours=6)
MOST_TRIES = 20  # about three days


@dataclass(frozen=True)
class Taken:
    """A delivery that this worker alone may send until its lease ends."""

    id: str
    lease: str
    event: dict[str, Any]


def queue_event(
    w: Writing, receivers: Sequence[Receiver], row: CorrectionRow, kind: str, about: str
) -> None:
    """Write an event into the outbox, once for each receiver that wants it."""
    event = {
        "event": kind,
        "at": instant_text(w.at),
        "correction": row.id,
        "item": row.item,
        "weight": row.weight,
        "measure": row.measure,
        "state": row.state,
        "due_on": row.due_on.isoformat() if row.due_on else None,
        "premises": {
            name: getattr(row.premises, name) for name in ("id", "code", "name", "kind", "area")
        },
        "link": f"/desk/corrections/{row.id}",
    }
    queue_delivery(w, receivers, kind, about, event)


def queue_delivery(
    w: Writing, receivers: Sequence[Receiver], kind: str, about: str, event: dict[str, Any]
) -> None:
    """Write what happened into the outbox; the same about the same is written once."""
    for receiver in receivers:
        if kind in receiver.events:
            insert_if_absent(
                w.session,
                WebhookDelivery,
                id=id_of("delivery", kind, about, receiver.name),
                receiver=receiver.name,
                kind=kind,
                event=event,
                state=WAITING,
                made_at=w.at,
                next_at=w.at,
                tries=0,
                lease=None,
                leased_until=None,
            )


@retry_on_conflict
def take_delivery(receiver: str, at: datetime) -> Taken | None:
    """Lease the oldest delivery of a receiver that is due; None if there is none."""
    with writing(at) as w:
        query = (
            select(WebhookDelivery)
            .where(
                WebhookDelivery.state == WAITING,
                WebhookDelivery.receiver == receiver,
                WebhookDelivery.next_at <= at,
                or_(WebhookDelivery.leased_until.is_(None), WebhookDelivery.leased_until <= at),
            )
            .order_by(WebhookDelivery.next_at, WebhookDelivery.id)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        row = w.session.scalars(query.execution_options(populate_existing=True)).first()
        if row is None:
            return None
        row.lease, row.leased_until = uuid7(), at + LEASE
        return Taken(row.id, row.lease, row.event)


@retry_on_conflict
def note_try(
    taken: Taken, at: datetime, *, ms: int, status: int | None, outcome: str, sent: bool
) -> None:
    """Log a try and say when the next one is; who lost the lease meanwhile only logs."""
    with writing(at) as w:
        query = select(WebhookDelivery).filter_by(id=taken.id).with_for_update()
        row = w.session.scalars(query.execution_options(populate_existing=True)).one()
        w.session.add(
            WebhookTry(id=uuid7(), delivery_id=row.id, at=at, ms=ms, status=status, outcome=outcome)
        )
        if row.lease != taken.lease:
            return
        row.lease = row.leased_until = None
        row.tries += 1
        if sent:
            row.state = SENT
        elif row.tries >= MOST_TRIES:
            row.state = RESTING
        else:
            row.next_at = at + pause_after(row.tries)


def pause_after(tries: int) -> timedelta:
    """Return how long to wait after so many tries: twice as long each time, up to six hours."""
    doubled: int = 2 ** min(tries - 1, 16)
    return min(FIRST_PAUSE * doubled, LONGEST_PAUSE)


@retry_on_conflict
def send_again(actor_id: str, delivery_id: str, at: datetime) -> None:
    """Put a delivery back into the outbox under its old id; raise Refused for an unknown one."""
    with writing(at) as w:
        query = select(WebhookDelivery).filter_by(id=delivery_id).with_for_update()
        row = w.session.scalars(query.execution_options(populate_existing=True)).one_or_none()
        if row is None:
            raise Refused("not_found", "delivery", f"There is no delivery {delivery_id}.")
        row.state, row.tries, row.next_at = WAITING, 0, at
        w.audit("webhook.replay", f"delivery:{row.id}", actor_id, receiver=row.receiver)
