"""Finds evidence photos that more than one visit uses."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import JSON, ColumnElement, bindparam, exists, func, select
from sqlalchemy.orm import Session

from inspect_app.extensions import db
from inspect_app.models.inspections import Inspection, InspectionPhoto
from inspect_app.models.premises import Premises

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


# One inspection for each hash, whichever is found first, for the same reason.
_WHERE_ELSE = select(
    _GIVEN.c.key,
    select(InspectionPhoto.inspection_id)
    .join(Inspection, Inspection.id == InspectionPhoto.inspection_id)
    .where(
        InspectionPhoto.sha256 == _GIVEN.c.key,
        InspectionPhoto.role.not_in(("signature", "voice")),
        Inspection.visit != bindparam("visit"),
    )
    .limit(1)
    .scalar_subquery(),
).select_from(_GIVEN)


@dataclass(frozen=True)
class UsedElsewhere:
    """An inspection of another visit that has the same photo, as far as its reader may know it."""

    inspection_id: str
    name: str
    visited_on: date


def count_seen_elsewhere(session: Session, visit: str, hashes: Iterable[str]) -> int:
    """Count these photos that an inspection of another visit uses, too."""
    asked = {"visit": visit, "hashes": dict.fromkeys(hashes)}
    return int(session.connection().execute(_SEEN_ELSEWHERE, asked).scalar_one())


def find_seen_elsewhere(visit: str, hashes: Iterable[str]) -> dict[str, str]:
    """Return for each photo that another visit uses, too, the id of one such inspection."""
    asked = {"visit": visit, "hashes": dict.fromkeys(hashes)}
    found = db.session.connection().execute(_WHERE_ELSE, asked)
    return {sha256: inspection for sha256, inspection in found if inspection}


def list_sharing(hashes: Iterable[str]) -> set[str]:
    """Return those of these photos that two visits or more use."""
    query = (
        select(InspectionPhoto.sha256)
        .join(Inspection, Inspection.id == InspectionPhoto.inspection_id)
        .where(
            InspectionPhoto.sha256.in_(set(hashes)),
            InspectionPhoto.role.not_in(("signature", "voice")),
        )
        .group_by(InspectionPhoto.sha256)
        .having(func.min(Inspection.visit) != func.max(Inspection.visit))
    )
    return set(db.session.scalars(query))


def list_used_elsewhere(
    ids: Iterable[str], within: ColumnElement[bool]
) -> dict[str, UsedElsewhere]:
    """Return those of these inspections, by id, that lie within the reader's scope."""
    query = select(Inspection.id, Premises.name, Inspection.visited_on).join(Premises)
    found = db.session.execute(query.where(Inspection.id.in_(set(ids)), within))
    return {row.id: UsedElsewhere(*row) for row in found}
