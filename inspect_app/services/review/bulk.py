"""Approves clean revisions by sample: some are drawn and opened, then the rest are approved.

Each approval goes the way of every other one (`reviews.approve`), so that all its guards hold. What
anything is to be said about is never in a batch, and is reviewed one by one.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, select

from inspect_app.domain.geo import distance_m
from inspect_app.domain.ids import uuid7
from inspect_app.domain.review.draw import draw, seed_of
from inspect_app.domain.review.looked_at import Signed, list_judged, visit_of
from inspect_app.domain.review.plain import is_plain
from inspect_app.domain.review.quality import WELL, signals
from inspect_app.errors import ProblemError, problem
from inspect_app.models.review_batches import ReviewBatch, ReviewBatchRow
from inspect_app.queries.checklist_rules import checklist_of
from inspect_app.queries.evidence import list_sharing
from inspect_app.queries.review_batches import (
    BatchRow,
    Clean,
    is_stopped,
    list_batch_rows,
    list_borrowing,
    list_clean,
    list_revisions,
    list_still_clean,
)
from inspect_app.queries.review_items import verdicts_of
from inspect_app.queries.review_queue import Search
from inspect_app.services.people.actors import require_role
from inspect_app.services.people.signed_digests import given_here
from inspect_app.services.review.reviews import MAY_REVIEW, approve
from inspect_app.services.writing.transaction import Writing, writing
from sync.retry import retry_on_conflict

MOST, PART, PARTS = 100, 150, 4  # a batch; how many bodies are read at once, and how often
Filters = dict[str, str]
Within = ColumnElement[bool]


@dataclass(frozen=True)
class Approved:
    """What came of a batch: how many of it are approved, and how many are left for a review."""

    done: int
    left_out: int


def list_candidates(reviewer_id: str, within: Within, search: Search) -> list[Clean]:
    """List the revisions that this reviewer may put into a batch, in the queue's order."""
    found: list[Clean] = []
    for number in range(PARTS):
        part = list_clean(within, search, reviewer_id, limit=PART, offset=number * PART)
        found += _plain(part, reviewer_id)
        if len(found) >= MOST or len(part) < PART:
            break
    return found[:MOST]


@retry_on_conflict
def make_batch(
    reviewer_id: str, within: Within, search: Search, filters: Filters, *, at: datetime
) -> str:
    """Make a batch of all candidates, draw its sample, and return its id."""
    with writing(at) as w:
        require_role(w.session, reviewer_id, MAY_REVIEW)
        found = list_candidates(reviewer_id, within, search)
        if not found:
            raise problem("batch_empty")
        id = uuid7()
        seed = seed_of(id, (one.digest for one in found))
        batch = ReviewBatch(id=id, user_id=reviewer_id, filters=filters, digest=seed)
        batch.made_at = w.at
        w.session.add(batch)
        w.session.flush()
        drawn = draw(id, groups_of(found))
        w.session.add_all(_row(batch.id, place, one, drawn) for place, one in enumerate(found))
        told = {"seed": seed, "rows": len(found), "drawn": len(drawn)}
        w.audit("batch.draw", f"batch:{batch.id}", reviewer_id, **told)
        return batch.id


@retry_on_conflict
def open_drawn(reviewer_id: str, batch_id: str, inspection_id: str, *, at: datetime) -> None:
    """Note that the reviewer of a batch opened a drawn revision of it."""
    with writing(at) as w:
        _own_batch(w, reviewer_id, batch_id)
        query = select(ReviewBatchRow).filter_by(batch_id=batch_id, inspection_id=inspection_id)
        row = w.session.scalars(query).one_or_none()
        if row is None or not row.drawn:
            raise problem("not_found")
        row.opened_at = row.opened_at or w.at


def approve_batch(reviewer_id: str, batch_id: str, within: Within, *, at: datetime) -> Approved:
    """Approve what a batch has, once every drawn revision was opened and none was returned.

    Whatever is not clean any more is left out. A batch that was cut short may be approved again.
    """
    waiting = _require_sample(reviewer_id, batch_id, at)
    clean = _plain(list_still_clean(within, batch_id, reviewer_id, limit=MOST), reviewer_id)
    may = {one.inspection_id for one in clean}
    for row in waiting:
        if is_stopped(batch_id):
            raise problem("batch_stopped")
        if row.inspection_id in may:
            _approve_row(reviewer_id, batch_id, row, at)
    return _close(reviewer_id, batch_id, at)


