"""Erasure: a disabled account loses its name and all that served its signing in and its phones.

Sealed records, decisions and the audit stay: they name a number from then on, so that no digest,
receipt or hash of the chain changes.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, func, or_, select, update

from inspect_app.domain.refusals import Refused
from inspect_app.domain.scopes import user_scope
from inspect_app.domain.vocabulary import who_may
from inspect_app.extensions import db
from inspect_app.models.cosignatures import Cosignature
from inspect_app.models.factors import (
    EnrolmentCode,
    Invitation,
    Passkey,
    PasskeyChallenge,
    PendingSignIn,
    RecoveryCode,
    Totp,
)
from inspect_app.models.inspections import Inspection
from inspect_app.models.notices import Notice, NoticeRead
from inspect_app.models.people import ClientSession, Membership, Session, User
from inspect_app.models.rescue import DrainCode, PossibleLoss, RescueImport, RescueRecord
from inspect_app.models.review_marks import ReviewSeen
from inspect_app.models.sync import (
    PartTombstone,
    SyncClient,
    SyncFailure,
    SyncRecord,
    SyncRow,
    SyncScope,
    SyncStream,
    SyncUnreadable,
    SyncUpload,
)
from inspect_app.queries.open_work import count_open_work
from inspect_app.queries.people import find_user
from inspect_app.services.feed.rows import queue_cosignature, queue_person
from inspect_app.services.writing.locks import lock_user
from inspect_app.services.writing.transaction import Writing, writing
from sync.records import DRAFT
from sync.retry import retry_on_conflict


@dataclass(frozen=True)
class Erasure:
    """What erasing a user takes, table by table, and the open work that stands against it."""

    user_id: str
    pseudonym: str
    open_work: dict[str, int]
    rows: dict[str, int]


def plan_erasure(name: str) -> Erasure:
    """Return what erasing would do, and change nothing; raise Refused for an unknown name."""
    user = find_user(name)
    if user is None or user.erased_at is not None:
        raise _unknown(name)
    counts = {
        table.__tablename__: db.session.scalar(select(func.count()).select_from(table).where(mine))
        or 0
        for table, mine in _rows_that_go(user.id)
    }
    return Erasure(user.id, pseudonym_of(user.id), count_open_work(user), counts)


@retry_on_conflict
def erase_user(name: str, *, at: datetime) -> Erasure:
    """Erase a disabled user; raise Refused while he is enabled or work of his is open."""
    with writing(at) as w:
        user = lock_user(w.session, name)
        if user is None:
            raise _unknown(name)
        plan = plan_erasure(name)
        if plan.open_work:
            told = ", ".join(f"{count} {what}" for what, count in plan.open_work.items())
            raise Refused("open_work", name, f"{name} cannot be erased yet: {told}.")
        for table, mine in _rows_that_go(user.id):
            w.session.execute(delete(table).where(mine))
        _end_uploads(w, user.id)
        _take_name(w, user)
        w.audit("user.erase", f"user:{user.id}", rows=plan.rows)
        _tell_phones(w, user)
    return plan


def pseudonym_of(user_id: str) -> str:
    """Return the name that stands for an erased user; the end of an id is random."""
    return f"已注销-{user_id[-8:]}"


def _rows_that_go(user_id: str) -> list[tuple[Any, ColumnElement[bool]]]:
    """List the tables and their rows that go, those that refer to others first."""
    sessions = select(Session.id).where(Session.user_id == user_id)
    pending = select(PendingSignIn.id).where(PendingSignIn.user_id == user_id)
    challenged = or_(PasskeyChallenge.holder.in_(sessions), PasskeyChallenge.holder.in_(pending))
    notices = select(Notice.id).where(Notice.user_id == user_id)
    scope = user_scope(user_id)
    return [
        (PasskeyChallenge, challenged),
        (ClientSession, ClientSession.session_id.in_(sessions)),
        *(
            (table, table.user_id == user_id)
            for table in (Session, PendingSignIn, Totp, RecoveryCode, Passkey)
        ),
        *((table, table.user_id == user_id) for table in (EnrolmentCode, Invitation, DrainCode)),
        *((table, table.user_id == user_id) for table in (Membership, SyncClient, PossibleLoss)),
        *((table, table.user_id == user_id) for table in (SyncFailure, SyncUnreadable)),
        (NoticeRead, or_(NoticeRead.user_id == user_id, NoticeRead.notice_id.in_(notices))),
        (Notice, Notice.user_id == user_id),
        (ReviewSeen, ReviewSeen.user_id == user_id),
        (RescueRecord, RescueRecord.author_id == user_id),
        (RescueImport, RescueImport.uploaded_by == user_id),
        (SyncRecord, and_(SyncRecord.user_id == user_id, SyncRecord.collection == DRAFT)),
        (SyncStream, and_(SyncStream.user_id == user_id, SyncStream.collection == DRAFT)),
        *((table, table.scope == scope) for table in (SyncRow, PartTombstone, SyncScope)),
    ]


def _end_uploads(w: Writing, user_id: str) -> None:
    """Expire unfinished uploads: the sweep removes their rows with their bytes."""
    mine = (SyncUpload.user_id == user_id, SyncUpload.expires_at > w.at)
    w.session.execute(update(SyncUpload).where(*mine).values(expires_at=w.at))


def _take_name(w: Writing, user: User) -> None:
    w.session.expire(user, ["memberships"])
    user.name = user.full_name = pseudonym_of(user.id)
    user.badge, user.password_hash, user.factor_due_at = "", None, None
    user.erased_at = w.at


def _tell_phones(w: Writing, user: User) -> None:
    """Queue a tombstone of the person, and anew the open questions in which his name stands."""
    if user.role in who_may("inspect"):
        queue_person(w, user)
    asked = select(Cosignature).join(Cosignature.inspection)
    mine = asked.where(Inspection.author_id == user.id, Cosignature.state == "open")
    for row in w.session.scalars(mine).all():
        queue_cosignature(w, row, row.inspection, row.inspection.revisions[-1])


def _unknown(name: str) -> Refused:
    return Refused("not_found", "", f"There is no user {name!r}.")
