"""Reads signatures: where else a picture was used, and what colleagues said of theirs."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select

from inspect_app.domain.rules.signatures import borrowed, cosignatures_of, signatures_of
from inspect_app.extensions import db
from inspect_app.models.cosignatures import Cosignature
from inspect_app.models.inspections import Inspection, InspectionPhoto, Revision
from inspect_app.models.premises import Premises
from inspect_app.queries.approved import is_approved

_DISPUTED = select(Cosignature.inspection_id).where(Cosignature.state == "disputed").distinct()


def list_borrowed(author_id: str, inspection_id: str, body: Mapping[str, Any]) -> list[str]:
    """List the body's signatures that a record of this author gives as another's as well."""
    mine = [(one.sha256, one.signer(inspection_id)) for one in signatures_of(body)]
    return borrowed(mine, _given_by_others(author_id, mine)) if mine else []


def list_cosignatures(inspection_id: str) -> Sequence[Cosignature]:
    """List what was asked of colleagues about an inspection, with their answers."""
    query = select(Cosignature).filter_by(inspection_id=inspection_id)
    return db.session.scalars(query.order_by(Cosignature.asked_at, Cosignature.user_id)).all()


def list_denied(within: ColumnElement[bool]) -> Sequence[Inspection]:
    """List approved inspections whose colleague denies his present signature, oldest first."""
    # Few are disputed, and most revisions are approved: no database may begin with those.
    ids = db.session.connection().execute(_DISPUTED).scalars().all()
    if not ids:
        return []
    query = (
        select(Cosignature, Inspection, Revision.body)
        .join(Inspection, Inspection.id == Cosignature.inspection_id)
        .join(Revision, Revision.inspection_id == Inspection.id)
        .join(Premises, Premises.id == Inspection.premises_id)
        .where(Inspection.id.in_(ids), Cosignature.state == "disputed")
        .where(is_approved(), within)
        .order_by(Cosignature.said_at, Inspection.id)
    )
    rows = db.session.execute(query)
    denied = [
        inspection
        for said, inspection, body in rows
        if cosignatures_of(json.loads(body)).get(said.user_id) == said.sha256
    ]
    return list(dict.fromkeys(denied))


def _given_by_others(author_id: str, mine: list[tuple[str, str]]) -> set[tuple[str, str]]:
    """Return who else gave these pictures in the records of an author, as (hash, signer)."""
    # By the pictures first: an author has tens of thousands of records, which a join begins with.
    author = (
        select(Inspection.author_id)
        .where(Inspection.id == InspectionPhoto.inspection_id)
        .scalar_subquery()
    )
    query = select(InspectionPhoto.sha256, InspectionPhoto.item).where(
        or_(
            *(
                and_(InspectionPhoto.sha256 == sha256, InspectionPhoto.item != signer)
                for sha256, signer in mine
            )
        ),
        InspectionPhoto.role == "signature",
        author == author_id,
    )
    return {(row.sha256, row.item) for row in db.session.execute(query.distinct())}
