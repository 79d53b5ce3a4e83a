"""Feed rows: one function per collection turns our tables into what phones pull."""

from datetime import datetime
from typing import Any

from sqlalchemy import select

from inspect_app.domain.calendar.visits import SHANGHAI
from inspect_app.domain.kinds import part_of
from inspect_app.domain.scopes import CATALOGUE, area_scope, user_scope
from inspect_app.domain.vocabulary import who_may
from inspect_app.models.acceptances import Acceptance
from inspect_app.models.checklists import ChecklistVersion
from inspect_app.models.cosignatures import Cosignature
from inspect_app.models.inspections import Inspection, Revision
from inspect_app.models.people import User
from inspect_app.models.premises import Premises
from inspect_app.models.proposals import Proposal
from inspect_app.models.reviews import Review
from inspect_app.models.signing_keys import SigningKey
from inspect_app.services.writing.transaction import Writing


def queue_checklist(w: Writing, version: ChecklistVersion) -> None:
    """Queue a checklist version for every phone: drafts stay on the version they began with."""
    data = {
        "code": version.code,
        "version": version.version,
        "sha256": version.sha256,
        "kinds": [version.kind],
        "valid_from": version.valid_from.isoformat(),
        "valid_to": version.valid_to.isoformat() if version.valid_to else None,
        "body": version.body,
    }
    w.queue_row(CATALOGUE, "checklist", f"{version.code}:{version.version}", 1, data)


def queue_person(w: Writing, user: User) -> None:
    """Queue a possible second inspector, or a tombstone for one who may no longer inspect."""
    if user.role in who_may("inspect") and user.disabled_at is None:
        data = {"name": user.full_name, "badge": user.badge} | _keys_of(w, user.id)
        w.queue_row(CATALOGUE, "person", user.id, 1, data)
    else:
        w.queue_tombstone(CATALOGUE, "person", user.id)


def _keys_of(w: Writing, user_id: str) -> dict[str, Any]:
    """Return the public keys of a person, each with its days; nothing where there is none."""
    query = select(SigningKey).filter_by(user_id=user_id).order_by(SigningKey.made_at)
    keys = [
        {"id": one.id, "x": one.x, "y": one.y, "from": instant_text(one.made_at)}
        | ({"until": instant_text(one.revoked_at)} if one.revoked_at else {})
        for one in w.session.scalars(query)
    ]
    return {"keys": keys} if keys else {}


def queue_premises(w: Writing, premises: Premises, last: dict[str, Any] | None) -> None:
    """Queue a premises; `last` is {"on", "result", "failed"} of the last approved visit or None."""
    current = [token.token for token in premises.tokens if token.revoked_at is None]
    data: dict[str, Any] = {
        "kind": premises.kind,
        "code": premises.code,
        "name": premises.name,
        "area": premises.area,
        "address": premises.address,
        "lat": premises.lat,
        "lng": premises.lng,
        "attrs": premises.known_attrs,
        "parent": premises.parent_id,
        "status": premises.status,
        "last": last,
        "qr": {
            "current": current[-1] if current else None,
            "revoked": [token.token for token in premises.tokens if token.revoked_at is not None],
        },
    }
    if premises.kind == "unit_work":
        data["attempts"] = _attempts(w, premises.id)
    scope = area_scope(premises.area, premises.kind)
    part = part_of(premises.kind, premises.parent_id)
    w.queue_row(scope, "premises", premises.id, premises.qr_issue, data, part)


def _attempts(w: Writing, unit_work: str) -> list[dict[str, Any]]:
    """Return the unit work's acceptances, oldest first; a void one has no number."""
    query = select(Acceptance).filter_by(unit_work=unit_work)
    return [
        {
            "inspection": row.inspection_id,
            "no": row.attempt_no,
            "on": row.held_on.isoformat(),
            "outcome": row.outcome,
            "reopened": row.reopened_at is not None,
        }
        for row in w.session.scalars(query.order_by(Acceptance.held_on, Acceptance.inspection_id))
    ]


def queue_inspection(w: Writing, inspection: Inspection, revision: Revision) -> None:
    """Queue a revision's state for its author; its body is included only if it was returned."""
    queue_standing_row(w, inspection, standing_row(w, inspection, revision))


def queue_standing_row(w: Writing, inspection: Inspection, row: dict[str, Any]) -> None:
    w.queue_row(user_scope(inspection.author_id), "inspection", inspection.id, row["rev"], row)


def standing_row(w: Writing, inspection: Inspection, revision: Revision) -> dict[str, Any]:
    returned = revision.state == "returned"
    row = {
        "rev": revision.rev,
        "digest": revision.digest,
        "premises": inspection.premises_id,
        "checklist": inspection.checklist,
        "state": revision.state,
        "result": revision.result if revision.state != "waiting" else None,
        "received_at": instant_text(revision.received_at),
        "decided_at": instant_text(revision.decided_at),
        "returned": _returned_items(w, revision) if returned else [],
    }
    if returned:
        row |= {"body": revision.body, "blobs": revision.blobs}
    return row


def queue_cosignature(
    w: Writing, row: Cosignature, inspection: Inspection, revision: Revision
) -> None:
    """Queue the question to a colleague whether a signature is his; it names all that he needs."""
    data = {
        "inspection": inspection.id,
        "place": inspection.premises.name,
        "on": inspection.visited_on.isoformat(),
        "result": revision.result,
        "author": inspection.author.full_name,
        "sha256": row.sha256,
    }
    w.queue_row(user_scope(row.user_id), "cosignature", inspection.id, revision.rev, data)


def queue_cosignature_gone(w: Writing, row: Cosignature) -> None:
    """Queue the tombstone of a question that was answered or is asked no more."""
    w.queue_tombstone(user_scope(row.user_id), "cosignature", row.inspection_id)


def queue_proposal(w: Writing, row: Proposal) -> None:
    """Queue for its author what became of a proposal."""
    data = {
        "premises": row.premises_id,
        "about": row.about,
        "name": row.name or None,
        "state": row.state,
        "reason": row.reason or None,
        "received_at": instant_text(row.received_at),
        "decided_at": instant_text(row.decided_at),
    }
    w.queue_row(user_scope(row.author_id), "proposal", row.id, 1, data)


def _returned_items(w: Writing, revision: Revision) -> list[dict[str, Any]]:
    query = select(Review).where(
        Review.inspection_id == revision.inspection_id, Review.rev == revision.rev
    )
    latest = w.session.scalars(query.order_by(Review.decided_at.desc(), Review.id.desc())).first()
    return latest.items if latest else []


def instant_text(instant: datetime | None) -> str | None:
    return instant.astimezone(SHANGHAI).isoformat() if instant else None
