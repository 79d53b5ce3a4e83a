"""Reads notices of corrections and the outbox of webhooks. `within` is the reader's scope."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_, select
from sqlalchemy.orm import contains_eager, selectinload

from inspect_app.domain.corrections.table import OPEN, REPORTED, STOPPED
from inspect_app.domain.notices.kinds import SOON
from inspect_app.extensions import db
from inspect_app.models.corrections import CorrectionRow
from inspect_app.models.inspections import Revision
from inspect_app.models.notices import Notice, NoticeRead, WebhookDelivery
from inspect_app.models.premises import Premises
from inspect_app.plans.workdays import current_workdays

# A bell that says more helps nobody.
MOST_COUNTED = 1000

_OF_CORRECTION = and_(
    Revision.inspection_id == CorrectionRow.inspection_id, Revision.rev == CorrectionRow.rev
)


@dataclass(frozen=True)
class ShownNotice:
    """A notice with whether its reader marked it, and the checklist's version of its item."""

    notice: Notice
    is_read: bool
    version: int | None


@dataclass(frozen=True)
class Counted:
    """How many corrections ask for something, by what; of all areas together and of each."""

    all: dict[str, int]
    areas: dict[str, dict[str, int]]


def count_unread(user_id: str, within: ColumnElement[bool]) -> int:
    """Count what a reader has not marked and what still asks for something, up to a thousand."""
    unread = _for(user_id, within).where(Notice.over_at.is_(None), ~_read_by(user_id))
    some = unread.with_only_columns(Notice.id).limit(MOST_COUNTED)
    return db.session.scalar(select(func.count()).select_from(some.subquery())) or 0


def list_notices(
    user_id: str, within: ColumnElement[bool], *, is_open: bool, limit: int, offset: int
) -> list[ShownNotice]:
    """List the notices for a reader, the newest first: what is still open, or what is over."""
    read = _read_by(user_id).label("is_read")
    query = (
        _for(user_id, within)
        .join(Notice.correction)
        .outerjoin(Revision, _OF_CORRECTION)
        .add_columns(read, Revision.checklist_id)
        .where(Notice.over_at.is_(None) if is_open else Notice.over_at.is_not(None))
        .order_by(Notice.at.desc(), Notice.id)
        .options(contains_eager(Notice.premises), contains_eager(Notice.correction))
        .limit(limit)
        .offset(offset)
    )
    return [ShownNotice(*row) for row in db.session.execute(query)]


def count_notices(user_id: str, within: ColumnElement[bool], *, is_open: bool) -> int:
    """Count the notices for a reader."""
    over = Notice.over_at.is_(None) if is_open else Notice.over_at.is_not(None)
    query = _for(user_id, within).where(over).with_only_columns(func.count())
    return db.session.scalar(query) or 0


def find_notice(user_id: str, within: ColumnElement[bool], notice_id: str) -> Notice | None:
    """Find a notice that is for this reader."""
    return db.session.scalars(_for(user_id, within).where(Notice.id == notice_id)).one_or_none()


def count_by_area(today: date, within: ColumnElement[bool] | None = None) -> Counted:
    """Count the corrections that ask for something on a day, area by area."""
    soon = current_workdays().add(today, SOON)
    due, is_open = CorrectionRow.due_on, CorrectionRow.state.in_(OPEN)
    asked = {
        "open": is_open,
        "stopped": CorrectionRow.state == STOPPED,
        "overdue": and_(is_open, due < today),
        "due": and_(is_open, due == today),
        "due_soon": and_(is_open, due > today, due <= soon),
        "report": or_(CorrectionRow.state == REPORTED, and_(is_open, CorrectionRow.answered)),
        "ask": and_(is_open, CorrectionRow.asked),
    }
    sums = [func.coalesce(func.sum(case((one, 1), else_=0)), 0) for one in asked.values()]
    query = select(Premises.area, *sums).select_from(CorrectionRow).join(Premises)
    if within is not None:
        query = query.where(within)
    query = query.where(is_open).group_by(Premises.area).order_by(Premises.area)
    areas = {
        area: dict(zip(asked, map(int, counts), strict=True))
        for area, *counts in db.session.execute(query)
    }
    whole = {name: sum(one[name] for one in areas.values()) for name in asked}
    return Counted(whole, areas)


def list_deliveries(state: str, *, limit: int, offset: int) -> Sequence[WebhookDelivery]:
    """List deliveries of one state with their tries, the newest first; of all states with none."""
    query = select(WebhookDelivery).options(selectinload(WebhookDelivery.log))
    if state:
        query = query.where(WebhookDelivery.state == state)
    newest = query.order_by(WebhookDelivery.made_at.desc(), WebhookDelivery.id)
    return db.session.scalars(newest.limit(limit).offset(offset)).all()


def count_deliveries() -> dict[str, int]:
    """Count the deliveries by state."""
    query = select(WebhookDelivery.state, func.count()).group_by(WebhookDelivery.state)
    return dict(db.session.execute(query).all())


def _for(user_id: str, within: ColumnElement[bool]) -> Select[Notice]:
    """Select what is for a reader: his own, and of the desk what lies in his scope."""
    mine = or_(Notice.user_id == user_id, and_(Notice.user_id.is_(None), within))
    return select(Notice).join(Notice.premises).where(mine)


def _read_by(user_id: str) -> ColumnElement[bool]:
    return exists().where(NoticeRead.notice_id == Notice.id, NoticeRead.user_id == user_id)