def groups_of(found: Sequence[Clean]) -> dict[tuple[str, str], list[str]]:
    """Return the digests by author and kind: each of these groups has a sample of its own."""
    groups: dict[tuple[str, str], list[str]] = {}
    for one in found:
        groups.setdefault((one.author_id, one.kind), []).append(one.digest)
    return groups


def _plain(found: Sequence[Clean], reviewer_id: str) -> list[Clean]:
    """Return those that leave nothing to look at and that the reviewer had no part in."""
    plain = [
        one
        for one in found
        if is_plain(one.body, one.place)
        and reviewer_id not in {person["user"] for person in one.body["inspectors"]}
    ]
    borrowing = list_borrowing(plain)
    return list(_unremarkable([one for one in plain if one.inspection_id not in borrowing]))


def _unremarkable(found: list[Clean]) -> Iterator[Clean]:
    """Yield those of which the page of the inspection shows no signal that deserves a look.

    Signatures that are borrowed or that a colleague has not confirmed were left out before.
    """
    hashes = {one.inspection_id: _photos_of(one) for one in found}
    shared = list_sharing(set().union(*hashes.values()))
    revisions = list_revisions(found)
    for one in found:
        revision = revisions[one.inspection_id]
        judged = list_judged(checklist_of(revision.checklist), one.body, verdicts_of(revision))
        reused = len(hashes[one.inspection_id] & shared)
        visit = visit_of(
            one.body, revision.body, judged, _signed(one), reused=reused, metres=_metres(one)
        )
        if all(signal.state == WELL for signal in signals(visit)):
            yield one


def _metres(one: Clean) -> int | None:
    here = one.body["position"]
    return round(distance_m(*one.place, here["lat"], here["lng"])) if one.place and here else None


def _photos_of(one: Clean) -> set[str]:
    return {shot["sha256"] for shots in one.body["photos"].values() for shot in shots}


def _signed(one: Clean) -> Signed:
    bound = {given["sha256"] for given in given_here(one.inspection_id, one.rev, one.body)}
    pictures = [given["sha256"] for given in one.body["signatures"]]
    return Signed(len(pictures), sum(picture not in bound for picture in pictures), 0)


def _row(batch_id: str, position: int, one: Clean, drawn: set[str]) -> ReviewBatchRow:
    return ReviewBatchRow(
        inspection_id=one.inspection_id,
        rev=one.rev,
        batch_id=batch_id,
        position=position,
        digest=one.digest,
        author_id=one.author_id,
        kind=one.kind,
        drawn=one.digest in drawn,
    )


def _own_batch(w: Writing, reviewer_id: str, batch_id: str) -> ReviewBatch:
    require_role(w.session, reviewer_id, MAY_REVIEW)
    batch = w.session.get(ReviewBatch, batch_id, with_for_update=True)
    if batch is None or batch.user_id != reviewer_id:
        raise problem("not_found")
    if batch.approved_at is not None:
        raise problem("batch_over")
    return batch


@retry_on_conflict
def _require_sample(reviewer_id: str, batch_id: str, at: datetime) -> list[BatchRow]:
    """Return the rows that still wait; raise a Problem unless the sample was looked at."""
    with writing(at) as w:
        _own_batch(w, reviewer_id, batch_id)
        rows = list_batch_rows(batch_id)
        if is_stopped(batch_id):
            raise problem("batch_stopped")
        if any(row.drawn and row.opened_at is None for row in rows):
            raise problem("batch_unseen")
    return [row for row in rows if row.state != "approved"]


def _approve_row(reviewer_id: str, batch_id: str, row: BatchRow, at: datetime) -> None:
    """Approve one revision, unless a guard of reviews refuses it."""
    sampled = None if row.drawn else batch_id  # who looked at it approves it as any other
    with suppress(ProblemError):
        approve(reviewer_id, row.inspection_id, row.rev, at=at, batch_id=sampled)


@retry_on_conflict
def _close(reviewer_id: str, batch_id: str, at: datetime) -> Approved:
    """Close a batch, counted as it stands: a form that was sent twice approved it in two halves."""
    with writing(at) as w:
        batch = w.session.get_one(ReviewBatch, batch_id, with_for_update=True)
        states = [row.state for row in list_batch_rows(batch_id)]
        done = states.count("approved")
        came = Approved(done, len(states) - done)
        if batch.approved_at is None:
            batch.approved_at = w.at
            told = {"seed": batch.digest, "approved": came.done, "left_out": came.left_out}
            w.audit("batch.approve", f"batch:{batch_id}", reviewer_id, **told)
    return came
