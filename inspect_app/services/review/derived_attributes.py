"""Derived attributes: facts of a premises that the server recomputes at every decision.

They follow from the visits that count, so a return removes what its visit had added. What nobody
can know stays absent.
"""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import bindparam, select

from inspect_app.domain.faces import FACES, last_grade
from inspect_app.domain.figures.counting import AsOf, CountingVisit, counting_visits
from inspect_app.models.inspections import Answer, Revision
from inspect_app.models.premises import Premises
from inspect_app.queries.approved import is_approved
from inspect_app.queries.figures.histories import load_imported
from inspect_app.services.writing.transaction import Writing

# Their checklists ask whether the last visit's grade is still posted there.
ASKED_OF_LAST_VISIT = ("canteen_school", "canteen_elderly", "food_shop")
ONE_DRILL_IN = 10
Faces = Mapping[str, object]

# Asked at every decision: put together once.
_FACES = (
    select(Answer.inspection_id, Answer.value)
    .join(
        Revision,
        (Revision.inspection_id == Answer.inspection_id) & (Revision.rev == Answer.rev),
    )
    .where(
        Answer.inspection_id.in_(bindparam("visits", expanding=True)),
        Answer.item.in_(FACES),
        is_approved(),
    )
)


def update_derived_attributes(
    w: Writing, premises: Premises, visits: Sequence[CountingVisit]
) -> None:
    """Recompute a premises' derived attributes from its counting visits, oldest first."""
    asked = premises.kind in ASKED_OF_LAST_VISIT
    seen = faces_seen(w, visits) if asked and visits else {}
    elsewhere = asked and not visits and was_visited_elsewhere(premises.id)
    kept = derive_attributes(premises, visits, seen, elsewhere=elsewhere)
    if premises.derived_attrs != kept:
        premises.derived_attrs = kept


def derive_attributes(
    premises: Premises, visits: Sequence[CountingVisit], seen: Faces, *, elsewhere: bool = False
) -> dict[str, object]:
    """Return the derived attributes that follow from the counting visits.

    `seen` maps visits to the posted grade they saw; `elsewhere`: another system inspected before.
    """
    kept: dict[str, object] = {}
    if premises.kind in ASKED_OF_LAST_VISIT:
        if visits or elsewhere:
            kept["inspected_before"] = True
        if face := last_face(visits, seen):
            kept["face_grade"] = face
    if premises.kind == "elevator" and is_drill_due(premises.id, visits):
        kept["call_drill"] = True
    return kept


def is_drill_due(premises_id: str, visits: Sequence[CountingVisit]) -> bool:
    """Whether a lift's next visit tests its alarm call: one in ten, by hash, unforeseeable."""
    last = visits[-1].inspection if visits else ""
    drawn = hashlib.sha256(f"{premises_id} {last}".encode()).digest()
    return int.from_bytes(drawn[:8], "big") % ONE_DRILL_IN == 0


def last_face(visits: Sequence[CountingVisit], seen: Faces) -> str | None:
    """Return the posted grade that an approved visit saw last; None if no visit saw one."""
    return last_grade([seen.get(visit.inspection) for visit in visits])


def faces_seen(w: Writing, visits: Sequence[CountingVisit]) -> Faces:
    """Return the posted grade that each of these approved visits saw, by inspection id."""
    w.session.flush()
    asked = {"visits": [visit.inspection for visit in visits]}
    found = w.session.connection().execute(_FACES, asked)
    return {row.inspection_id: row.value for row in found}


def was_visited_elsewhere(premises_id: str) -> bool:
    """Whether an imported history has a counting visit of this premises."""
    return bool(counting_visits(load_imported([premises_id]), date.min, AsOf(date.max)))
