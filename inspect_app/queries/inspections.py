"""Reads the inspections of premises, with their people, answers and photos."""

import json
from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import joinedload, selectinload

from inspect_app.domain.figures.history import ACCEPTANCE
from inspect_app.domain.rules.sheets import is_left_out
from inspect_app.domain.rules.unable import UNABLE
from inspect_app.extensions import db
from inspect_app.models.acceptances import Acceptance
from inspect_app.models.inspections import Answer, Inspection, InspectionPhoto, Photo, Revision
from inspect_app.models.people import User
from inspect_app.models.premises import Premises
from inspect_app.models.reviews import Review
from inspect_app.models.sync import SyncBlobOwner, SyncRecord
from inspect_app.queries.approved import is_approved


def list_of_premises(place: Premises) -> Sequence[Inspection]:
    """List the inspections of a premises, or a unit work's acceptances, latest first."""
    query = select(Inspection)
    if place.kind == "unit_work":
        query = query.join(Acceptance, Acceptance.inspection_id == Inspection.id)
        query = query.where(Acceptance.unit_work == place.id)
    else:
        query = query.where(Inspection.premises_id == place.id)
    order = (Inspection.visited_on.desc(), Inspection.received_at.desc(), Inspection.id)
    loaded = query.options(selectinload(Inspection.revisions), joinedload(Inspection.author))
    return db.session.scalars(loaded.order_by(*order)).all()


def list_by_ids(ids: Iterable[str], within: ColumnElement[bool]) -> dict[str, Inspection]:
    """Return these inspections by id, those outside the reader's scope left out.

    Of their revisions only what a list shows is read.
    """
    query = select(Inspection).join(Premises).where(Inspection.id.in_(list(ids)), within)
    shown = (Revision.state, Revision.result, Revision.covered, Revision.passed)
    light = selectinload(Inspection.revisions).load_only(*shown)
    return {row.id: row for row in db.session.scalars(query.options(light))}


def names_of(user_ids: Iterable[str]) -> dict[str, str]:
    """Return people's full names by user id."""
    query = select(User.id, User.full_name).where(User.id.in_(set(user_ids)))
    return {row.id: row.full_name for row in db.session.execute(query)}


def find_last_approved(inspection: Inspection) -> Revision | None:
    """Find the approved revision of the visit before this one, by the same checklist.

    For an acceptance only one of the same unit work counts: another building proves nothing.
    """
    query = (
        select(Revision)
        .join(Inspection)
        .where(
            Inspection.premises_id == inspection.premises_id,
            Inspection.checklist == inspection.checklist,
            Inspection.visited_on <= inspection.visited_on,
            Inspection.id != inspection.id,
            is_approved(),
            Revision.result.is_distinct_from(UNABLE),
        )
        .options(joinedload(Revision.inspection), selectinload(Revision.answers))
    )
    if inspection.checklist == ACCEPTANCE:
        here = select(Acceptance.unit_work).where(Acceptance.inspection_id == inspection.id)
        alike = select(Acceptance.inspection_id).where(Acceptance.unit_work.in_(here))
        query = query.where(Inspection.id.in_(alike))
    newest = query.order_by(Inspection.visited_on.desc(), Inspection.id.desc(), Revision.rev.desc())
    return db.session.scalars(newest.limit(1)).first()


def find_record(revision: Revision) -> SyncRecord | None:
    """Find the pushed record behind a revision, with its receipt; its lineage's before a copy."""
    query = select(SyncRecord).where(
        SyncRecord.collection == "inspection",
        SyncRecord.record_id == revision.inspection_id,
        SyncRecord.digest == revision.digest,
    )
    query = query.order_by(SyncRecord.off_lineage, SyncRecord.pk)
    return db.session.scalars(query).first()


def find_photo(inspection_id: str, sha256: str) -> Photo | None:
    """Find a photo that some revision of this inspection names and its author uploaded.

    A revision may name any hash, also one of a photo that its author never saw.
    """
    named = exists().where(
        InspectionPhoto.inspection_id == inspection_id,
        InspectionPhoto.sha256 == sha256,
        Inspection.id == InspectionPhoto.inspection_id,
        SyncBlobOwner.user_id == Inspection.author_id,
        SyncBlobOwner.sha256 == InspectionPhoto.sha256,
    )
    query = select(Photo).where(Photo.sha256 == sha256, named)
    return db.session.scalars(query).one_or_none()


def list_photos(hashes: Iterable[str]) -> dict[str, Photo]:
    """Return those of these photos that are durable, by hash."""
    query = select(Photo).where(Photo.sha256.in_(set(hashes)))
    return {photo.sha256: photo for photo in db.session.scalars(query)}


def list_published(place: Premises, until: date) -> list[tuple[Inspection, Revision]]:
    """List visits last decided by an approval, with the approved revision, latest first.

    One at which nothing could be inspected says nothing to the public.
    """
    inspections = list_of_premises(place)
    decided: dict[str, Review] = {}
    query = select(Review).where(Review.inspection_id.in_([one.id for one in inspections]))
    for review in db.session.scalars(query.order_by(Review.decided_at, Review.id)):
        decided[review.inspection_id] = review
    public = []
    for inspection in inspections:
        last = decided.get(inspection.id)
        if last and last.action == "approve" and inspection.visited_on <= until:
            approved = next(one for one in inspection.revisions if one.rev == last.rev)
            if approved.result != UNABLE:
                public.append((inspection, approved))
    return public


def count_verdicts(revision: Revision) -> dict[str, int]:
    """Count a revision's visible items by verdict: pass, fail, na."""
    if "tables" in revision.score:
        return count_marks(revision)
    query = select(Answer.verdict).where(
        Answer.inspection_id == revision.inspection_id, Answer.rev == revision.rev
    )
    verdicts = list(db.session.scalars(query))
    return {verdict: verdicts.count(verdict) for verdict in ("pass", "fail", "na")}


def count_marks(revision: Revision) -> dict[str, int]:
    """Count the items of all sheets of a scored site by verdict: pass, fail, na."""
    sheets = json.loads(revision.body)["tables"]
    given = [one for sheet in sheets for one in sheet["scores"].values()]
    absent, lost = sum(map(is_left_out, given)), len(revision.score["failed"])
    return {"pass": len(given) - absent - lost, "fail": lost, "na": absent}
