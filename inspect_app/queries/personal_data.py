"""Reads everything that is stored about one user, table by table, without secrets."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select

from inspect_app.domain.scopes import CATALOGUE, user_scope
from inspect_app.extensions import db
from inspect_app.models.acceptances import Acceptance
from inspect_app.models.audit import AuditEntry
from inspect_app.models.corrections import CorrectionRow, CorrectionStep
from inspect_app.models.cosignatures import Cosignature
from inspect_app.models.designations import Designation
from inspect_app.models.exports import ExportEntry
from inspect_app.models.factors import (
    EnrolmentCode,
    Invitation,
    Passkey,
    PendingSignIn,
    RecoveryCode,
    Totp,
)
from inspect_app.models.imported import BaselineEntry
from inspect_app.models.inspections import Answer, Inspection, InspectionPhoto, Revision
from inspect_app.models.notices import Notice, NoticeRead
from inspect_app.models.papers import PaperVersion
from inspect_app.models.people import ClientSession, Membership, Session, User
from inspect_app.models.proposals import Proposal
from inspect_app.models.reminders import Reminder
from inspect_app.models.reported import ReportedFigure
from inspect_app.models.rescue import (
    DrainCode,
    PossibleLoss,
    QuarantinedRecord,
    RescueImport,
    RescueRecord,
)
from inspect_app.models.review_marks import ReviewSeen
from inspect_app.models.reviews import Review
from inspect_app.models.signing_keys import SigningKey
from inspect_app.models.sync import (
    PartTombstone,
    SyncBlobOwner,
    SyncClient,
    SyncFailure,
    SyncRecord,
    SyncRecordBlob,
    SyncRow,
    SyncStream,
    SyncUnreadable,
    SyncUpload,
)
from inspect_app.queries.answer_codes import without_answer_codes

AT_ONCE = 200


@dataclass(frozen=True)
class Part:
    """A table's rows about a user; `hidden` columns are secrets, or about somebody else."""

    model: Any
    about: Callable[[str], ColumnElement[bool]]
    hidden: frozenset[str] = field(default=frozenset())
    name: str = ""

    @property
    def title(self) -> str:
        """Return the name of the part, which is the table's unless it has its own."""
        return self.name or str(self.model.__tablename__)

    @property
    def columns(self) -> list[str]:
        """List the columns that a person may read of himself."""
        return [column.name for column in self._table.columns if column.name not in self.hidden]

    @property
    def _table(self) -> Any:
        return self.model.__table__

    def count(self, user_id: str) -> int:
        """Count the rows about a user."""
        rows = select(func.count()).select_from(self.model).where(self.about(user_id))
        return db.session.scalar(rows) or 0

    def rows(self, user_id: str) -> Iterator[dict[str, Any]]:
        """Read the rows about a user in the order of their keys, some at a time."""
        columns = [getattr(self.model, name) for name in self.columns]
        query = select(*columns).where(self.about(user_id)).order_by(*self._table.primary_key)
        for row in db.session.execute(query.execution_options(yield_per=AT_ONCE)):
            yield without_answer_codes(dict(zip(self.columns, row, strict=True)))


def _by(*names: str) -> Callable[[Any], Callable[[str], ColumnElement[bool]]]:
    """Return what makes the condition that one of these columns is the user."""

    def of(model: Any) -> Callable[[str], ColumnElement[bool]]:
        return lambda user_id: or_(*(getattr(model, name) == user_id for name in names))

    return of


def _part(model: Any, *names: str, hidden: Sequence[str] = ()) -> Part:
    return Part(model, _by(*names)(model), frozenset(hidden))


def _own_inspections(user_id: str) -> Any:
    return select(Inspection.id).where(Inspection.author_id == user_id)


def _own_records(user_id: str) -> Any:
    return select(SyncRecord.pk).where(SyncRecord.user_id == user_id)


def _of_inspection(model: Any, *names: str) -> Part:
    """Return the part of rows that belong to the user's inspections or name him themselves."""

    def about(user_id: str) -> ColumnElement[bool]:
        named = [getattr(model, name) == user_id for name in names]
        return or_(model.inspection_id.in_(_own_inspections(user_id)), *named)

    return Part(model, about)


