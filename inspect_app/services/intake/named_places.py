"""Finds the premises that a record of a phone is about."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from inspect_app.models.corrections import CorrectionRow
from inspect_app.schemas.phone_records import premises_in


def premises_about(session: Session, collection: str, body: Any) -> str | None:
    """Return the id of the premises; a move of a correction names that alone, which has one."""
    named = body.get("correction") if isinstance(body, dict) else None
    if collection != "correction_step" or not isinstance(named, str):
        return premises_in(collection, body)
    query = select(CorrectionRow.premises_id).where(CorrectionRow.id == named)
    return session.scalars(query).one_or_none()
