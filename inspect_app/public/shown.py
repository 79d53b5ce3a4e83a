"""What stands first on the page of a posted code: the premises itself, as it is today.

A place that is not open shows that, and its old result small; a site its own checks before the
acceptances of its unit works; an estate its lifts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from inspect_app.domain.figures.history import ACCEPTANCE
from inspect_app.models.premises import Premises
from inspect_app.public.published import Looked, Result, looked_at
from inspect_app.queries.published import find_face

MOST = 50
SITE = "construction_site"


@dataclass(frozen=True)
class Face:
    """A grade face as recorded; `seen_on` is the day of the visit that saw it, None by register."""

    grade: str
    seen_on: date | None


@dataclass(frozen=True)
class Shown:
    """What a page shows of a place's results, latest first.

    `head` is the result at its top, `looked` what that visit looked at; `works` are acceptances of
    a site's unit works, `earlier` the other results, of which `left_out` are too many to list.
    """

    head: Result | None
    looked: Looked | None
    works: Sequence[Result]
    earlier: Sequence[Result]
    left_out: int


def arrange(place: Premises, results: Sequence[Result]) -> Shown:
    """Put the results of a place in the order in which its page shows them."""
    apart = place.kind == SITE
    works = [one for one in results if apart and one.checklist == ACCEPTANCE]
    own = [one for one in results if not apart or one.checklist != ACCEPTANCE]
    head = own[0] if own and place.status == "open" else None
    earlier = own[1:] if head else own
    return Shown(
        head=head,
        looked=looked_at(head) if head else None,
        works=works[:MOST],
        earlier=earlier[:MOST],
        left_out=len(earlier[MOST:]) + len(works[MOST:]),
    )


def closed_since(place: Premises) -> date | None:
    """Return the day since which a place is not open; None if no day was recorded."""
    days = [one.from_on for one in place.statuses if one.status == place.status]
    return days[-1] if days else None


def face_of(place: Premises, results: Sequence[Result]) -> Face | None:
    """Return the grade face that a published visit saw last, or else the one on record."""
    seen = find_face(one.revision.inspection_id for one in results)
    if seen is not None:
        return Face(*seen)
    recorded = place.attrs.get("face_grade")
    return Face(recorded, None) if recorded else None
