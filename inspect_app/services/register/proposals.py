"""Decides on what inspectors propose: the register changes with the acceptance, on its day."""

import hashlib
import json
import secrets
from collections.abc import Callable
from datetime import datetime

from sqlalchemy import exists, select

from inspect_app.domain.calendar.visits import shanghai_day
from inspect_app.domain.codes import make_short_code, make_token
from inspect_app.domain.ids import uuid7
from inspect_app.domain.kinds import CHILDREN
from inspect_app.errors import problem
from inspect_app.models.premises import Premises
from inspect_app.models.proposals import Proposal
from inspect_app.models.sync import SyncRecord
from inspect_app.queries.imports import was_imported_by
from inspect_app.services.feed.rows import queue_proposal
from inspect_app.services.people.actors import (
    LONGEST_REASON,
    MAY_DECIDE,
    require_role,
    require_scope,
)
from inspect_app.services.register.dated_facts import correct_attrs
from inspect_app.services.register.kinds import attributes_of, check_on_register
from inspect_app.services.register.posted_codes import issue_next
from inspect_app.services.register.premises import change_status, register_premises
from inspect_app.services.review.standings import refresh_standings
from inspect_app.services.writing.locks import lock_premises
from inspect_app.services.writing.transaction import Writing, writing
from sync.records import STORED, WAITING
from sync.retry import retry_on_conflict

OPEN, ACCEPTED, REJECTED = "open", "accepted", "rejected"


@retry_on_conflict
def accept_proposal(actor_id: str, proposal_id: str, seen: str, *, at: datetime) -> None:
    """Change the register as it was proposed; phones learn it by their next pull.

    `seen` is the mark of what the person saw: the author may have proposed something else since.
    """
    with writing(at) as w:
        row = _decidable(w, actor_id, proposal_id)
        if seen != mark_of(row):
            raise problem("done")
        lock_premises(w.session, row.premises_id)
        CHANGES[row.about](w, row, w.session.get_one(Premises, row.premises_id))
        _decide(w, row, actor_id, ACCEPTED, "")


@retry_on_conflict
def reject_proposal(actor_id: str, proposal_id: str, reason: str, *, at: datetime) -> None:
    """Leave the register as it is; the author reads the reason on his phone."""
    with writing(at) as w:
        row = _decidable(w, actor_id, proposal_id)
        if not 0 < len(reason.strip()) <= LONGEST_REASON:
            raise problem("invalid", field="reason")
        _decide(w, row, actor_id, REJECTED, reason.strip())


def mark_of(row: Proposal) -> str:
    """Return a mark of all that a proposal says; another revision that says the same has it too."""
    said = [row.premises_id, row.about, row.name, row.attrs, row.note, row.photos]
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:32]


def _decidable(w: Writing, actor_id: str, proposal_id: str) -> Proposal:
    row = w.session.get(Proposal, proposal_id, with_for_update=True)
    if row is None:
        raise problem("not_found")
    require_role(w.session, actor_id, MAY_DECIDE)
    require_scope(w.session, actor_id, row.premises_id)
    if row.author_id == actor_id:
        raise problem("own_work")
    # Otherwise one person could propose in another's name and decide on it himself.
    if was_imported_by(actor_id, "proposal", row.id, _digest_of(w, row)):
        raise problem("own_import")
    if row.state != OPEN:
        raise problem("done")
    return row


def _digest_of(w: Writing, row: Proposal) -> str:
    """Return the digest of the revision by which the proposal says what it says."""
    query = (
        select(SyncRecord.digest)
        .filter_by(collection="proposal", record_id=row.id, off_lineage=False)
        .where(SyncRecord.verdict.in_((STORED, WAITING)))
        .order_by(SyncRecord.rev.desc())
    )
    return w.session.scalars(query).first() or ""


def _decide(w: Writing, row: Proposal, actor_id: str, state: str, reason: str) -> None:
    row.state, row.reason = state, reason
    row.decided_by, row.decided_at = actor_id, w.at
    w.session.flush()
    verb = "accept" if state == ACCEPTED else "reject"
    facts = {"proposal": row.id, "about": row.about}
    w.audit(f"proposal.{verb}", f"premises:{row.premises_id}", actor_id, **facts)
    queue_proposal(w, row)


def _rename(w: Writing, row: Proposal, premises: Premises) -> None:
    row.before, premises.name = {"name": premises.name}, row.name
    refresh_standings(w, premises)


def _correct(w: Writing, row: Proposal, premises: Premises) -> None:
    row.before = {name: premises.attrs.get(name) for name in row.attrs}
    correct_attrs(w, premises, row.attrs)
    parent = w.session.get(Premises, premises.parent_id) if premises.parent_id else None
    check_on_register(premises, attributes_of(w.session, premises.kind), parent)
    refresh_standings(w, premises)


def _close(w: Writing, row: Proposal, premises: Premises) -> None:
    change_status(w, premises, shanghai_day(w.at), "closed", row.note[:200])


def _reissue(w: Writing, row: Proposal, premises: Premises) -> None:
    issue_next(w, premises, make_token(secrets.choice))


def _register(w: Writing, row: Proposal, parent: Premises) -> None:
    """Register the new premises below its parent, with the parent's area and position."""
    child = Premises(
        id=uuid7(),
        kind=CHILDREN[parent.kind],
        code=_free_code(w),
        name=row.name,
        area=parent.area,
        address=parent.address,
        lat=parent.lat,
        lng=parent.lng,
        attrs={},
        parent_id=parent.id,
        status="open",
        qr_issue=1,
        registered_on=shanghai_day(w.at),
        recorded_at=w.at,
    )
    register_premises(w, child, make_token(secrets.choice))


def _free_code(w: Writing) -> str:
    while True:
        code = make_short_code(secrets.choice)
        if not w.session.scalar(select(exists().where(Premises.code == code))):
            return code


CHANGES: dict[str, Callable[[Writing, Proposal, Premises], None]] = {
    "new": _register,
    "name": _rename,
    "attrs": _correct,
    "code": _reissue,
    "closed": _close,
}
