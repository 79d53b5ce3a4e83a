"""What the signed-in reader may export: conditions for the queries, and the scope as is kept."""

from collections import defaultdict
from typing import Any

from flask_login import current_user

from inspect_app.access import WHOLE_DISTRICT, colleagues, in_scope, may_see_quarantined
from inspect_app.desk.figures.scope import scope_of
from inspect_app.domain.figures.counting import AsOf
from inspect_app.queries.exports.lists import Reach


def reach_of_reader(as_of: AsOf) -> Reach:
    """Return the conditions of whoever asks."""
    return Reach(
        premises=in_scope(current_user),
        people=colleagues(current_user),
        records=may_see_quarantined(current_user),
        figures=scope_of(current_user),
        as_of=as_of,
    )


def scope_of_reader() -> dict[str, Any]:
    """Return the scope in codes: the whole district, or the kinds of each area."""
    if current_user.role in WHOLE_DISTRICT:
        return {"whole": True}
    areas = defaultdict(list)
    for one in current_user.memberships:
        areas[one.area].append(one.kind)
    return {"whole": False, "areas": {area: sorted(areas[area]) for area in sorted(areas)}}
