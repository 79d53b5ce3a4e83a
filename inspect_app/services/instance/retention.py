"""Retention: deletes what is over and older than the office wants to keep, class by class.

No class holds anything that a figure or open work rests on: sealed inspections, signatures,
decisions and the audit stay. Of photos the bytes go; their hashes stay, to which receipts refer.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from sqlalchemy import ColumnElement, delete, func, select

from inspect_app.extensions import db
from inspect_app.models.factors import EnrolmentCode, Invitation
from inspect_app.models.people import Session
from inspect_app.models.rescue import DrainCode, RescueImport
from inspect_app.queries.snapshot import take_snapshot
from inspect_app.services.photos.purge import count_photos_past, purge_photos
from inspect_app.services.writing.transaction import writing
from sync.retry import retry_on_conflict

AT_ONCE = 500  # rows a transaction: writers of SQLite wait for one another


@dataclass(frozen=True)
class Due:
    """What is over for longer than its class is kept; `oldest` is when the first of it ended."""

    name: str
    days: int
    before: datetime
    rows: int
    oldest: datetime | None


class _Kept(Protocol):
    """One kind of thing in a class."""

    def count(self, before: datetime) -> tuple[int, datetime | None]:
        """Count what was over before then, and return when the first of it was."""

    def delete_some(self, before: datetime, at: datetime) -> int:
        """Delete some of it in one transaction, and return how many."""


@dataclass(frozen=True)
class _Table:
    """A table of a class; `over_at` is when a row came to its end, in the future if it lives."""

    model: Any
    over_at: ColumnElement[datetime]

    def count(self, before: datetime) -> tuple[int, datetime | None]:
        over = select(func.count(), func.min(self.over_at)).select_from(self.model)
        row = db.session.execute(over.where(self.over_at < before)).one()
        return row[0], row[1]

    @retry_on_conflict
    def delete_some(self, before: datetime, at: datetime) -> int:
        key = self.model.id
        with writing(at) as w:
            old = select(key).where(self.over_at < before).order_by(key).limit(AT_ONCE)
            ids = list(w.session.scalars(old))
            w.session.execute(delete(self.model).where(key.in_(ids)))
        return len(ids)


class _Photos:
    """Counts and purges photos of approved inspections."""

    def count(self, before: datetime) -> tuple[int, datetime | None]:
        return count_photos_past(before)

    def delete_some(self, before: datetime, at: datetime) -> int:
        return purge_photos(before, at, AT_ONCE)


def _of_code(model: Any) -> _Table:
    return _Table(model, func.coalesce(model.used_at, model.expires_at))


# The day of a drain code's use is over when its session is: who issued it is asked no more.
KEPT: dict[str, tuple[_Kept, ...]] = {
    "sessions": (_Table(Session, func.coalesce(Session.ended_at, Session.expires_at)),),
    "codes": (_of_code(DrainCode), _of_code(Invitation), _of_code(EnrolmentCode)),
    "rescue_files": (_Table(RescueImport, RescueImport.__table__.c.uploaded_at),),
    "photos": (_Photos(),),
}


def list_due(times: Iterable[tuple[str, int]], at: datetime) -> list[Due]:
    """List what is due in each class that has a time, and delete nothing."""
    take_snapshot()
    return [_due(name, days, at) for name, days in times]


def delete_due(times: Iterable[tuple[str, int]], at: datetime) -> list[Due]:
    """Delete what is due in short transactions, note the counts in the audit, and return them."""
    due = list_due(times, at)
    db.session.rollback()
    counts: dict[str, int] = {}
    try:
        for one in due:
            counts[one.name] = 0
            for kept in KEPT[one.name]:
                while gone := kept.delete_some(one.before, at):
                    counts[one.name] += gone
    finally:
        with writing(at) as w:  # also of a run that broke off: what went is gone
            w.audit("retention.apply", "instance", days=dict(times), deleted=counts)
    return [Due(one.name, one.days, one.before, counts[one.name], one.oldest) for one in due]


def _due(name: str, days: int, at: datetime) -> Due:
    before, rows, oldest = at - timedelta(days=days), 0, None
    for kept in KEPT[name]:
        found, first = kept.count(before)
        rows += found
        oldest = min(filter(None, (oldest, first)), default=None)
    return Due(name, days, before, rows, oldest)
