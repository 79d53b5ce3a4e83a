"""Evidence that speaks for more than one visit."""

from collections.abc import Iterable

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from inspect_app.models.inspections import Inspection, InspectionPhoto


def count_seen_elsewhere(session: Session, visit: str, hashes: Iterable[str]) -> int:
    """How many of these photos stand in an inspection of another visit too."""
    query = (
        select(func.count(InspectionPhoto.sha256.distinct()))
        .join(Inspection, Inspection.id == InspectionPhoto.inspection_id)
        .where(InspectionPhoto.sha256.in_(list(hashes)), InspectionPhoto.role != "signature")
        .where(Inspection.visit != visit)
    )
    return session.scalars(query).one()
