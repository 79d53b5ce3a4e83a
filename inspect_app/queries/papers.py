"""Reads papers with everything that is printed with what they keep: names, service, standing."""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from inspect_app.domain.papers.kinds import RECORD
from inspect_app.domain.papers.record import Found, list_found
from inspect_app.extensions import db
from inspect_app.models.corrections import CorrectionRow, CorrectionStep
from inspect_app.models.inspections import Revision
from inspect_app.models.papers import Paper, PaperVersion
from inspect_app.models.people import User
from inspect_app.models.premises import QrToken

SHORTEST = 8
VALID, DRAFT, VOID, REPLACED = "valid", "draft", "void", "replaced"


def list_papers(inspection_id: str) -> Sequence[Paper]:
    """List the papers of an inspection with their versions, in the order they were issued."""
    query = select(Paper).filter_by(inspection_id=inspection_id)
    loaded = query.options(selectinload(Paper.versions))
    return db.session.scalars(loaded.order_by(Paper.issued_at, Paper.kind, Paper.id)).all()


def find_paper(paper_id: str) -> Paper | None:
    """Find a paper with its versions."""
    query = select(Paper).filter_by(id=paper_id).options(selectinload(Paper.versions))
    return db.session.scalars(query.options(joinedload(Paper.premises))).one_or_none()


def find_by_digest(begun: str) -> tuple[Paper, PaperVersion] | None:
    """Find the paper of a digest, or of its beginning if only one begins so."""
    if len(begun) < SHORTEST:
        return None
    query = select(Paper, PaperVersion).join(PaperVersion, PaperVersion.paper_id == Paper.id)
    within = PaperVersion.digest.between(begun, begun + "g")
    found = db.session.execute(query.where(within).limit(2)).all()
    return (found[0][0], found[0][1]) if len(found) == 1 else None


def standing_of(paper: Paper, version: PaperVersion) -> str:
    """Return whether what a version says is in force: valid, draft, void or replaced."""
    if paper.void_at is not None:
        return VOID
    if version.version != paper.versions[-1].version:
        return REPLACED
    return DRAFT if version.draft else VALID


def people_of(data: dict[str, Any]) -> dict[str, User]:
    """Return those that a paper names by id."""
    ids = {*data["inspectors"], *(row["by"] for row in data.get("rows", ()) if row.get("by"))}
    return {one.id: one for one in db.session.scalars(select(User).where(User.id.in_(ids)))}


def find_service(inspection_id: str) -> CorrectionStep | None:
    """Find the first service of the orders of an inspection."""
    query = select(CorrectionStep).join(CorrectionRow).where(CorrectionStep.move == "serve")
    of_this = query.where(CorrectionRow.inspection_id == inspection_id)
    return db.session.scalars(of_this.order_by(CorrectionStep.on, CorrectionStep.id)).first()


def find_token(premises_id: str) -> str | None:
    """Find the posted code of a premises that is valid now."""
    query = select(QrToken.token).filter_by(premises_id=premises_id, revoked_at=None)
    return db.session.scalars(query.order_by(QrToken.issue.desc())).first()


def find_sealed(data: dict[str, Any]) -> tuple[dict[str, Any], list[Found]] | None:
    """Return the sealed body behind a paper, and for a record everything that was found."""
    revision = db.session.get(Revision, (data["inspection"], data["rev"]))
    if revision is None or revision.digest != data["digest"]:
        return None
    body: dict[str, Any] = json.loads(revision.body)
    if data["kind"] != RECORD:
        return body, []
    published = json.loads(revision.checklist.body)
    return body, list_found(published, body, {one.item for one in revision.answers})
