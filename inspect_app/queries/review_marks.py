"""Reads seen-marks: which items of a revision a reviewer has looked at."""

from sqlalchemy import select

from inspect_app.extensions import db
from inspect_app.models.review_marks import ReviewSeen


def seen_items(user_id: str, inspection_id: str, rev: int) -> set[str]:
    """Return the items of this revision that this person has looked at."""
    own = {"user_id": user_id, "inspection_id": inspection_id, "rev": rev}
    return set(db.session.scalars(select(ReviewSeen.item).filter_by(**own)))
