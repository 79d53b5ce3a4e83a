"""The review queue on a page of a review: a window of its rows around the one that is shown."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from inspect_app.access import in_scope
from inspect_app.desk.figures.scope import areas_of
from inspect_app.desk.review.bulk import offers_bulk
from inspect_app.desk.review.queue_filters import QueueFilters, asked_filters
from inspect_app.domain.rules.unable import UNABLE
from inspect_app.domain.vocabulary import KINDS
from inspect_app.models.inspections import Inspection
from inspect_app.models.review_views import ReviewView
from inspect_app.queries.blobs import list_durable_of
from inspect_app.queries.inspections import names_of
from inspect_app.queries.review_queue import (
    STATUSES,
    Count,
    Key,
    Waiting,
    count_queue,
    find_following,
    list_authors,
    list_window,
    still_waits,
)
from inspect_app.queries.review_views import list_views
from inspect_app.web.language import t
from inspect_app.web.words import kind_name, short_area

WINDOW, ABOVE = 40, 8
LONGEST_START, LONGEST_ID = 6, 36


@dataclass(frozen=True)
class QueueRow:
    """One row of the queue; `failed` counts failed items, or items with deductions if `scored`.
    `unable`: nothing could be inspected. `flags` counts what the server noted about the revision.

    While the revision waits for photos, `here` of its `photos` have arrived.
    """

    id: str
    rev: int
    state: str
    name: str
    kind: str
    people: tuple[str, ...]
    visited_on: date
    failed: int
    flags: int
    scored: bool
    unable: bool
    complete: bool
    photos: int
    here: int


@dataclass(frozen=True)
class QueuePane:
    """A window of the queue: `start` rows stand before it, `following` is decided on next.

    `batch` is the batch from which a drawn inspection was opened.
    """

    here: str
    filters: QueueFilters
    count: Count
    start: int
    rows: Sequence[QueueRow]
    following: str | None
    people: Sequence[tuple[str, str]]
    views: Sequence[ReviewView]
    batch: str
    offers_bulk: bool

    @property
    def areas(self) -> list[tuple[str, str]]:
        """Return code and name of the areas that the reader may narrow it to."""
        return [(code, short_area(code)) for code in areas_of(current_user)]

    @property
    def kinds(self) -> list[tuple[str, str]]:
        """Return code and name of every kind."""
        return [(code, kind_name(code)) for code in KINDS]

    @property
    def statuses(self) -> list[tuple[str, str]]:
        """Return code and words of what a submission may be."""
        return [(code, t(f"queue.status.{code}")) for code in STATUSES]

    @property
    def address(self) -> str:
        """Return the next one's address with the filters, empty if nothing follows."""
        return _address_of(self.following, self.filters) if self.following else ""

    def address_of(self, inspection_id: str) -> str:
        """Return an inspection's address with the filters."""
        return _address_of(inspection_id, self.filters)

    @property
    def earlier(self) -> str:
        """Return the address of this page with the part of the queue before this one."""
        return self._part(max(0, self.start - WINDOW))

    @property
    def later(self) -> str:
        """Return the address of this page with the part of the queue after this one."""
        return self._part(self.start + WINDOW)

    def _part(self, start: int) -> str:
        return f"{self.here}?{QueueFilters({**self.filters.given, 'start': str(start)}).query}"


def queue_pane(found: Inspection | None = None) -> QueuePane:
    """Return the queue as the address narrows it, around an inspection if it is in it."""
    within, filters = in_scope(current_user), asked_filters()
    key = Key.of(found.revisions[-1]) if found else None
    count = count_queue(within, filters.search, key)
    start = _asked_start(count)
    rows = list_window(within, filters.search, limit=WINDOW, offset=start)
    here = url_for("desk.inspection", inspection_id=found.id) if found else url_for("desk.reviews")
    return QueuePane(
        here=here,
        filters=filters,
        count=count,
        start=start,
        rows=queue_rows(rows),
        following=find_following(within, filters.search, key),
        people=list_authors(within),
        views=list_views(current_user.id),
        batch=request.args.get("batch", "")[:LONGEST_ID],
        offers_bulk=offers_bulk(),
    )


def go_on(done: str) -> ResponseReturnValue:
    """Redirect to the inspection that the form names as next, if it still waits."""
    following, filters = request.form.get("following", "").replace("\0", ""), asked_filters()
    if following != done and still_waits(in_scope(current_user), following):
        return redirect(_address_of(following, filters))
    return redirect(url_for("desk.reviews", **filters.given))


def queue_rows(revisions: Sequence[Waiting]) -> list[QueueRow]:
    """Return one row per revision of the queue, in input order."""
    inspectors = [_inspectors(one.body) for one in revisions]
    names = names_of({user for users in inspectors for user in users})
    here = _photos_here(revisions)
    return [
        _row(one, [names[user] for user in users], here)
        for one, users in zip(revisions, inspectors, strict=True)
    ]


def _asked_start(count: Count) -> int:
    """Return how many rows stand before the window; a number beyond the end leads to the last."""
    given = request.args.get("start", "")
    asked = given.isascii() and given.isdecimal() and len(given) <= LONGEST_START
    start = int(given) if asked else count.before - ABOVE
    return max(0, min(start, count.all - WINDOW))


def _address_of(inspection_id: str, filters: QueueFilters) -> str:
    return url_for("desk.inspection", inspection_id=inspection_id, **filters.given)


def _inspectors(body: str) -> list[str]:
    return [one["user"] for one in json.loads(body)["inspectors"]]


def _hashes(revision: Waiting) -> set[str]:
    return {blob["sha256"] for blob in revision.blobs}


def _photos_here(revisions: Sequence[Waiting]) -> Mapping[str, int]:
    """Count the photos that have arrived, by the inspections that wait for some."""
    waiting = [one for one in revisions if one.state == "waiting"]
    hashes = {sha256 for one in waiting for sha256 in _hashes(one)}
    durable = list_durable_of((one.author_id for one in waiting), hashes)
    return {
        one.inspection_id: sum((one.author_id, sha256) in durable for sha256 in _hashes(one))
        for one in waiting
    }


def _row(revision: Waiting, people: list[str], here: Mapping[str, Any]) -> QueueRow:
    photos = len(_hashes(revision))
    return QueueRow(
        id=revision.inspection_id,
        rev=revision.rev,
        state=revision.state,
        name=revision.name,
        kind=revision.kind,
        people=tuple(people),
        visited_on=revision.visited_on,
        failed=len(revision.score["failed"]),
        flags=len(revision.flags),
        scored="tables" in revision.score,
        unable=revision.result == UNABLE,
        complete=revision.complete,
        photos=photos,
        here=here.get(revision.inspection_id, photos),
    )
