"""Pauses garbage collection of photos during a backup, which copies rows first and bytes later."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from inspect_app.models.sync import SyncMeta
from inspect_app.services.writing.transaction import Writing

AFTER_A_CUT_BACKUP = timedelta(days=1)


def is_gc_paused(session: Session, at: datetime) -> bool:
    """Whether garbage collection of photos is paused."""
    until = session.scalar(select(SyncMeta.gc_paused_until).where(SyncMeta.id == 1))
    return until is not None and at < until


def pause_gc(w: Writing, until: datetime) -> datetime | None:
    """Pause garbage collection until then or longer; return the earlier end of a pause."""
    meta = w.session.get_one(SyncMeta, 1, with_for_update=True)
    before = meta.gc_paused_until
    meta.gc_paused_until = max(until, before) if before else until
    return before


def resume_gc(w: Writing, since: datetime, before: datetime | None) -> None:
    """End the pause that lasts until `since`, unless a longer one began meanwhile."""
    meta = w.session.get_one(SyncMeta, 1, with_for_update=True)
    if meta.gc_paused_until == since:
        meta.gc_paused_until = before
