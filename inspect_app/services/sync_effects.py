"""What a pushed record does to our books, and what its author's phones pull of it."""

import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from marshmallow import ValidationError
from sqlalchemy.orm import Session

from inspect_app.domain.scopes import user_scope
from inspect_app.models.inspections import Inspection
from inspect_app.models.people import User
from inspect_app.models.premises import Premises
from inspect_app.queries.lines import find_line_head
from inspect_app.queries.rights import holds_premises
from inspect_app.schemas.inspections import flat_errors
from inspect_app.schemas.phone_records import SCHEMAS
from inspect_app.services.incoming import IncomingRevision
from inspect_app.services.inspections import accept_revision, complete_revision
from inspect_app.services.publishing import (
    publish_inspection,
    publish_stepped_back,
    publish_unfit,
)
from inspect_app.services.sync_records import from_row
from inspect_app.services.transaction import Writing
from sync.records import DISMISSED, FIX, QUARANTINED, Judgement, Record, Stored

INSPECTION = "inspection"
COLLECTIONS = frozenset({INSPECTION, *SCHEMAS})
UNREADABLE = ("unknown_schema", "too_old", "error")


def judge(
    work: Writing,
    stored: Stored,
    body: Mapping[str, Any],
    first_received_at: datetime,
    durable: bool,
    *,
    vouched: bool = False,
) -> Judgement:
    """Validates, and lets a fit record take effect. `vouched`: no right of its author is asked."""
    if stored.record.collection != INSPECTION:
        return _judge_other(work.session, stored, body, vouched)
    incoming = replace(_incoming(stored, body, first_received_at), vouched=vouched)
    accepted = accept_revision(work, incoming, 0 if durable else 1)
    if accepted.verdict == "ok":
        return Judgement()
    return _verdict(accepted.verdict, accepted.code, accepted.detail)


def complete(work: Writing, stored: Stored) -> None:
    """Only an inspection has anything that waits to count."""
    if stored.record.collection == INSPECTION:
        complete_revision(work, stored.record.id, stored.record.rev)
        publish_newest(work, work.session.get_one(Inspection, stored.record.id))


def publish_newest(work: Writing, inspection: Inspection) -> None:
    """The newest of the books, unless its author has a newer one here that is not in them.

    Where that waits for a person, or to be mended, its own row is what the author goes by; but
    after an approval there is nothing to mend.
    """
    newest = inspection.revisions[-1]
    head = find_line_head(INSPECTION, inspection.id)
    in_vain = head is not None and head.verdict == FIX and newest.state == "approved"
    if head is None or head.digest == newest.digest or in_vain:
        publish_inspection(work, inspection, newest)
    elif head.verdict == QUARANTINED and head.code == DISMISSED:
        step_back(work, from_row(head), json.loads(head.body))


def publish_aside(work: Writing, stored: Stored, body: Mapping[str, Any]) -> None:
    """Kept, or to be mended: the head of the line as the author sees it."""
    if stored.record.collection == INSPECTION:
        incoming = _incoming(stored, body, stored.received_at)
        fields = (stored.detail or {}).get("fields") or ()
        publish_unfit(work, incoming, stored.verdict, fields)


def step_back(work: Writing, stored: Stored, body: Mapping[str, Any]) -> None:
    """Dismissed at the head of its line: the author sees what stands without it, or nothing."""
    record = stored.record
    if record.collection != INSPECTION:
        return
    inspection = work.session.get(Inspection, record.id)
    if inspection is None:
        work.withdraw(user_scope(stored.user), INSPECTION, record.id)
    elif inspection.author_id == stored.user:
        readable = (stored.detail or {}).get("was") not in UNREADABLE
        incoming = _incoming(stored, body, stored.received_at)
        publish_stepped_back(work, inspection, incoming, readable)


def publish_draft(work: Writing, draft: Stored) -> None:
    """How a new phone gets its unfinished work."""
    record = draft.record
    data = {
        "rev": record.rev,
        "digest": record.digest,
        "body": record.body,
        "blobs": [asdict(blob) for blob in record.blobs],
    }
    work.publish(user_scope(draft.user), "draft", record.id, record.rev, data)


def withdraw_draft(work: Writing, draft: Stored) -> None:
    """It was sealed."""
    work.withdraw(user_scope(draft.user), "draft", draft.record.id)


def publish_outcome(work: Writing, stored: Stored) -> None:
    """A verdict that changed after its answer."""
    record = stored.record
    data = {
        "collection": record.collection,
        "id": record.id,
        "rev": record.rev,
        "digest": record.digest,
        "verdict": stored.verdict,
        "code": stored.code,
        "detail": stored.detail,
        "receipt": stored.receipt,
    }
    row_id = f"{record.collection}:{record.id}:{record.rev}:{record.digest}"
    work.publish(user_scope(stored.user), "outcome", row_id, record.rev, data)


def _judge_other(
    session: Session, stored: Stored, body: Mapping[str, Any], vouched: bool
) -> Judgement:
    schema, collection = body.get("schema"), stored.record.collection
    if type(schema) is int and schema != 1:
        return Judgement(QUARANTINED, "unknown_schema" if schema > 1 else "too_old")
    try:
        SCHEMAS[collection].load(dict(body))
    except ValidationError as error:
        return _verdict(FIX, "validation", {"fields": flat_errors(error.messages)})
    author = session.get_one(User, stored.user, populate_existing=True)
    if author.disabled_at is not None and not vouched:
        return Judgement(QUARANTINED, "revoked_author")
    if collection == "correction_step":
        return Judgement(QUARANTINED, "stale")
    if vouched:
        return Judgement()
    return _judge_place(session, stored.user, body) if collection == "scan" else Judgement()


def _judge_place(session: Session, user: str, body: Mapping[str, Any]) -> Judgement:
    if "premises" not in body:
        return Judgement()
    premises = session.get(Premises, body["premises"])
    if premises is None:
        return Judgement(QUARANTINED, "unknown_premises")
    inside = holds_premises(user, premises.id)
    return Judgement() if inside else Judgement(QUARANTINED, "out_of_scope")


def _verdict(verdict: str, code: str | None, detail: Mapping[str, Any]) -> Judgement:
    fields = detail.get("fields") or {}
    message = "; ".join(f"{field}: {words}" for field, words in fields.items())[:300] or None
    return Judgement(verdict, code, message, detail or None)


def blobs_of(record: Record) -> list[dict[str, Any]]:
    """What a revision keeps of the bytes that it names."""
    return [dict(vars(blob)) for blob in record.blobs]


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
