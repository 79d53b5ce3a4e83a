"""Everything recorded, for pages: read again only when something was written since."""

from typing import Any

from sqlalchemy import func, select

from inspect_app.domain.figures.history import History
from inspect_app.extensions import db
from inspect_app.models.audit import AuditHead
from inspect_app.models.designations import Designation
from inspect_app.models.inspections import Revision
from inspect_app.models.past import PastInspection
from inspect_app.models.premises import Premises
from inspect_app.models.reviews import Review
from inspect_app.queries.histories import load_history

COUNTED = (Premises, Revision, Review, Designation, PastInspection)
Stamp = tuple[Any, ...]
_last: tuple[Stamp, History] | None = None


def whole_history() -> History:
    """One copy per process. Nobody may change it."""
    global _last
    # The stamp first: what is written meanwhile bears a newer one, and is read next time.
    stamp = read_stamp()
    if _last is None or _last[0] != stamp:
        _last = stamp, load_history()
    return _last[1]


def read_stamp() -> Stamp:
    """Every change leaves a link in the audit; its hash is of all that happened before."""
    head = db.session.execute(select(AuditHead.seq, AuditHead.hash)).first()
    sizes = select(*[select(func.count()).select_from(one).scalar_subquery() for one in COUNTED])
    return str(db.engine.url), *(head or ()), *db.session.execute(sizes).one()
