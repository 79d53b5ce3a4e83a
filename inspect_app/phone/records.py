"""Which records of the protocol a person may look up; the others are as good as absent."""

from sqlalchemy import exists, or_, select

from inspect_app.access import may_read
from inspect_app.errors import problem
from inspect_app.extensions import db
from inspect_app.models.inspections import Inspection
from inspect_app.models.people import User
from inspect_app.models.premises import Premises
from inspect_app.models.sync import SyncRecord


def receipt_for(user: User, collection: str, id: str, rev: int, digest: str | None) -> str:
    """Without a digest it is the one on the line; 404 also while there is none yet."""
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
        SyncRecord.digest == digest if digest else SyncRecord.beside.is_(False),
        or_(SyncRecord.user_id == user.id, readable),
    )
    receipt = db.session.scalars(query).first()
    if receipt is None:
        raise problem("not_found")
    return receipt
