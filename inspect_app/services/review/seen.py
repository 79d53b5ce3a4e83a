"""Keeps what a reviewer has looked at: for each person alone, so that it proves nothing more."""

from collections.abc import Collection
from datetime import datetime

from inspect_app.errors import problem
from inspect_app.models.inspections import Revision
from inspect_app.models.review_marks import ReviewSeen
from inspect_app.queries.review_items import items_under_review
from inspect_app.services.people.actors import require_role
from inspect_app.services.review.reviews import MAY_REVIEW
from inspect_app.services.writing.transaction import writing
from inspect_app.services.writing.upsert import insert_absent_rows
from sync.retry import retry_on_conflict


@retry_on_conflict
def mark_seen(
    reviewer_id: str, inspection_id: str, rev: int, items: Collection[str], *, at: datetime
) -> None:
    """Mark these items of a revision as seen by this person; those seen before stay as they are."""
    with writing(at) as w:
        require_role(w.session, reviewer_id, MAY_REVIEW)
        revision = w.session.get(Revision, (inspection_id, rev))
        if revision is None:
            raise problem("not_found")
        if not items or not set(items) <= items_under_review(revision):
            raise problem("invalid", field="item")
        seen = {"user_id": reviewer_id, "inspection_id": inspection_id, "rev": rev, "seen_at": at}
        insert_absent_rows(w.session, ReviewSeen, [seen | {"item": one} for one in set(items)])
