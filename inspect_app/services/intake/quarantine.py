"""Decisions on quarantined records: accept, dismiss, reopen."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from inspect_app.domain.scopes import INSPECTION
from inspect_app.errors import problem
from inspect_app.models.sync import SyncRecord
from inspect_app.queries.epochs import read_epoch
from inspect_app.queries.imports import was_imported_by
from inspect_app.services.intake.named_places import premises_about
from inspect_app.services.intake.quarantine_transaction import QuarantineTransaction
from inspect_app.services.intake.receipt_keys import read_key_ring
from inspect_app.services.people.actors import (
    LONGEST_REASON,
    MAY_DECIDE,
    require_role,
    require_scope,
)
from inspect_app.services.writing.transaction import Writing, writing
from inspect_app.storage.open import BlobStore
from sync import decisions
from sync.records import DRAFT, Stored, Stream
from sync.retry import retry_on_conflict

ACCEPTABLE = (INSPECTION, "scan", "proposal", "correction_step", DRAFT)


@dataclass(frozen=True)
class Decision:
    """A person's decision on a record; `head` is the lineage's head that the person saw."""

    actor_id: str
    record_pk: int
    reason: str
    at: datetime
    head: str | None = None


def is_acceptable(record: SyncRecord) -> bool:
    """Whether accepting is possible: no wrong stream, no forked draft."""
    spare = record.collection == DRAFT and record.code == "fork"
    return record.collection in ACCEPTABLE and record.code != "wrong_stream" and not spare


@retry_on_conflict
def accept_quarantined(decision: Decision, *, storage: BlobStore, instance: Path) -> None:
    """Accept a quarantined record: it counts, and an inspection joins the review queue.

    A draft counts nowhere: it goes to its author's phones. Raises a Problem where that fails.
    """
    receipts = decisions.Receipts(read_key_ring(instance), read_epoch())
    with _deciding(decision, storage) as (tx, stream, quarantined, body):
        if not is_acceptable(tx.row_of(quarantined)):
            raise problem("cannot_accept", why=quarantined.code)
        if quarantined.user != stream.user:
            raise problem("cannot_accept", why="wrong_stream")
        if (stream.head.record.digest if stream.head else None) != decision.head:
            raise problem("done")
        if stream.head and quarantined.off_lineage:
            # What it displaces may be about other premises than it says itself.
            _require_scope(tx, decision.actor_id, stream.head)
        try:
            if quarantined.is_draft:
                decisions.hand_over(tx, stream, quarantined, body)
            else:
                decisions.accept(tx, receipts, stream, quarantined, body)
        except decisions.NotAcceptable as unfit:
            fields = (unfit.judgement.detail or {}).get("fields", {})
            raise problem("cannot_accept", why=unfit.judgement.code, fields=fields) from None


@retry_on_conflict
def dismiss_quarantined(decision: Decision, *, storage: BlobStore) -> None:
    """Dismiss a quarantined record; its author's phones receive the reason."""
    with _deciding(decision, storage) as (tx, stream, quarantined, _):
        decisions.dismiss(tx, stream, quarantined, decision.reason)


@retry_on_conflict
def reopen_quarantined(decision: Decision, *, storage: BlobStore) -> None:
    """Put a dismissed record back into quarantine, undecided."""
    with _deciding(decision, storage, must_say=False) as (tx, stream, quarantined, body):
        decisions.reopen(tx, stream, quarantined, body)


@contextmanager
def _deciding(
    decision: Decision, storage: BlobStore, must_say: bool = True
) -> Iterator[tuple[QuarantineTransaction, Stream, Stored, dict[str, Any]]]:
    if must_say and not 0 < len(decision.reason.strip()) <= LONGEST_REASON:
        raise problem("invalid", field="reason")
    with writing(decision.at) as w:
        row = w.session.get(SyncRecord, decision.record_pk)
        if row is None:
            raise problem("not_found")
        tx = QuarantineTransaction(w, storage, decision.actor_id, decision.reason.strip())
        name = (row.collection, row.record_id, row.user_id, row.digest)
        w.session.expire(row)
        stream = tx.lock_existing(*name[:2])
        quarantined = tx.find(stream, *name[2:]) if stream else None
        if stream is None or quarantined is None:
            raise problem("not_found")
        body = json.loads(quarantined.record.body)
        _may_decide(w, decision.actor_id, quarantined, body)
        _require_scope(tx, decision.actor_id, quarantined)
        try:
            yield tx, stream, quarantined, body
        except decisions.AlreadyDecided:
            raise problem("done") from None


def _may_decide(w: Writing, actor_id: str, quarantined: Stored, body: dict[str, Any]) -> None:
    require_role(w.session, actor_id, MAY_DECIDE)
    if actor_id in {quarantined.user, *people_in(body)}:
        raise problem("own_work")
    record = quarantined.record
    # Otherwise one person could write an inspection in another's name, accept and approve it.
    if was_imported_by(actor_id, record.collection, record.id, record.digest):
        raise problem("own_import")


def _require_scope(tx: QuarantineTransaction, actor_id: str, stored: Stored) -> None:
    record = stored.record
    place = premises_about(tx.session, record.collection, json.loads(record.body))
    require_scope(tx.session, actor_id, place)


def people_in(body: Mapping[str, Any]) -> list[str]:
    """List the inspectors that a body of any shape names."""
    people = body.get("inspectors")
    named = (
        [one.get("user") for one in people if isinstance(one, dict)]
        if isinstance(people, list)
        else []
    )
    return [one for one in named if isinstance(one, str)]
