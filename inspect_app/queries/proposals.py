"""Reads what inspectors propose about the register. `within` is the reader's scope."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import contains_eager, joinedload

from inspect_app.extensions import db
from inspect_app.models.premises import Premises
from inspect_app.models.proposals import Proposal
from inspect_app.models.sync import SyncBlobOwner

OPEN = "open"
# Counted by every page of the desk: put together once.
_OPEN = select(func.count()).select_from(Proposal).join(Premises).where(Proposal.state == OPEN)


def list_proposals(
    within: ColumnElement[bool], *, decided: bool, limit: int, offset: int = 0
) -> Sequence[Proposal]:
    """List a page of open proposals, the oldest first, or of decided ones, the latest first."""
    order = Proposal.decided_at.desc() if decided else Proposal.received_at.asc()
    query = (
        select(Proposal)
        .join(Proposal.premises)
        .where(within, Proposal.state != OPEN if decided else Proposal.state == OPEN)
        .order_by(order, Proposal.id)
        .limit(limit)
        .offset(offset)
        .options(contains_eager(Proposal.premises), joinedload(Proposal.author))
    )
    return db.session.scalars(query).all()


def count_open(within: ColumnElement[bool]) -> int:
    """Count the proposals that nobody decided."""
    return db.session.connection().execute(_OPEN.where(within)).scalar_one()


def count_decided(within: ColumnElement[bool]) -> int:
    """Count the proposals that somebody accepted or rejected."""
    query = select(func.count()).select_from(Proposal).join(Premises).where(Proposal.state != OPEN)
    return db.session.scalar(query.where(within)) or 0


def find_proposal(within: ColumnElement[bool], proposal_id: str) -> Proposal | None:
    """Find a proposal about a premises within the reader's scope."""
    query = select(Proposal).join(Premises).where(within, Proposal.id == proposal_id)
    return db.session.scalars(query).one_or_none()


def is_photo_of(proposal: Proposal, sha256: str) -> bool:
    """Whether the proposal names this photo and its author uploaded it."""
    owned = exists().where(
        SyncBlobOwner.user_id == proposal.author_id, SyncBlobOwner.sha256 == sha256
    )
    return sha256 in proposal.photos and bool(db.session.scalar(select(owned)))
