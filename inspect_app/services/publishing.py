"""What phones will pull: one function per collection turns rows of ours into rows of theirs."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import select

from inspect_app.domain.kinds import part_of
from inspect_app.domain.scopes import CATALOGUE, area_scope, user_scope
from inspect_app.domain.visits import SHANGHAI
from inspect_app.models.acceptances import Acceptance
from inspect_app.models.checklists import ChecklistVersion
from inspect_app.models.inspections import Inspection, Revision
from inspect_app.models.people import User
from inspect_app.models.premises import Premises
from inspect_app.models.reviews import Review
from inspect_app.services.incoming import IncomingRevision
from inspect_app.services.transaction import Writing

LONGEST_NAME = 200


def publish_checklist(w: Writing, version: ChecklistVersion) -> None:
    """Every phone gets every published version: drafts stay on the one they began with."""
    data = {
        "code": version.code,
        "version": version.version,
        "sha256": version.sha256,
        "kinds": [version.kind],
        "valid_from": version.valid_from.isoformat(),
        "valid_to": version.valid_to.isoformat() if version.valid_to else None,
        "body": version.body,
    }
    w.publish(CATALOGUE, "checklist", f"{version.code}:{version.version}", 1, data)


def publish_person(w: Writing, user: User) -> None:
    """Who may be the second inspector; people who may not any more are withdrawn."""
    if user.role == "inspector" and user.disabled_at is None:
        data = {"name": user.full_name, "badge": user.badge}
        w.publish(CATALOGUE, "person", user.id, 1, data)
    else:
        w.withdraw(CATALOGUE, "person", user.id)


def publish_premises(w: Writing, premises: Premises, last: dict[str, Any] | None) -> None:
    """`last` is {"on", "result", "failed"} of the last approved visit, or None."""
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
    w.publish(scope, "premises", premises.id, premises.qr_issue, data, part)


def _attempts(w: Writing, unit_work: str) -> list[dict[str, Any]]:
    """Every acceptance meeting in its order; a void one has no number."""
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


def publish_inspection(w: Writing, inspection: Inspection, revision: Revision) -> None:
    """The author's own copy of where a revision stands; the body only while it must be mended."""
    _publish_standing(w, inspection, _standing_of(w, inspection, revision))


def publish_stepped_back(
    w: Writing, inspection: Inspection, newer: IncomingRevision, readable: bool
) -> None:
    """A newer revision was dismissed, and what stands in the books is what the author sees again.

    Where that was sent back it is mended from the dismissed text on, if that can be read: its
    number is taken.
    """
    told = _standing_of(w, inspection, inspection.revisions[-1])
    if told["state"] == "returned":
        told |= {"rev": newer.rev, "digest": newer.digest}
        told |= {"body": newer.text, "blobs": newer.blobs} if readable else {}
    _publish_standing(w, inspection, told)


def _publish_standing(w: Writing, inspection: Inspection, told: dict[str, Any]) -> None:
    w.publish(user_scope(inspection.author_id), "inspection", inspection.id, told["rev"], told)


def _standing_of(w: Writing, inspection: Inspection, revision: Revision) -> dict[str, Any]:
    returned = revision.state == "returned"
    told = {
        "rev": revision.rev,
        "digest": revision.digest,
        "premises": inspection.premises_id,
        "checklist": inspection.checklist,
        "state": revision.state,
        "result": revision.result if revision.state != "waiting" else None,
        "received_at": _text(revision.received_at),
        "decided_at": _text(revision.decided_at),
        "returned": _returned_items(w, revision) if returned else [],
    }
    if returned:
        told |= {"body": revision.body, "blobs": revision.blobs}
    return told


def publish_unfit(
    w: Writing, incoming: IncomingRevision, state: str, fields: Iterable[str] = ()
) -> None:
    """A revision that took its number and counts nowhere: `fix`, or `quarantined` for a person.

    What must be mended comes with its body, for the phone that made it may be lost. Where that
    names no place or no checklist, no phone could open it.
    """
    place, checklist = incoming.raw.get("premises"), incoming.raw.get("checklist")
    data: dict[str, Any] = {
        "rev": incoming.rev,
        "digest": incoming.digest,
        "premises": _name_in(place, "id"),
        "checklist": _name_in(checklist, "code"),
        "state": state,
        "result": None,
        "received_at": _text(incoming.received_at),
        "decided_at": None,
        "returned": [],
    }
    if state == "fix" and data["premises"] and data["checklist"]:
        data |= {"body": incoming.text, "blobs": incoming.blobs, "fields": list(fields)}
    w.publish(user_scope(incoming.author_id), "inspection", incoming.id, incoming.rev, data)


def _name_in(value: object, key: str) -> str | None:
    """Of a body that was not read by its schema: anything may stand there."""
    name = value.get(key) if isinstance(value, dict) else None
    return name if isinstance(name, str) and len(name) <= LONGEST_NAME else None


def _returned_items(w: Writing, revision: Revision) -> list[dict[str, Any]]:
    query = select(Review).where(
        Review.inspection_id == revision.inspection_id, Review.rev == revision.rev
    )
    latest = w.session.scalars(query.order_by(Review.decided_at.desc(), Review.id.desc())).first()
    return latest.items if latest else []


def _text(instant: datetime | None) -> str | None:
    return instant.astimezone(SHANGHAI).isoformat() if instant else None
