"""The newest open notice of a correction, as a row for the phones of whom it concerns."""

from collections.abc import Iterable

from sqlalchemy import select

from inspect_app.domain.scopes import user_scope
from inspect_app.models.corrections import CorrectionRow
from inspect_app.models.notices import Notice
from inspect_app.services.feed.rows import instant_text
from inspect_app.services.writing.transaction import Writing


def queue_notices(w: Writing, row: CorrectionRow, users: Iterable[str]) -> None:
    """Queue the newest notice of each person, or the tombstone where none is open any more."""
    w.session.flush()
    for user in sorted(users):
        newest = _newest(w, row, user)
        if newest is None:
            w.queue_tombstone(user_scope(user), "notice", row.id)
            continue
        data = {
            "kind": newest.kind,
            "at": instant_text(newest.at),
            "due_on": newest.due_on.isoformat() if newest.due_on else None,
            "premises": row.premises_id,
            "place": row.premises.name,
            "item": row.item,
        }
        w.queue_row(user_scope(user), "notice", row.id, row.steps, data)


def _newest(w: Writing, row: CorrectionRow, user: str) -> Notice | None:
    mine = select(Notice).where(
        Notice.correction_id == row.id, Notice.user_id == user, Notice.over_at.is_(None)
    )
    return w.session.scalars(mine.order_by(Notice.at.desc(), Notice.id).limit(1)).first()
