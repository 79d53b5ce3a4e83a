"""Caches the whole history for pages, and reloads it only after a write."""

from typing import Any

from sqlalchemy import func, select

from inspect_app.domain.figures.history import History
from inspect_app.extensions import db
from inspect_app.models.audit import AuditHead
from inspect_app.models.designations import Designation
from inspect_app.models.imported import ImportedInspection
from inspect_app.models.inspections import Revision
from inspect_app.models.premises import Premises
from inspect_app.models.reviews import Review
from inspect_app.queries.figures.histories import load_history

COUNTED = (Premises, Revision, Review, Designation, ImportedInspection)
Stamp = tuple[Any, ...]
_last: tuple[Stamp, History] | None = None


def whole_history() -> History:
    """Return this process's copy of the history, which no caller may change."""
    global _last
    # The stamp is read first: a write during the load changes it, so the next call reloads.
    stamp = read_stamp()
    if _last is None or _last[0] != stamp:
        _last = stamp, load_history()
    return _last[1]


def read_stamp() -> Stamp:
    """Return a stamp that every write changes: the audit head's hash and the tables' sizes."""
    head = db.session.execute(select(AuditHead.seq, AuditHead.hash)).first()
    sizes = select(*[select(func.count()).select_from(one).scalar_subquery() for one in COUNTED])
    return str(db.engine.url), *(head or ()), *db.session.execute(sizes).one()