def _named_elsewhere(user_id: str) -> ColumnElement[bool]:
    others = Revision.inspection_id.not_in(_own_inspections(user_id))
    return and_(Revision.body.contains(user_id), others)


PARTS: tuple[Part, ...] = (
    _part(User, "id", hidden=["password_hash"]),
    _part(Membership, "user_id"),
    _part(Session, "user_id", hidden=["token_hash"]),
    Part(
        ClientSession,
        lambda id: ClientSession.session_id.in_(select(Session.id).where(Session.user_id == id)),
    ),
    _part(SyncClient, "user_id"),
    _part(Totp, "user_id", hidden=["seed", "next_seed", "last_step"]),
    _part(RecoveryCode, "user_id", hidden=["code_hash"]),
    _part(Passkey, "user_id", hidden=["public_key"]),
    _part(SigningKey, "user_id"),
    _part(PendingSignIn, "user_id", hidden=["token_hash"]),
    _part(EnrolmentCode, "user_id", "issued_by", hidden=["code_hash"]),
    _part(Invitation, "user_id", "issued_by", hidden=["token_hash"]),
    _part(DrainCode, "user_id", "issued_by", hidden=["code_hash"]),
    _part(SyncStream, "user_id"),
    _part(SyncRecord, "user_id"),
    Part(SyncRecordBlob, lambda id: SyncRecordBlob.record_pk.in_(_own_records(id))),
    _part(SyncFailure, "user_id"),
    _part(SyncUpload, "user_id", hidden=["id", "pieces"]),
    _part(SyncBlobOwner, "user_id"),
    _part(SyncUnreadable, "user_id"),
    Part(
        SyncRow,
        lambda id: or_(
            SyncRow.scope == user_scope(id),
            and_(SyncRow.scope == CATALOGUE, SyncRow.collection == "person", SyncRow.id == id),
        ),
    ),
    Part(PartTombstone, lambda id: PartTombstone.scope == user_scope(id)),
    Part(
        QuarantinedRecord,
        lambda id: or_(
            QuarantinedRecord.record_pk.in_(_own_records(id)), QuarantinedRecord.decided_by == id
        ),
    ),
    # What a rescue file holds is its author's: whoever read it at the desk is told only of that.
    _part(RescueImport, "uploaded_by", hidden=["manifest", "blobs", "faults"]),
    _part(RescueRecord, "author_id"),
    _part(PossibleLoss, "user_id", "resolved_by"),
    _part(Inspection, "author_id"),
    _of_inspection(Revision),
    _of_inspection(Answer),
    _of_inspection(InspectionPhoto),
    _of_inspection(Acceptance),
    _of_inspection(Cosignature, "user_id"),
    _of_inspection(Review, "reviewer_id"),
    Part(
        Revision,
        _named_elsewhere,
        frozenset(Revision.__table__.columns.keys()) - {"inspection_id", "rev", "digest"},
        "named_in",
    ),
    _part(Proposal, "author_id", "decided_by"),
    _part(Reminder, "by_id"),
    _part(CorrectionRow, "assigned_to", "clause_by", "clause_confirmed_by"),
    _part(CorrectionStep, "actor_id"),
    _part(PaperVersion, "made_by", hidden=["data"]),
    _part(Notice, "user_id"),
    _part(NoticeRead, "user_id"),
    _part(ReviewSeen, "user_id"),
    _part(Designation, "entered_by", "confirmed_by"),
    _part(BaselineEntry, "entered_by"),
    _part(ReportedFigure, "entered_by", "confirmed_by", "dropped_by"),
    _part(ExportEntry, "by"),
    Part(AuditEntry, lambda id: or_(AuditEntry.actor == id, AuditEntry.subject == f"user:{id}")),
)


def count_held(user_id: str) -> dict[str, int]:
    """Count what is stored about a user, part by part."""
    return {part.title: part.count(user_id) for part in PARTS}


def list_photos(user_id: str) -> list[str]:
    """List the hashes of the photos and signatures that a user's records name."""
    sent = select(SyncRecordBlob.sha256).where(SyncRecordBlob.record_pk.in_(_own_records(user_id)))
    counted = select(InspectionPhoto.sha256).where(
        InspectionPhoto.inspection_id.in_(_own_inspections(user_id))
    )
    return sorted(db.session.scalars(sent.union(counted)))
