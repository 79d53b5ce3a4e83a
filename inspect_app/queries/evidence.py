"""Finds evidence photos that more than one visit uses."""

from collections.abc import Iterable

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from inspect_app.models.inspections import Inspection, InspectionPhoto

_SEEN_ELSEWHERE = (
    select(func.count(InspectionPhoto.sha256.distinct()))
    .join(Inspection, Inspection.id == InspectionPhoto.inspection_id)
    .where(InspectionPhoto.sha256.in_(bindparam("hashes", expanding=True)))
    .where(InspectionPhoto.role != "signature", Inspection.visit != bindparam("visit"))
)


def count_seen_elsewhere(session: Session, visit: str, hashes: Iterable[str]) -> int:
    """Count these photos that an inspection of another visit uses, too."""
    asked = {"visit": visit, "hashes": list(hashes)}
    return int(session.connection().execute(_SEEN_ELSEWHERE, asked).scalar_one())
