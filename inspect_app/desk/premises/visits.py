"""Lists the visits of one premises with their inspectors, result and state."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from inspect_app.models.inspections import Inspection, Revision
from inspect_app.queries.inspections import names_of
from inspect_app.queries.review_batches import sampled_among


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


def visit_rows(inspections: Sequence[Inspection]) -> list[VisitRow]:
    """Return a row for each inspection, in input order."""
    newest = [one.revisions[-1] for one in inspections]
    users = [[one["user"] for one in json.loads(rev.body)["inspectors"]] for rev in newest]
    names = names_of({user for row in users for user in row})
    sampled = sampled_among(one.id for one in inspections)
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
