"""Stores a sealed revision in the domain's tables, after its own checklist version judged it.

It runs in the transaction that holds the stream's lock; the caller stores the record itself.
"""

from collections.abc import Mapping
from functools import partial
from typing import Any

from inspect_app.domain.rules.flags import flag_reused
from inspect_app.domain.rules.signatures import signatures_of
from inspect_app.domain.rules.unable import has_passed
from inspect_app.domain.rules.withdrawn import WITHDRAWN
from inspect_app.models.inspections import Answer, Inspection, InspectionPhoto, Revision
from inspect_app.queries.evidence import count_seen_elsewhere
from inspect_app.services.corrections.births import follow_revision, void_corrections
from inspect_app.services.feed.rows import queue_inspection
from inspect_app.services.intake.body_checks import Checked, check_revision
from inspect_app.services.intake.incoming import IncomingRevision, NeedsFix, Quarantined
from inspect_app.services.review.acceptances import upsert_acceptance
from inspect_app.services.review.cosignatures import ask_cosigners, drop_questions
from inspect_app.services.writing.transaction import Writing
from inspect_app.services.writing.upsert import insert_rows
from sync.records import FIX, QUARANTINED, IntakeResult

Row = dict[str, Any]
SHOT = ("sha256", "role", "source", "taken_at")
UNTAKEN = {"source": "", "taken_at": None}


def apply_inspection(w: Writing, incoming: IncomingRevision, blobs_missing: int) -> IntakeResult:
    """Store a valid revision as `received` or `waiting`; return the verdict for any."""
    try:
        checked = check_revision(w.session, incoming)
    except Quarantined as no:
        return IntakeResult(QUARANTINED, no.code)
    except NeedsFix as no:
        return unfit_result(no.fields)
    inspection = _head(w, incoming, checked)
    revision = revision_of(incoming, checked, _state_of(checked, blobs_missing))
    inspection.revisions.append(revision)
    inspection.head_rev = incoming.rev
    revision.flags = checked.flags + flag_reused(count_reused(w, checked.body))
    numbered = partial(rows_of, incoming.id, incoming.rev)
    insert_rows(w.session, Answer, numbered(answer_rows(checked)))
    insert_rows(w.session, InspectionPhoto, numbered(photo_rows(incoming.id, checked.body)))
    upsert_acceptance(w, inspection)
    if revision.state == WITHDRAWN:
        drop_questions(w, inspection.id)
        void_corrections(w, inspection.id, incoming.author_id, "withdrawn")
        w.audit("inspection.withdraw", f"inspection:{incoming.id}", incoming.author_id)
    else:
        ask_cosigners(w, inspection, revision, incoming.raw, checked.signatures)
        follow_revision(w, inspection, revision)
    queue_inspection(w, inspection, revision)
    return IntakeResult()


def _state_of(checked: Checked, blobs_missing: int) -> str:
    """Return the state of a revision; a withdrawn one waits for nothing and for nobody."""
    if WITHDRAWN in checked.body:
        return WITHDRAWN
    return "waiting" if blobs_missing else "received"


def unfit_result(fields: Mapping[str, str]) -> IntakeResult:
    """Return the verdict `fix`, with the path and reason of each fault."""
    message = "; ".join(f"{field}: {words}" for field, words in fields.items())[:300]
    return IntakeResult(FIX, "validation", message or None, {"fields": dict(fields)})


def count_reused(w: Writing, body: Mapping[str, Any]) -> int:
    """Count the evidence photos that other visits used already; signatures do not count."""
    shots = {shot["sha256"] for all_shots in body["photos"].values() for shot in all_shots}
    return count_seen_elsewhere(w.session, body["visit"], shots) if shots else 0


def complete_revision(w: Writing, inspection_id: str, rev: int) -> None:
    """Mark a revision as `received` after its last blob, and older waiting ones with it."""
    inspection = w.session.get_one(Inspection, inspection_id)
    for revision in inspection.revisions:
        if revision.rev <= rev and revision.state == "waiting":
            revision.state, revision.complete_at = "received", w.at


def _head(w: Writing, incoming: IncomingRevision, checked: Checked) -> Inspection:
    if checked.known is not None:
        return checked.known
    inspection = head_of(incoming, checked)
    w.session.add(inspection)
    return inspection


def head_of(incoming: IncomingRevision, checked: Checked) -> Inspection:
    """Make the inspection's row for its first revision, without adding it to the session."""
    return Inspection(
        id=incoming.id,
        premises_id=checked.premises.id,
        author_id=incoming.author_id,
        visit=checked.body["visit"],
        checklist=checked.version.code,
        visited_on=checked.visited_on,
        received_at=incoming.first_received_at,
        head_rev=incoming.rev,
    )


def revision_of(incoming: IncomingRevision, checked: Checked, state: str) -> Revision:
    """Make the revision's row without adding it to its inspection."""
    score = checked.score
    return Revision(
        rev=incoming.rev,
        digest=incoming.digest,
        body=incoming.text,
        blobs=incoming.blobs,
        checklist_id=checked.version.id,
        state=state,
        received_at=incoming.received_at,
        complete_at=incoming.received_at if state != "waiting" else None,
        decided_at=incoming.received_at if state == WITHDRAWN else None,
        complete=not checked.lacks,
        result=score["result"],
        covered=score["covered"],
        passed=has_passed(score["result"]),
        score=score,
        lacks=checked.lacks,
        flags=checked.flags,
    )


def rows_of(inspection_id: str, rev: int, rows: list[Row]) -> list[Row]:
    """Return the rows with their inspection, revision and position added."""
    key = {"inspection_id": inspection_id, "rev": rev}
    return [key | row | {"position": number} for number, row in enumerate(rows)]


def answer_rows(checked: Checked) -> list[Row]:
    """Return rows for the answers of visible items, in the checklist's order."""
    hidden, failed = set(checked.score["hidden"]), set(checked.score["failed"])
    visible = (one for one in checked.items if one in checked.body["answers"] and one not in hidden)
    return [
        {
            "item": item,
            "value": checked.raw["answers"][item]["value"],
            "verdict": _verdict(checked.raw["answers"][item], item in failed, item in checked.open),
        }
        for item in visible
    ]


def _verdict(answer: Mapping[str, Any], failed: bool, is_open: bool) -> str:
    if answer["value"] == "na" or is_open:
        return "na"
    return "fail" if failed else "pass"


def photo_rows(inspection_id: str, body: Mapping[str, Any]) -> list[Row]:
    """Return rows for photos, voice notes, then signatures, of a body that its schema loaded."""
    shots = [(item, shot) for item, all_shots in body["photos"].items() for shot in all_shots]
    evidence = [{"item": item} | {name: shot[name] for name in SHOT} for item, shot in shots]
    evidence += [
        {"item": item, "sha256": note["sha256"], "role": "voice"}
        | {"source": "", "taken_at": note["taken_at"]}
        for item, note in body.get("voice", {}).items()
    ]
    return evidence + [
        {"item": one.signer(inspection_id), "sha256": one.sha256, "role": "signature", **UNTAKEN}
        for one in signatures_of(body)
    ]
