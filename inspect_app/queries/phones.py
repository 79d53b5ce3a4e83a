"""Reads inspectors' clients: the outbox each announced, and possible losses."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, exists, func, select, true
from sqlalchemy.orm import contains_eager

from inspect_app.extensions import db
from inspect_app.models.people import User
from inspect_app.models.rescue import PossibleLoss
from inspect_app.models.sync import SyncClient

LATE = timedelta(hours=72)
# A person resolved the loss, and the client was not seen since: its old count alarms no more.
ANSWERED = exists().where(
    PossibleLoss.client_id == SyncClient.id,
    PossibleLoss.resolved_by.is_not(None),
    PossibleLoss.resolved_at >= SyncClient.seen_at,
)


@dataclass(frozen=True)
class Phone:
    """A client with its user; `answered`: a person resolved its loss and it was not seen since."""

    client: SyncClient
    user: User
    answered: bool

    @property
    def oldest(self) -> datetime | None:
        client = self.client
        if not client.outbox_count or client.outbox_at is None:
            return None
        return client.outbox_at - timedelta(seconds=client.outbox_oldest_s)

    def is_late(self, at: datetime) -> bool:
        """Whether a record is unsent for over three days, and no person has resolved it."""
        return not self.answered and self.oldest is not None and at - self.oldest > LATE


def list_phones(within: ColumnElement[bool], limit: int = 500) -> list[Phone]:
    """List clients, those with unsent records first, then the last seen; `within` is on `User`."""
    newest = select_phones(within).limit(limit)
    return [Phone(row[0], row[1], row[2]) for row in db.session.execute(newest)]


def has_phone(user_id: str, client_id: str) -> bool:
    """Whether this client belongs to this user."""
    client = db.session.get(SyncClient, client_id)
    return client is not None and client.user_id == user_id


def list_losses(within: ColumnElement[bool], limit: int = 200) -> Sequence[PossibleLoss]:
    """List unresolved possible losses, oldest first."""
    query = select(PossibleLoss).join(PossibleLoss.user).options(contains_eager(PossibleLoss.user))
    unanswered = query.where(PossibleLoss.resolved_at.is_(None), within)
    return db.session.scalars(unanswered.order_by(PossibleLoss.raised_at).limit(limit)).all()


def list_answered(within: ColumnElement[bool], limit: int = 20) -> Sequence[PossibleLoss]:
    """List possible losses that a person resolved, newest first."""
    query = select(PossibleLoss).join(PossibleLoss.user).options(contains_eager(PossibleLoss.user))
    answered = query.where(PossibleLoss.resolved_by.is_not(None), within)
    return db.session.scalars(answered.order_by(PossibleLoss.resolved_at.desc()).limit(limit)).all()


def find_loss(loss_id: str, within: ColumnElement[bool]) -> PossibleLoss | None:
    """Find a possible loss whose user lies within the reader's scope."""
    query = select(PossibleLoss).join(PossibleLoss.user).where(PossibleLoss.id == loss_id, within)
    return db.session.scalars(query).one_or_none()


def count_alarms(within: ColumnElement[bool], at: datetime) -> int:
    """Count unresolved possible losses, and clients whose records are unsent for too long."""
    losses = db.session.connection().execute(_LOSSES.where(within)).scalar_one()
    rows = db.session.execute(_UNSENT.where(within))
    return losses + sum(Phone(row[0], row[1], row[2]).is_late(at) for row in rows)


def select_phones(within: ColumnElement[bool]) -> Select[SyncClient, User, bool]:
    """Return the query for clients with their users, those with unsent records first."""
    unsent = func.coalesce(SyncClient.outbox_count, 0) > 0
    query = select(SyncClient, User, ANSWERED).join(User, User.id == SyncClient.user_id)
    return query.where(within).order_by(unsent.desc(), SyncClient.seen_at.desc(), SyncClient.id)


# Counted by every page of the desk: put together once.
_LOSSES = (
    select(func.count())
    .select_from(PossibleLoss)
    .join(PossibleLoss.user)
    .where(PossibleLoss.resolved_at.is_(None))
)
_UNSENT = select_phones(true()).where(SyncClient.outbox_count > 0)
