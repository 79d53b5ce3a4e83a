"""Finds evidence photos that more than one visit uses."""

from collections.abc import Iterable

from sqlalchemy import JSON, bindparam, exists, func, select
from sqlalchemy.orm import Session

from inspect_app.models.inspections import Inspection, InspectionPhoto

# Of each hash the first visit that is found will do: some pictures are sent a thousand times. Both
# databases list the keys of an object by the same name.
_GIVEN = func.json_each(bindparam("hashes", type_=JSON)).table_valued("key", name="given")
_SEEN_ELSEWHERE = (
    select(func.count())
    .select_from(_GIVEN)
    .where(
        exists().where(
            InspectionPhoto.sha256 == _GIVEN.c.key,
            InspectionPhoto.role.not_in(("signature", "voice")),
            Inspection.id == InspectionPhoto.inspection_id,
            Inspection.visit != bindparam("visit"),
        )
    )
)


def count_seen_elsewhere(session: Session, visit: str, hashes: Iterable[str]) -> int:
    """Count these photos that an inspection of another visit uses, too."""
    asked = {"visit": visit, "hashes": dict.fromkeys(hashes)}
    return int(session.connection().execute(_SEEN_ELSEWHERE, asked).scalar_one())
