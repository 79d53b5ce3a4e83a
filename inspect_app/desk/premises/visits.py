"""Lists the visits of one premises with their inspectors, result and state, by page."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from inspect_app.desk.paging import Paging, paging_of
from inspect_app.models.inspections import Inspection, Revision
from inspect_app.models.premises import Premises
from inspect_app.queries.inspections import names_of
from inspect_app.queries.review_batches import sampled_among
from inspect_app.queries.visits import count_visits, list_newest_revisions


@dataclass(frozen=True)
class VisitRow:
    """A visit's row: `newest` is its newest revision, `people` its inspectors, the author first.

    `sampled`: it was approved by sample.
    """

    inspection: Inspection
    newest: Revision
    people: tuple[str, ...]
    failed: int
    sampled: bool


@dataclass(frozen=True)
class Visits:
    """One page of a premises' visits."""

    rows: Sequence[VisitRow]
    paging: Paging


def list_visits(place: Premises) -> Visits:
    """Return the page of visits that the address asks for by `visits`, the latest first."""
    paging = paging_of(count_visits(place), "visits")
    newest = list_newest_revisions(place, limit=paging.size, offset=paging.offset)
    return Visits(visit_rows(newest), paging)


def visit_rows(newest: Sequence[Revision]) -> list[VisitRow]:
    """Return a row for each inspection's newest revision, in input order."""
    users = [[one["user"] for one in json.loads(rev.body)["inspectors"]] for rev in newest]
    names = names_of({user for row in users for user in row})
    sampled = sampled_among(one.inspection_id for one in newest)
    return [
        VisitRow(
            inspection=revision.inspection,
            newest=revision,
            people=tuple(names[user] for user in row),
            failed=len(revision.score["failed"]),
            sampled=revision.state == "approved" and revision.inspection_id in sampled,
        )
        for revision, row in zip(newest, users, strict=True)
    ]
