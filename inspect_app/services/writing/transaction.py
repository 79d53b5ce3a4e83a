"""One write = one transaction: the change, the figures it moves, its audit entry, its feed rows.

Every writer locks in the same order (stream, domain rows, figures, audit, scopes), to avoid
deadlocks.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy.exc import DBAPIError, InternalError, OperationalError, TimeoutError
from sqlalchemy.orm import Session, SessionTransaction

from inspect_app.database.errors import is_write_conflict
from inspect_app.extensions import db
from inspect_app.models.audit import AuditEntry
from inspect_app.queries.snapshot import lift_time_limits
from inspect_app.services.writing.audit import Chain
from inspect_app.services.writing.feed_port import Feed, FeedRow, open_feed
from inspect_app.services.writing.figures_port import Figures, open_figures
from inspect_app.services.writing.security_log import note_committed
from inspect_app.services.writing.sqlite_writer_queue import queued_writer
from sync.failpoints import failpoint
from sync.ports import Busy, WriteConflict

# Errors of a write that cannot happen now; callers suppress them where it may be left out.
UNWRITABLE = (OperationalError, InternalError, TimeoutError, Busy)


@dataclass
class Writing:
    """An open write transaction; `at` is the time of the change."""

    session: Session
    at: datetime
    _chain: Chain
    _feed: Feed
    _figures: Figures
    is_load: bool = False

    def audit(
        self, action: str, subject: str, actor: str | None = None, **detail: Any
    ) -> AuditEntry:
        """Add one audit entry per change of state; its detail has ids and digests only."""
        if not self._chain.is_locked:
            self.session.flush()
        return self._chain.add(self.at, actor, action, subject, detail)

    def queue_row(
        self,
        scope: str,
        collection: str,
        row_id: str,
        rev: int,
        data: dict[str, Any],
        part: str | None = None,
    ) -> None:
        """Queue a row's newest version for phones that pull its scope or part."""
        text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        self._feed.queue(FeedRow(scope, collection, row_id, rev, text, self.at, part))

    def queue_tombstone(self, scope: str, collection: str, row_id: str) -> None:
        """Queue a tombstone in place of the row."""
        self._feed.queue(FeedRow(scope, collection, row_id, 0, None, self.at))

    def move_premises(self, premises_id: str) -> None:
        """Say that a fact changed from which figures count this premises, in any target."""
        self._figures.move_premises(premises_id)

    def move_title(self, target: str, key: str) -> None:
        """Say that a title was confirmed or revoked, so that figures count it again."""
        self._figures.move_title(target, key)

    def stamp(self) -> None:
        """Move the figures, write the audit entries and number the feed rows before the commit."""
        self.session.flush()
        self._figures.write()
        self._chain.write()
        self._feed.write()


@contextmanager
def writing(at: datetime | None = None) -> Iterator[Writing]:
    """Open a transaction, the only way to commit; raise WriteConflict on a conflict.

    What was read before is forgotten and read again under the lock.
    """
    session = db.session()
    if session.info.get("writing"):
        raise RuntimeError("a write inside a write would commit half of the outer one")
    now = at or datetime.now(UTC)
    whole: _Whole | None = session.info.get("whole")
    session.info["writing"] = True
    try:
        if whole:
            yield whole.part(now)
            session.flush()
        else:
            yield from _committed(session, now)
    except DBAPIError as error:
        session.rollback()
        if is_write_conflict(error):
            raise WriteConflict(str(error.orig)) from error
        raise
    except BaseException:
        session.rollback()
        raise
    finally:
        session.info["writing"] = False


def release_connection() -> None:
    """Return the session's connection to the pool before a long wait, unless a write is open."""
    session = db.session()
    if not session.info.get("writing") and not session.info.get("whole"):
        session.rollback()


def _committed(session: Session, at: datetime) -> Iterator[Writing]:
    if session.in_transaction():
        session.rollback()
    with queued_writer(db.engine):
        session.connection(execution_options={"writing": True})
        work = Writing(session, at, Chain(session), open_feed(session), open_figures(session))
        yield work
        work.stamp()
        failpoint("write.stamped")
        session.commit()
    if not work.is_load:
        note_committed(work._chain.written)
    failpoint("write.committed")


@dataclass(frozen=True)
class _Whole:
    """A transaction that many writes share."""

    work: Writing
    transaction: SessionTransaction | None

    def part(self, at: datetime) -> Writing:
        """Return a part of the transaction; raise RuntimeError once any part has failed."""
        if self.work.session.get_transaction() is not self.transaction:
            raise RuntimeError("a part of this transaction failed, so nothing of it stays")
        work = self.work
        return Writing(
            work.session, at, work._chain, work._feed, work._figures, is_load=work.is_load
        )


@contextmanager
def together() -> Iterator[None]:
    """Join many writes into one transaction: for loading a history, not for a request.

    Each is the same write with its own time; the audit and the feed are written once, at the
    end, and only the newest version of a row that several of them queued.
    """
    with writing() as work:
        work.is_load = True  # a history is no event of today
        session = work.session
        lift_time_limits()
        whole = _Whole(work, session.get_transaction())
        session.info.update(whole=whole, writing=False)
        try:
            yield
            whole.part(work.at)
        finally:
            session.info["whole"] = None
