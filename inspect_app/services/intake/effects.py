"""The effect of a pushed record on the domain's tables and on its author's feed rows."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from marshmallow import ValidationError
from sqlalchemy.orm import Session

from inspect_app.domain.scopes import INSPECTION
from inspect_app.models.inspections import Inspection
from inspect_app.models.people import User
from inspect_app.models.premises import Premises
from inspect_app.queries.rights import holds_premises
from inspect_app.schemas.inspection_parts import finer_than_needed
from inspect_app.schemas.inspections import NEWEST, flat_errors
from inspect_app.schemas.phone_records import SCHEMAS
from inspect_app.services.feed.author_rows import queue_newest
from inspect_app.services.intake.correction_steps import take_step
from inspect_app.services.intake.incoming import IncomingRevision, NeedsFix, Quarantined
from inspect_app.services.intake.proposals import take_proposal
from inspect_app.services.intake.revisions import apply_inspection, complete_revision, unfit_result
from inspect_app.services.review.cosignatures import take_answer
from inspect_app.services.writing.record_rows import blobs_of
from inspect_app.services.writing.transaction import Writing
from sync.records import QUARANTINED, IntakeResult, Stored

COLLECTIONS = frozenset({INSPECTION, *SCHEMAS})


def apply_revision(
    work: Writing,
    stored: Stored,
    body: Mapping[str, Any],
    first_received_at: datetime,
    durable: bool,
    *,
    decided_by_person: bool = False,
) -> IntakeResult:
    """Validate a record and write its effect; skip the author's rights if a person decided."""
    if stored.record.collection != INSPECTION:
        return _apply_other(work, stored, body, decided_by_person)
    incoming = replace(
        _incoming(stored, body, first_received_at), decided_by_person=decided_by_person
    )
    return apply_inspection(work, incoming, 0 if durable else 1)


def complete(work: Writing, stored: Stored) -> None:
    """Let a waiting inspection count whose last blob arrived; other collections never wait."""
    if stored.record.collection == INSPECTION:
        complete_revision(work, stored.record.id, stored.record.rev)
        queue_newest(work, work.session.get_one(Inspection, stored.record.id))


def _apply_other(
    work: Writing, stored: Stored, body: Mapping[str, Any], decided_by_person: bool
) -> IntakeResult:
    schema, collection = body.get("schema"), stored.record.collection
    if type(schema) is int and not 1 <= schema <= NEWEST:
        return IntakeResult(QUARANTINED, "unknown_schema" if schema > NEWEST else "too_old")
    try:
        SCHEMAS[collection].load(dict(body))
    except ValidationError as error:
        return unfit_result(flat_errors(error.messages))
    if "position" in body and (finer := finer_than_needed(body["position"])):
        return unfit_result(finer)
    author = work.session.get_one(User, stored.user, populate_existing=True)
    if author.disabled_at is not None and not decided_by_person:
        return IntakeResult(QUARANTINED, "revoked_author")
    if collection == "correction_step":
        return _apply_step(work, stored, body, decided_by_person)
    if collection == "cosignature":
        take_answer(work, stored.user, body)
    if collection == "proposal":
        return _apply_proposal(work, stored, body, decided_by_person)
    if decided_by_person:
        return IntakeResult()
    return _judge_place(work.session, stored.user, body) if collection == "scan" else IntakeResult()


def _apply_proposal(
    work: Writing, stored: Stored, body: Mapping[str, Any], decided_by_person: bool
) -> IntakeResult:
    try:
        loaded = SCHEMAS[stored.record.collection].load(dict(body))
        loaded["premises"] = str(loaded["premises"])
        take_proposal(work, stored, loaded, decided_by_person=decided_by_person)
    except Quarantined as no:
        return IntakeResult(QUARANTINED, no.code)
    except NeedsFix as no:
        return unfit_result(no.fields)
    return IntakeResult()


def _apply_step(
    work: Writing, stored: Stored, body: Mapping[str, Any], decided_by_person: bool
) -> IntakeResult:
    loaded = SCHEMAS[stored.record.collection].load(dict(body))
    try:
        take_step(work, stored, loaded, decided_by_person=decided_by_person)
    except Quarantined as no:
        return IntakeResult(QUARANTINED, no.code)
    return IntakeResult()


def _judge_place(session: Session, user: str, body: Mapping[str, Any]) -> IntakeResult:
    if "premises" not in body:
        return IntakeResult()
    premises = session.get(Premises, body["premises"])
    if premises is None:
        return IntakeResult(QUARANTINED, "unknown_premises")
    inside = holds_premises(user, premises.id)
    return IntakeResult() if inside else IntakeResult(QUARANTINED, "out_of_scope")


def _incoming(
    stored: Stored, body: Mapping[str, Any], first_received_at: datetime
) -> IncomingRevision:
    record = stored.record
    return IncomingRevision(
        id=record.id,
        rev=record.rev,
        digest=record.digest,
        text=record.body,
        raw=body,
        blobs=blobs_of(record),
        author_id=stored.user,
        received_at=stored.received_at,
        first_received_at=first_received_at,
    )
