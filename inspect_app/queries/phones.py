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

_OF_USER = PossibleLoss.user_id == User.id


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


def list_phones(
    within: ColumnElement[bool], at: datetime, *, limit: int, offset: int = 0
) -> list[Phone]:
    """List a page of clients: late ones, those with unsent records, then the last seen.

    `within` is on `User`. Which are late is known of those with unsent records alone, and all of
    these are read, as the number in the navigation does.
    """
    unsent = sorted(_phones(_UNSENT.where(within)), key=lambda one: not one.is_late(at))
    first = unsent[offset : offset + limit]
    others = select_phones(within).where(func.coalesce(SyncClient.outbox_count, 0) <= 0)
    rest = others.limit(limit - len(first)).offset(max(0, offset - len(unsent)))
    return first + (_phones(rest) if len(first) < limit else [])


def count_phones(within: ColumnElement[bool]) -> int:
    """Count the clients of these users."""
    query = select(func.count()).select_from(SyncClient).join(User, User.id == SyncClient.user_id)
    return db.session.scalar(query.where(within)) or 0


def has_phone(user_id: str, client_id: str) -> bool:
    """Whether this client belongs to this user."""
    client = db.session.get(SyncClient, client_id)
    return client is not None and client.user_id == user_id


def list_losses(
    within: ColumnElement[bool], *, limit: int, offset: int = 0
) -> Sequence[PossibleLoss]:
    """List a page of unresolved possible losses, oldest first."""
    query = select(PossibleLoss).join(PossibleLoss.user).options(contains_eager(PossibleLoss.user))
    unanswered = query.where(PossibleLoss.resolved_at.is_(None), within)
    oldest = unanswered.order_by(PossibleLoss.raised_at, PossibleLoss.id)
    return db.session.scalars(oldest.limit(limit).offset(offset)).all()


def list_answered(
    within: ColumnElement[bool], *, limit: int, offset: int = 0
) -> Sequence[PossibleLoss]:
    """List a page of possible losses that a person resolved, newest first."""
    query = select(PossibleLoss).join(PossibleLoss.user).options(contains_eager(PossibleLoss.user))
    answered = query.where(PossibleLoss.resolved_by.is_not(None), within)
    newest = answered.order_by(PossibleLoss.resolved_at.desc(), PossibleLoss.id)
    return db.session.scalars(newest.limit(limit).offset(offset)).all()


def count_losses(within: ColumnElement[bool]) -> tuple[int, int]:
    """Count the possible losses that nobody resolved, and those that a person did."""
    answered = PossibleLoss.resolved_by.is_not(None)
    query = select(
        func.count().filter(PossibleLoss.resolved_at.is_(None)), func.count().filter(answered)
    )
    waiting, done = db.session.execute(
        query.join_from(PossibleLoss, User, _OF_USER).where(within)
    ).one()
    return waiting, done


def find_loss(loss_id: str, within: ColumnElement[bool]) -> PossibleLoss | None:
    """Find a possible loss whose user lies within the reader's scope."""
    query = select(PossibleLoss).join(PossibleLoss.user).where(PossibleLoss.id == loss_id, within)
    return db.session.scalars(query).one_or_none()


def count_alarms(within: ColumnElement[bool], at: datetime) -> int:
    """Count unresolved possible losses, and clients whose records are unsent for too long."""
    losses = db.session.connection().execute(_LOSSES.where(within)).scalar_one()
    return losses + sum(phone.is_late(at) for phone in _phones(_UNSENT.where(within)))


def _phones(query: Select[SyncClient, User, bool]) -> list[Phone]:
    return [Phone(row[0], row[1], row[2]) for row in db.session.execute(query)]


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
