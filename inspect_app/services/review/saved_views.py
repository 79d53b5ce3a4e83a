"""Saves views of the review queue, each for its person alone."""

from datetime import datetime

from inspect_app.domain.ids import uuid7
from inspect_app.errors import problem
from inspect_app.models.review_views import ReviewView
from inspect_app.queries.review_views import count_views, find_view
from inspect_app.services.writing.transaction import writing
from sync.retry import retry_on_conflict

LONGEST_NAME, LONGEST_QUERY, MOST_VIEWS = 40, 1000, 20


@retry_on_conflict
def save_view(user_id: str, name: str, query: str, *, at: datetime) -> None:
    """Save a view under a name; the person's view of that name is replaced."""
    if not 0 < len(name) <= LONGEST_NAME or "\0" in name or len(query) > LONGEST_QUERY:
        raise problem("invalid", field="name")
    with writing(at) as w:
        found = find_view(user_id, name)
        if found is None:
            if count_views(user_id) >= MOST_VIEWS:
                raise problem("too_many_views")
            found = ReviewView(id=uuid7(), user_id=user_id, name=name)
            w.session.add(found)
        found.query, found.at = query, w.at


@retry_on_conflict
def delete_view(user_id: str, view_id: str, *, at: datetime) -> None:
    """Delete a view; another person's looks like one that does not exist."""
    with writing(at) as w:
        found = w.session.get(ReviewView, view_id)
        if found is None or found.user_id != user_id:
            raise problem("not_found")
        w.session.delete(found)
