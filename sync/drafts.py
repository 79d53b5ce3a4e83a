"""Drafts back up unfinished work: the highest (for_rev, rev) stays; none waits or has a receipt."""

from collections.abc import Mapping
from typing import Any

from sync.lineage import Rejected
from sync.ports import Transaction
from sync.records import FIX, NEVER, QUARANTINED, STORED, IntakeResult, Stored, Stream


def receive_draft(
    tx: Transaction,
    stream: Stream,
    draft: Stored,
    body: Mapping[str, Any],
    ruled: IntakeResult | None,
) -> tuple[bool, Stored]:
    """Store a draft; return whether it was outdated already, and the draft with its verdict.

    `ruled` is an intake result that replaces the host's.
    """
    if draft.record.base is not None:
        raise Rejected(NEVER, "malformed", "base: a draft has none")
    judgement = ruled or tx.apply_revision(draft, body, durable=True)
    if judgement.verdict != STORED or draft.for_rev is None:
        return False, _aside(tx, draft, judgement)
    if tx.last_sealed(stream) >= draft.for_rev:
        return True, draft
    current = tx.find_draft(stream)
    if current and _number(current) > _number(draft):
        return True, draft
    if current and _number(current) == _number(draft):
        return False, _aside(tx, draft, IntakeResult(QUARANTINED, "fork"))
    tx.replace_draft(current, draft)
    return False, draft


def is_behind(tx: Transaction, stream: Stream, current: Stored | None, draft: Stored) -> bool:
    """Whether the draft's inspection is sealed already, or a draft as new is stored."""
    if draft.for_rev is None or tx.last_sealed(stream) >= draft.for_rev:
        return True
    return current is not None and _number(current) >= _number(draft)


def _number(draft: Stored) -> tuple[int, int]:
    return draft.for_rev or 0, draft.record.rev


def _aside(tx: Transaction, draft: Stored, judgement: IntakeResult) -> Stored:
    draft.off_lineage = True
    draft.verdict = judgement.verdict if judgement.verdict != STORED else FIX
    draft.code, draft.message = judgement.code, judgement.message
    draft.detail = dict(judgement.detail) if judgement.detail else None
    draft.audit = tx.audit(f"record.{draft.verdict}", draft)
    tx.add(draft)
    return draft
