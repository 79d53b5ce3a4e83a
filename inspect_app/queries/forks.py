"""Reads the open forks of an inspection: another revision made from the same one, undecided."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, select, true
from sqlalchemy.orm import contains_eager

from inspect_app.domain.scopes import INSPECTION
from inspect_app.extensions import db
from inspect_app.models.rescue import QuarantinedRecord
from inspect_app.models.sync import SyncRecord, SyncStream
from inspect_app.queries.quarantine import only_open


def list_open_forks(
    inspection_id: str, readable: ColumnElement[bool] | None = None
) -> Sequence[QuarantinedRecord]:
    """List the undecided forks of an inspection that a reader may see, oldest first."""
    within = true() if readable is None else readable
    query = only_open(select(QuarantinedRecord), within).where(
        SyncRecord.collection == INSPECTION,
        SyncRecord.record_id == inspection_id,
        SyncRecord.off_lineage,
        SyncRecord.user_id == SyncStream.user_id,
    )
    loaded = query.options(contains_eager(QuarantinedRecord.record))
    return db.session.scalars(loaded.order_by(QuarantinedRecord.record_pk)).all()
