"""Feed rows for an author's own phones: revisions, drafts, and verdicts that changed later."""

from collections.abc import Iterable, Mapping
from typing import Any

from inspect_app.domain.scopes import INSPECTION, user_scope
from inspect_app.models.inspections import Inspection
from inspect_app.queries.lineages import find_lineage_head
from inspect_app.services.feed.rows import (
    instant_text,
    queue_inspection,
    queue_standing_row,
    standing_row,
)
from inspect_app.services.writing.record_rows import blobs_of, from_row
from inspect_app.services.writing.transaction import Writing
from sync.records import DISMISSED, FIX, QUARANTINED, Stored

LONGEST_NAME = 200
CLOSED = ("approved", "withdrawn")
UNREADABLE = ("unknown_schema", "too_old", "error")


def queue_newest(work: Writing, inspection: Inspection) -> None:
    """Queue the inspection's newest counted revision, unless a newer one is not counted yet.

    Where that one is quarantined or needs a fix, the author sees its row instead; after an approval
    or a withdrawal there is nothing to mend, so that revision is shown.
    """
    newest = inspection.revisions[-1]
    head = find_lineage_head(INSPECTION, inspection.id)
    in_vain = head is not None and head.verdict == FIX and newest.state in CLOSED
    if head is None or head.digest == newest.digest or in_vain:
        queue_inspection(work, inspection, newest)
    elif head.verdict == QUARANTINED and head.code == DISMISSED:
        queue_without_dismissed(work, from_row(head))


def queue_uncounted(work: Writing, stored: Stored, body: Mapping[str, Any]) -> None:
    """Queue the row of a revision that counts nowhere: `fix`, or quarantined.

    A `fix` comes with its body, because the phone that made it may be lost. Where the body names no
    premises or checklist, no phone could open it, and the body is left out.
    """
    record = stored.record
    if record.collection != INSPECTION:
        return
    data: dict[str, Any] = {
        "rev": record.rev,
        "digest": record.digest,
        "premises": _name_in(body.get("premises"), "id"),
        "checklist": _name_in(body.get("checklist"), "code"),
        "state": stored.verdict,
        "result": None,
        "received_at": instant_text(stored.received_at),
        "decided_at": None,
        "returned": [],
    }
    if stored.verdict == FIX and data["premises"] and data["checklist"]:
        fields: Iterable[str] = (stored.detail or {}).get("fields") or ()
        data |= {"body": record.body, "blobs": blobs_of(record), "fields": list(fields)}
    work.queue_row(user_scope(stored.user), INSPECTION, record.id, record.rev, data)


def queue_without_dismissed(work: Writing, dismissed: Stored) -> None:
    """Queue an inspection's state without its dismissed head, or a tombstone.

    A returned revision is mended from the dismissed text on, if that is readable: its number is
    taken.
    """
    record = dismissed.record
    if record.collection != INSPECTION:
        return
    inspection = work.session.get(Inspection, record.id)
    if inspection is None:
        work.queue_tombstone(user_scope(dismissed.user), INSPECTION, record.id)
    elif inspection.author_id == dismissed.user:
        row = standing_row(work, inspection, inspection.revisions[-1])
        if row["state"] == "returned":
            readable = (dismissed.detail or {}).get("was") not in UNREADABLE
            row |= {"rev": record.rev, "digest": record.digest}
            row |= {"body": record.body, "blobs": blobs_of(record)} if readable else {}
        queue_standing_row(work, inspection, row)


def queue_draft(work: Writing, draft: Stored) -> None:
    """Queue a draft's row, from which another phone of its author continues the work."""
    record = draft.record
    data = {
        "rev": record.rev,
        "digest": record.digest,
        "body": record.body,
        "blobs": blobs_of(record),
    }
    work.queue_row(user_scope(draft.user), "draft", record.id, record.rev, data)


def queue_draft_gone(work: Writing, draft: Stored) -> None:
    """Queue the tombstone of a draft that was sealed."""
    work.queue_tombstone(user_scope(draft.user), "draft", draft.record.id)


def queue_outcome(work: Writing, stored: Stored) -> None:
    """Queue the row of a verdict that changed after the push was answered."""
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
    work.queue_row(user_scope(stored.user), "outcome", row_id, record.rev, data)


def _name_in(value: object, key: str) -> str | None:
    """Return a name in a body that no schema has checked, or None."""
    name = value.get(key) if isinstance(value, dict) else None
    return name if isinstance(name, str) and len(name) <= LONGEST_NAME else None
