"""Takes in what an inspector proposes about the register; it holds only when it is accepted."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from inspect_app.domain.kinds import CHILDREN
from inspect_app.domain.refusals import Refused
from inspect_app.domain.rules.attributes import check_attributes
from inspect_app.models.premises import Premises
from inspect_app.models.proposals import Proposal
from inspect_app.queries.rights import holds_premises
from inspect_app.services.feed.rows import queue_proposal
from inspect_app.services.intake.incoming import NeedsFix, Quarantined
from inspect_app.services.register.kinds import attributes_of
from inspect_app.services.register.proposals import OPEN
from inspect_app.services.writing.transaction import Writing
from sync.records import Stored


def take_proposal(
    w: Writing, stored: Stored, body: Mapping[str, Any], *, decided_by_person: bool
) -> None:
    """Store an open proposal, or the newest revision of one; raise Quarantined or NeedsFix."""
    premises = w.session.get(Premises, body["premises"])
    if premises is None:
        raise Quarantined("unknown_premises")
    if not (decided_by_person or holds_premises(stored.user, premises.id)):
        raise Quarantined("out_of_scope")
    _refuse_impossible(w.session, premises, body)
    row = w.session.get(Proposal, stored.record.id, with_for_update=True)
    if row is None:
        row = Proposal(id=stored.record.id, author_id=stored.user, state=OPEN)
        w.session.add(row)
    elif row.state != OPEN:
        raise Quarantined("final")
    row.premises_id, row.about = premises.id, body["about"]
    row.name, row.attrs = body.get("name", "").strip(), body.get("attrs", {})
    row.note, row.photos = body.get("note", ""), [one["sha256"] for one in body["photos"]]
    row.made_at, row.received_at = body["at"], stored.received_at
    w.session.flush()
    queue_proposal(w, row)


def _refuse_impossible(session: Session, premises: Premises, body: Mapping[str, Any]) -> None:
    if body["about"] == "new" and premises.kind not in CHILDREN:
        raise NeedsFix({"about": f"nothing lies under a {premises.kind}"})
    try:
        check_attributes(attributes_of(session, premises.kind), body.get("attrs", {}))
    except Refused as refused:
        raise NeedsFix({refused.where.removeprefix("premises."): refused.message}) from None
