"""Fetches an object for this user or raises 404: having the object is the permission.

What does not exist and what the user may not read answer alike, and one query finds out both.
"""

from collections.abc import Iterable
from typing import TypeVar

from sqlalchemy import ColumnElement, Select, and_, exists, not_, or_, select, true
from sqlalchemy.orm import aliased

from inspect_app.domain.vocabulary import who_may
from inspect_app.errors import problem
from inspect_app.extensions import db
from inspect_app.models.corrections import CorrectionRow
from inspect_app.models.cosignatures import Cosignature
from inspect_app.models.inspections import Inspection, InspectionPhoto
from inspect_app.models.notices import Notice
from inspect_app.models.people import Membership, User
from inspect_app.models.premises import Premises
from inspect_app.models.rescue import QuarantinedRecord
from inspect_app.models.sync import SyncBlobOwner, SyncRecord
from inspect_app.queries.corrections.one import find_correction
from inspect_app.queries.corrections.photos import photos_of, readers_of
from inspect_app.queries.notices import find_notice
from inspect_app.queries.quarantine import find_quarantined, readable_within
from inspect_app.queries.rights import within_rights

T = TypeVar("T")
WHOLE_DISTRICT = who_may("see_district")


def in_scope(user: User) -> ColumnElement[bool]:
    """Return the condition on `Premises` that limits a query to this user's areas and kinds."""
    if user.role in WHOLE_DISTRICT:
        return true()
    return within_rights(user.id)


def figures_scope(user: User, area: str = "") -> ColumnElement[bool] | None:
    """Return the condition on `Premises` that limits figures; None for the whole district."""
    if area:
        return and_(Premises.area == area, in_scope(user))
    return None if user.role in WHOLE_DISTRICT else in_scope(user)


def may_read(user: User) -> ColumnElement[bool]:
    """Return the condition on `Inspection` joined with `Premises`: own ones, or a desk's scope."""
    own = Inspection.author_id == user.id
    if user.role not in who_may("enter_desk"):
        return own
    return or_(own, in_scope(user))


def premises_for(user: User, premises_id: str) -> Premises:
    """Return this premises if it lies in the user's scope; raise `not_found`."""
    return _one(select(Premises).where(and_(Premises.id == premises_id, in_scope(user))))


def names_in_scope(user: User, ids: Iterable[str | None]) -> dict[str, str]:
    """Return the names, by id, of those premises that lie in the user's scope."""
    query = select(Premises.id, Premises.name).where(Premises.id.in_(set(ids)), in_scope(user))
    return {row.id: row.name for row in db.session.execute(query)}


def inspection_for(user: User, inspection_id: str) -> Inspection:
    """Return this inspection if the user may read it; raise `not_found`."""
    query = select(Inspection).join(Premises).where(Inspection.id == inspection_id)
    return _one(query.where(may_read(user)))


def correction_for(user: User, correction_id: str) -> CorrectionRow:
    """Return this correction if its premises lie in the user's scope; raise `not_found`."""
    found = find_correction(in_scope(user), correction_id)
    if found is None:
        raise problem("not_found")
    return found


def inspections_among(user: User, ids: Iterable[str]) -> dict[str, Inspection]:
    """Return those of these inspections, by id, that the user may read."""
    query = select(Inspection).join(Premises).where(Inspection.id.in_(set(ids)), may_read(user))
    return {one.id: one for one in db.session.scalars(query)}


def cosignature_for(user: User, inspection_id: str) -> Cosignature:
    """Return what this user is asked about a signature under his name; raise `not_found`."""
    own = select(Cosignature).filter_by(inspection_id=inspection_id, user_id=user.id)
    own = own.order_by(Cosignature.asked_at.desc()).limit(1)
    uploaded = exists().where(
        Inspection.id == Cosignature.inspection_id,
        SyncBlobOwner.user_id == Inspection.author_id,
        SyncBlobOwner.sha256 == Cosignature.sha256,
    )
    return _one(own.where(uploaded))


