"""One revision with what surrounds it: the one before, the last visit, arrows, who saw what."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from inspect_app.desk.review.arrows import arrow_views
from inspect_app.desk.review.diff import other_changes
from inspect_app.desk.review.item_view import Line
from inspect_app.desk.review.last_visit import last_shots
from inspect_app.desk.review.reading import Reading, read
from inspect_app.desk.review.second import Decided, Second, Submitted, view_second
from inspect_app.domain.review.differences import differences, renamed
from inspect_app.models.inspections import Inspection, Photo, Revision
from inspect_app.models.people import User
from inspect_app.models.reviews import Review
from inspect_app.queries.checklist_rules import published_of
from inspect_app.queries.inspections import find_last_approved, list_photos, names_of
from inspect_app.queries.review_marks import seen_items
from inspect_app.queries.reviews import list_decisions, return_in_force


def read_whole(user: User, found: Inspection, revision: Revision) -> Reading:
    """Collect everything that the page of a revision shows of its items and photos."""
    decisions, last = list_decisions(found.id), find_last_approved(found)
    decided = _decided_before(decisions, revision)
    base = _revision(found, decided.rev) if decided else None
    around = [one for one in (revision, base, last) if one]
    durable = list_photos(photo.sha256 for one in around for photo in one.photos)
    returned = return_in_force(decisions)
    remarks = {one["item"]: one["remark"] for one in returned.items} if returned else {}
    reading = read(found, revision, durable, remarks, last)
    second = _second(reading, base, decided, durable) if base and decided else None
    return replace(
        reading,
        second=second,
        seen=frozenset(seen_items(user.id, found.id, revision.rev)),
        last=last_shots(last, durable),
        arrows=arrow_views(returned.items) if returned else {},
    )


def _decided_before(decisions: Sequence[Review], revision: Revision) -> Review | None:
    """Return the newest decision on an earlier revision, if somebody decided on one."""
    return next((one for one in decisions if one.rev < revision.rev), None)


def _revision(found: Inspection, rev: int) -> Revision | None:
    return next((one for one in found.revisions if one.rev == rev), None)


def _second(
    reading: Reading, base: Revision, decided: Review, durable: Mapping[str, Photo]
) -> Second:
    before = read(reading.inspection, base, durable, {}, None)
    compared = differences(before.body, reading.body)
    remarks = {one["item"]: one["remark"] for one in decided.items}
    remarks = renamed(before.body, reading.body, remarks)
    was = _by_present_id(before, reading)
    names = names_of(_people(before.body, reading.body) | {decided.reviewer_id})
    others = list(other_changes(compared, published_of(reading.revision.checklist), names))
    lists: dict[str, Any] = view_second(reading.lines, was, compared, remarks, others)
    return Second(
        before=_submitted(before),
        after=_submitted(reading),
        decided=Decided(decided.action, names.get(decided.reviewer_id, ""), decided.decided_at),
        old_shots=before.shots,
        **lists,
    )


def _by_present_id(before: Reading, now: Reading) -> dict[str, Line]:
    """Return the earlier rows by the ids that they have now: a sheet may be called otherwise."""
    return renamed(before.body, now.body, {line.id: line for line in before.lines})


def _submitted(reading: Reading) -> Submitted:
    arrived: datetime = reading.revision.received_at
    return Submitted(reading.revision.rev, reading.sealed_at, arrived)


def _people(*bodies: Mapping[str, Any]) -> set[str]:
    inspectors = {one["user"] for body in bodies for one in body["inspectors"]}
    return inspectors | {
        one["user"] for body in bodies for one in body["signatures"] if one.get("user")
    }
