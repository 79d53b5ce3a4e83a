"""Possible losses: a phone announced unsent records, and then they did not arrive.

A possible loss is a question to a person, never a claim. It ends by a person's note, or when the
phone announces the records again.
"""

from datetime import datetime

from sqlalchemy import exists, or_, select, update

from inspect_app.domain.ids import uuid7
from inspect_app.errors import problem
from inspect_app.models.rescue import PossibleLoss
from inspect_app.models.sync import SyncClient, SyncRecord
from inspect_app.queries.phones import ANSWERED
from inspect_app.services.people.actors import LONGEST_REASON, MAY_DECIDE, require_role
from inspect_app.services.writing.transaction import Writing, writing

# A revoked client is stored as `new_client`: the desk has texts for these two reasons only.
EMPTIED, NEW_CLIENT = "emptied", "new_client"


def suspect_others(w: Writing, user_id: str, client_id: str) -> None:
    """Raise a possible loss for each older client of this user with unsent records."""
    holding = select(SyncClient).where(
        SyncClient.user_id == user_id, SyncClient.id != client_id, SyncClient.outbox_count > 0
    )
    for client in w.session.scalars(holding.order_by(SyncClient.id)).all():
        _raise(w, client, NEW_CLIENT)


def suspect_revoked(w: Writing, client: SyncClient) -> None:
    """Raise a possible loss for a revoked client that announced unsent records."""
    answered = select(ANSWERED).select_from(SyncClient).where(SyncClient.id == client.id)
    if client.outbox_count > 0 and not w.session.scalar(answered):
        _raise(w, client, NEW_CLIENT)


def watch_outbox(w: Writing, client: SyncClient, count: int) -> None:
    """Raise or end a possible loss by a client's new count, before that count is stored.

    An open one ends by itself only if the work is still on the phone: whether it arrived cannot be
    known, since another phone of the user may have delivered meanwhile. A revoked client cannot
    end one.
    """
    if count == 0 and client.outbox_count > 0 and not _delivered(w, client):
        _raise(w, client, EMPTIED)
    elif count > 0 and client.revoked_at is None:
        _calm(w, client)


def resolve_loss(actor_id: str, loss_id: str, note: str, *, at: datetime) -> None:
    """Resolve a possible loss with the note of a person who asked the inspector."""
    if not 0 < len(note.strip()) <= LONGEST_REASON:
        raise problem("invalid", field="note")
    with writing(at) as w:
        require_role(w.session, actor_id, MAY_DECIDE)
        loss = w.session.get(PossibleLoss, loss_id, with_for_update=True)
        if loss is None:
            raise problem("not_found")
        if loss.resolved_at is not None:
            raise problem("done")
        loss.resolved_at, loss.resolved_by, loss.note = w.at, actor_id, note.strip()
        w.audit("loss.resolve", f"client:{loss.client_id}", actor_id, loss=loss.id)


def _raise(w: Writing, client: SyncClient, why: str) -> None:
    open_one = exists().where(
        PossibleLoss.client_id == client.id, PossibleLoss.resolved_at.is_(None)
    )
    if w.session.scalar(select(open_one)) or client.outbox_at is None:
        return
    loss = PossibleLoss(
        id=uuid7(),
        user_id=client.user_id,
        client_id=client.id,
        why=why,
        announced=client.outbox_count,
        announced_at=client.outbox_at,
        raised_at=w.at,
    )
    w.session.add(loss)
    w.audit("loss.raise", f"client:{client.id}", client.user_id, count=loss.announced, why=why)


def _calm(w: Writing, client: SyncClient) -> None:
    """End possible losses of this client, whose records are still on the phone."""
    mine = (PossibleLoss.client_id == client.id, PossibleLoss.resolved_at.is_(None))
    ended = update(PossibleLoss).where(*mine, PossibleLoss.why == NEW_CLIENT)
    if w.session.scalars(ended.values(resolved_at=w.at).returning(PossibleLoss.id)).all():
        w.audit("loss.calm", f"client:{client.id}", client.user_id)


def _delivered(w: Writing, client: SyncClient) -> bool:
    """Whether any record of the user arrived or became complete since the announcement."""
    since = client.outbox_at
    if since is None:
        return True
    came = or_(SyncRecord.received_at >= since, SyncRecord.complete_at >= since)
    return bool(
        w.session.scalar(select(exists().where(SyncRecord.user_id == client.user_id, came)))
    )
