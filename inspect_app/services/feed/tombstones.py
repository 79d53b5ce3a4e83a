"""Deletes tombstones after 400 days; the scope's floor resets phones that have not seen them."""

import json
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select, union_all, update

from inspect_app.extensions import db
from inspect_app.models.sync import PartTombstone, SyncRow, SyncScope
from inspect_app.services.writing.locks import lock_scopes
from inspect_app.services.writing.transaction import writing

STAYS = timedelta(days=400)
BATCH = 200


def drop_tombstones(at: datetime) -> None:
    """Delete tombstones older than 400 days, in short transactions that delay no writer."""
    for scope, floor in _floors(at):
        while _renumber_below(scope, floor, at):
            pass
        _raise_floor(scope, floor, at)


def _floors(at: datetime) -> list[tuple[str, int]]:
    """Return each scope's highest tombstone, of it or of a part, that is older than 400 days."""
    old = union_all(
        select(SyncRow.scope, SyncRow.seq).where(SyncRow.gone, SyncRow.at < at - STAYS),
        select(PartTombstone.scope, PartTombstone.seq).where(PartTombstone.at < at - STAYS),
    ).subquery()
    query = select(old.c.scope, func.max(old.c.seq)).group_by(old.c.scope)
    found = [(scope, seq) for scope, seq in db.session.execute(query)]
    db.session.rollback()
    return found


def _renumber_below(scope: str, floor: int, at: datetime) -> bool:
    """Renumber living rows below the floor: a page that ends there would always be reset."""
    with writing(at) as w:
        lock_scopes(w.session, {scope})
        below = select(SyncRow).where(
            SyncRow.scope == scope, SyncRow.gone.is_(False), SyncRow.seq < floor
        )
        rows = list(w.session.scalars(below.order_by(SyncRow.seq).limit(BATCH)))
        for row in rows:
            data = json.loads(row.data or "null")
            w.queue_row(scope, row.collection, row.id, row.rev, data, row.part)
    return bool(rows)


def _raise_floor(scope: str, floor: int, at: datetime) -> None:
    with writing(at) as w:
        lock_scopes(w.session, {scope})
        gone = delete(SyncRow).where(SyncRow.scope == scope, SyncRow.gone, SyncRow.seq <= floor)
        w.session.execute(gone)
        left = delete(PartTombstone).where(PartTombstone.scope == scope, PartTombstone.seq <= floor)
        w.session.execute(left)
        higher = update(SyncScope).where(SyncScope.scope == scope, SyncScope.floor < floor)
        w.session.execute(higher.values(floor=floor))
