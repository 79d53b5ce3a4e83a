"""Marks notices as read, each for its reader alone, and drops what is long over."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import delete, select

from inspect_app.models.notices import Notice, NoticeRead, WebhookDelivery, WebhookTry
from inspect_app.services.notices.outbox import SENT
from inspect_app.services.writing.transaction import writing
from inspect_app.services.writing.upsert import insert_if_absent
from sync.retry import retry_on_conflict

NOTICES_STAY, DELIVERIES_STAY = timedelta(days=400), timedelta(days=90)
AT_ONCE = 1000


@retry_on_conflict
def mark_read(user_id: str, notice_ids: Iterable[str], at: datetime) -> None:
    """Mark notices as read by somebody; one that is marked already stays as it is."""
    with writing(at) as w:
        for id in notice_ids:
            insert_if_absent(w.session, NoticeRead, notice_id=id, user_id=user_id, at=w.at)


def drop_old_notices(at: datetime) -> None:
    """Delete notices that were over long ago, and deliveries that arrived long ago."""
    with writing(at) as w:
        over = select(Notice.id).where(Notice.over_at < at - NOTICES_STAY).limit(AT_ONCE)
        arrived = select(WebhookDelivery.id).where(
            WebhookDelivery.state == SENT, WebhookDelivery.made_at < at - DELIVERIES_STAY
        )
        gone = list(w.session.scalars(over))
        sent = list(w.session.scalars(arrived.limit(AT_ONCE)))
        w.session.execute(delete(NoticeRead).where(NoticeRead.notice_id.in_(gone)))
        w.session.execute(delete(Notice).where(Notice.id.in_(gone)))
        w.session.execute(delete(WebhookTry).where(WebhookTry.delivery_id.in_(sent)))
        w.session.execute(delete(WebhookDelivery).where(WebhookDelivery.id.in_(sent)))
