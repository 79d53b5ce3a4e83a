"""Notes that a person has read the privacy notice."""

from datetime import datetime

from inspect_app.models.people import User
from inspect_app.services.writing.transaction import writing
from sync.retry import retry_on_conflict


@retry_on_conflict
def note_notice_read(user_id: str, at: datetime) -> None:
    """Store when a user confirmed the privacy notice; only the first time counts."""
    with writing(at) as w:
        user = w.session.get_one(User, user_id, with_for_update={"key_share": True})
        if user.notice_read_at is None:
            user.notice_read_at = at
            w.audit("notice.read", f"user:{user_id}", user_id)
