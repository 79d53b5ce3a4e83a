"""Approval by sample: what a batch would be, its drawn revisions, and the one act that ends it.

There is no such page unless `INSPECT_BULK_APPROVAL` is on; a batch that was made stays readable.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from inspect_app.access import WHOLE_DISTRICT, in_scope, inspection_for
from inspect_app.desk.blueprint import desk
from inspect_app.desk.review.queue_filters import asked_filters
from inspect_app.domain.review.draw import sample_size
from inspect_app.domain.vocabulary import who_may
from inspect_app.errors import Problem, ProblemError, form_with, problem
from inspect_app.guards import only
from inspect_app.models.review_batches import ReviewBatch
from inspect_app.queries.inspections import names_of
from inspect_app.queries.review_batches import (
    BatchRow,
    find_batch,
    is_stopped,
    list_batch_rows,
    list_batches,
)
from inspect_app.services.review import bulk
from inspect_app.services.review.reviews import MAY_REVIEW
from inspect_app.web.language import t
from inspect_app.web.limits import LISTS, per_minute
from inspect_app.web.same_origin import require_same_origin

BATCHES_SHOWN = 20


@dataclass(frozen=True)
class Group:
    """How many revisions of one author and kind there are, and how many of them are drawn."""

    author: str
    kind: str
    count: int
    drawn: int


@desk.get("/reviews/bulk")
@only(*MAY_REVIEW)
@per_minute(LISTS)
def bulk_approval() -> str:
    """Show what a batch of the queue's filters would have, before anything is drawn."""
    _require_on()
    filters = asked_filters()
    found = bulk.list_candidates(current_user.id, in_scope(current_user), filters.search)
    groups = bulk.groups_of(found)
    names = names_of(author for author, _ in groups)
    return render_template(
        "desk/review/bulk.html",
        filters=filters,
        groups=[
            Group(names[author], kind, len(digests), sample_size(len(digests)))
            for (author, kind), digests in groups.items()
        ],
        total=len(found),
        most=bulk.MOST,
        batches=list_batches(current_user.id, BATCHES_SHOWN),
    )


@desk.post("/reviews/bulk")
@only(*MAY_REVIEW)
def draw_batch() -> ResponseReturnValue:
    """Make a batch of what the filters find, and draw its sample."""
    require_same_origin()
    _require_on()
    filters = asked_filters()
    made = bulk.make_batch(
        current_user.id,
        in_scope(current_user),
        filters.search,
        filters.given,
        at=datetime.now(UTC),
    )
    return redirect(url_for("desk.batch", batch_id=made))


@desk.get("/reviews/bulk/<batch_id>")
@only(*who_may("enter_desk"))
def batch(batch_id: str) -> str:
    """Show a batch to its reviewer, or to whoever sees the whole district and repeats the draw."""
    return _page(_batch(batch_id))


def _page(found: ReviewBatch, refused: Problem | None = None) -> str:
    """Return the page of a batch as it stands now, with why an approval of it was refused."""
    rows = list_batch_rows(found.id, in_scope(current_user))
    drawn = [row for row in rows if row.drawn]
    return render_template(
        "desk/review/bulk_batch.html",
        batch=found,
        who=names_of([found.user_id])[found.user_id],
        rows=rows,
        drawn=drawn,
        unseen=[row for row in drawn if row.opened_at is None],
        groups=_groups(rows),
        stopped=is_stopped(found.id),
        own=found.user_id == current_user.id and _is_on(),
        refused=refused,
    )


@desk.post("/reviews/bulk/<batch_id>/open")
@only(*MAY_REVIEW)
def open_drawn(batch_id: str) -> ResponseReturnValue:
    """Note that a drawn inspection is opened, and open it."""
    require_same_origin()
    _require_on()
    _batch(batch_id)
    found = inspection_for(current_user, request.form.get("inspection", "").replace("\0", ""))
    bulk.open_drawn(current_user.id, batch_id, found.id, at=datetime.now(UTC))
    return redirect(url_for("desk.inspection", inspection_id=found.id, batch=batch_id))


@desk.post("/reviews/bulk/<batch_id>/approve")
@only(*MAY_REVIEW)
def approve_batch(batch_id: str) -> ResponseReturnValue:
    """Approve the batch once its sample was looked at."""
    require_same_origin()
    _require_on()
    found, at = _batch(batch_id), datetime.now(UTC)
    try:
        came = bulk.approve_batch(current_user.id, found.id, in_scope(current_user), at=at)
    except ProblemError as error:
        return form_with(error, _page(_batch(batch_id), error.problem))
    flash(t("bulk.approved", count=came.done))
    if came.left_out:
        flash(t("bulk.left_out", count=came.left_out))
    return redirect(url_for("desk.batch", batch_id=batch_id))


def offers_bulk() -> bool:
    """Whether the queue offers the approval by sample to this reader."""
    return current_user.role in MAY_REVIEW and _is_on()


def _is_on() -> bool:
    return bool(current_app.config["SETTINGS"].bulk_approval)


def _require_on() -> None:
    if not _is_on():
        raise problem("not_found")


def _batch(batch_id: str) -> ReviewBatch:
    """Return a batch of this reader, or any for who sees the whole district, else `not_found`."""
    found = find_batch(batch_id)
    own = found is not None and found.user_id == current_user.id
    if found is None or not (own or current_user.role in WHOLE_DISTRICT):
        raise problem("not_found")
    return found


def _groups(rows: Sequence[BatchRow]) -> list[Group]:
    """Count the rows of each author and kind, in the order of their first ones."""
    groups: dict[tuple[str, str], list[BatchRow]] = {}
    for row in rows:
        groups.setdefault((row.author, row.kind), []).append(row)
    return [
        Group(author, kind, len(found), sum(row.drawn for row in found))
        for (author, kind), found in groups.items()
    ]
