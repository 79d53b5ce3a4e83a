"""Reads a person's saved views of the review queue."""

from collections.abc import Sequence

from sqlalchemy import func, select

from inspect_app.extensions import db
from inspect_app.models.review_views import ReviewView


def list_views(user_id: str) -> Sequence[ReviewView]:
    """List the views that a person saved, by name."""
    query = select(ReviewView).where(ReviewView.user_id == user_id)
    return db.session.scalars(query.order_by(ReviewView.name, ReviewView.id)).all()


def count_views(user_id: str) -> int:
    """Count the views that a person saved."""
    query = select(func.count()).select_from(ReviewView).where(ReviewView.user_id == user_id)
    return db.session.scalar(query) or 0


def find_view(user_id: str, name: str) -> ReviewView | None:
    """Find the view that a person saved under a name."""
    query = select(ReviewView).where(ReviewView.user_id == user_id, ReviewView.name == name)
    return db.session.scalars(query).one_or_none()