def correction_photo_for(user: User, correction_id: str, sha256: str) -> str:
    """Return the hash if it is a photo of a correction whose row this user's phone has.

    Raise `not_found` for a photo of another item, and for whoever lost the right to the premises.
    """
    row = _one(
        select(CorrectionRow)
        .join(Premises, Premises.id == CorrectionRow.premises_id)
        .where(CorrectionRow.id == correction_id, in_scope(user))
    )
    if user.id not in readers_of(row) or sha256 not in photos_of(row):
        raise problem("not_found")
    return sha256


def receipt_for(user: User, collection: str, id: str, rev: int, digest: str | None) -> str:
    """Return the receipt if the user may read it; without a digest the lineage's record's."""
    readable = exists().where(
        Inspection.id == SyncRecord.record_id,
        Inspection.premises_id == Premises.id,
        SyncRecord.collection == "inspection",
        may_read(user),
    )
    query = select(SyncRecord.receipt).where(
        SyncRecord.collection == collection,
        SyncRecord.record_id == id,
        SyncRecord.rev == rev,
        SyncRecord.receipt.is_not(None),
        SyncRecord.digest == digest if digest else SyncRecord.off_lineage.is_(False),
        or_(SyncRecord.user_id == user.id, readable),
    )
    receipt = db.session.scalars(query).first()
    if receipt is None:
        raise problem("not_found")
    return receipt


def may_see_quarantined(user: User) -> ColumnElement[bool]:
    """Return the condition on records; those of unknown premises need the whole district."""
    return readable_within(in_scope(user), user.role in WHOLE_DISTRICT)


def quarantined_for(user: User, record_pk: int) -> QuarantinedRecord:
    """Return this quarantined record if the user may see it; raise `not_found`."""
    found = find_quarantined(record_pk, may_see_quarantined(user))
    if found is None:
        raise problem("not_found")
    return found


def is_photo_elsewhere(user: User, author_id: str, sha256: str) -> bool:
    """Whether the author's photo belongs to an inspection of premises outside the user's scope."""
    if user.role in WHOLE_DISTRICT:
        return False
    named = exists().where(
        InspectionPhoto.sha256 == sha256,
        Inspection.id == InspectionPhoto.inspection_id,
        Inspection.author_id == author_id,
        Premises.id == Inspection.premises_id,
        not_(in_scope(user)),
    )
    return bool(db.session.scalar(select(named)))


def colleagues(user: User) -> ColumnElement[bool]:
    """Return the condition on `User`: inspectors who share an area and kind with this user."""
    inspects = User.role.in_(who_may("inspect"))
    if user.role in WHOLE_DISTRICT:
        return inspects
    theirs, mine = aliased(Membership), aliased(Membership)
    shared = exists().where(
        theirs.user_id == User.id,
        mine.user_id == user.id,
        mine.area == theirs.area,
        mine.kind == theirs.kind,
    )
    return and_(inspects, shared)


def colleague_for(user: User, person_id: str) -> User:
    """Return this inspector if he shares an area and kind with the user, else `not_found`."""
    return _one(select(User).where(User.id == person_id, colleagues(user)))


def person_for(user: User, person_id: str) -> User:
    """Return this user to somebody who sees the whole district, else raise `not_found`."""
    if user.role not in WHOLE_DISTRICT:
        raise problem("not_found")
    return _one(select(User).where(User.id == person_id))


def notice_for(user: User, notice_id: str) -> Notice:
    """Return this notice if it is for the user or the desk of his scope; raise `not_found`."""
    found = find_notice(user.id, in_scope(user), notice_id)
    if found is None:
        raise problem("not_found")
    return found


def _one(query: Select[T]) -> T:
    found = db.session.scalars(query).one_or_none()
    if found is None:
        raise problem("not_found")
    return found
