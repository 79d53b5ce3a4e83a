"""The inspections of a round of signatures, as far as they came and this user may read them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from inspect_app.access import inspections_among
from inspect_app.desk.review.reading import Reading
from inspect_app.models.inspections import Inspection
from inspect_app.models.people import User
from inspect_app.services.people.signed_digests import content_digest


@dataclass(frozen=True)
class Sibling:
    """One inspection of a round; `state` is this, here, changed or absent.

    `changed`: it came with other content than the list says. Each is valid or not by itself.
    """

    id: str
    name: str
    state: str


def view_round(user: User, reading: Reading) -> list[Sibling]:
    """List the round in its own order; empty where each was signed alone."""
    entries = reading.body.get("round", [])
    found = inspections_among(user, [one["inspection"] for one in entries])
    return [_view(reading.inspection.id, one, found.get(one["inspection"])) for one in entries]


def _view(here: str, entry: Mapping[str, Any], found: Inspection | None) -> Sibling:
    id = entry["inspection"]
    if found is None:
        return Sibling(id, "", "absent")
    if id == here:
        return Sibling(id, found.premises.name, "this")
    bodies = (json.loads(one.body) for one in found.revisions)
    as_listed = any(content_digest(id, body) == entry["content_digest"] for body in bodies)
    return Sibling(id, found.premises.name, "here" if as_listed else "changed")
