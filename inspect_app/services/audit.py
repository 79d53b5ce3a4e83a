"""Adds a link to the audit chain, inside the transaction of the change it tells of."""

import hashlib
import json
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from inspect_app.models.audit import AuditEntry, AuditHead

GENESIS = "0" * 64


def add_entry(
    session: Session,
    at: datetime,
    actor: str | None,
    action: str,
    subject: str,
    detail: dict[str, Any],
) -> AuditEntry:
    """The next entry. Holds the head's lock until the transaction ends."""
    head = _locked_head(session)
    entry = AuditEntry(
        seq=head.seq + 1, at=at, actor=actor, action=action, subject=subject, detail=detail
    )
    entry.prev = head.hash
    entry.hash = hash_of(entry)
    head.seq, head.hash = entry.seq, entry.hash
    session.add(entry)
    session.flush()
    return entry


def hash_of(entry: AuditEntry) -> str:
    """SHA-256 of the previous hash and the entry in canonical JSON."""
    content = [
        entry.seq,
        entry.at.isoformat(),
        entry.actor,
        entry.action,
        entry.subject,
        entry.detail,
    ]
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256((entry.prev + text).encode()).hexdigest()


def verify_chain(session: Session) -> int | None:
    """The first bad sequence number, or None when the whole chain holds."""
    prev, expected = GENESIS, 1
    for entry in session.scalars(select(AuditEntry).order_by(AuditEntry.seq)):
        if entry.seq != expected or entry.prev != prev or entry.hash != hash_of(entry):
            return expected
        prev, expected = entry.hash, expected + 1
    head = session.get(AuditHead, 1)
    if head is not None and (head.seq, head.hash) != (expected - 1, prev):
        return expected
    return None


def _locked_head(session: Session) -> AuditHead:
    query = select(AuditHead).where(AuditHead.id == 1).with_for_update()
    head = session.scalars(query.execution_options(populate_existing=True)).one_or_none()
    if head is None:
        head = AuditHead(id=1, seq=0, hash=GENESIS)
        session.add(head)
        session.flush()
    return head
