"""The public part of an approved inspection: day, result, counts, and what is being put right.

Of a correction only its class, its measure and its days are public: no item, no word, no photo.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from inspect_app.domain.corrections.table import CLOSED, OPEN, PROPOSED, VOID
from inspect_app.models.corrections import CorrectionRow
from inspect_app.models.inspections import Revision
from inspect_app.models.premises import Premises
from inspect_app.public.tracks import Track, track_of
from inspect_app.queries.acceptances import works_of
from inspect_app.queries.corrections.items import Items, items_by_version
from inspect_app.queries.corrections.published import list_of_inspections
from inspect_app.queries.inspections import count_verdicts, list_published
from inspect_app.queries.review_batches import sampled_among
from inspect_app.web.formats import today
from inspect_app.web.words import passed_of


@dataclass(frozen=True)
class Mending:
    """A correction that is open: its class, what was ordered, and its days if it has a term.

    `vetoes` is what the item took away, where it is a veto.
    """

    weight: str
    measure: str
    track: Track | None
    vetoes: str | None = None


@dataclass(frozen=True)
class Result:
    """One published visit.

    `checklist` is its code, `work` the name of the accepted unit work, if any. `mending` are its
    open corrections; `mended_on` is the day on which the last was closed, once all are. Neither
    changes the result. `sampled`: it was approved by sample, not looked at one by one.
    """

    revision: Revision
    on: date
    published_at: datetime | None
    result: str | None
    passed: bool | None
    covered: bool | None
    checklist: str
    work: str | None
    mending: Sequence[Mending] = ()
    mended_on: date | None = None
    sampled: bool = False


@dataclass(frozen=True)
class Looked:
    """What one visit looked at: its visible items by verdict, `scored` if it has points."""

    counts: dict[str, int]
    scored: bool

    @property
    def items(self) -> int:
        """Return how many items were looked at."""
        return sum(self.counts.values())


def looked_at(one: Result) -> Looked:
    """Count what the visit of a result looked at."""
    return Looked(count_verdicts(one.revision), "tables" in one.revision.score)


def list_results(place: Premises) -> list[Result]:
    """List the published visits of a premises, latest first."""
    published = list_published(place, today())
    ids = [inspection.id for inspection, _ in published]
    works, ordered, sampled = works_of(ids), list_of_inspections(ids), sampled_among(ids)
    items = items_by_version(revision.checklist_id for _, revision in published)
    return [
        Result(
            revision=revision,
            on=inspection.visited_on,
            published_at=revision.decided_at,
            result=revision.result,
            passed=passed_of(revision),
            covered=revision.covered,
            checklist=inspection.checklist,
            work=works.get(inspection.id),
            mending=_mending(ordered[inspection.id], items[revision.checklist_id]),
            mended_on=_mended_on(ordered[inspection.id]),
            sampled=inspection.id in sampled,
        )
        for inspection, revision in published
    ]


def _mending(rows: Sequence[CorrectionRow], items: Items) -> list[Mending]:
    """Return what is open; what is only proposed is not public yet."""
    return [
        Mending(
            row.weight, row.measure, track_of(row, today()), items.get(row.item, {}).get("vetoes")
        )
        for row in rows
        if row.state in OPEN and row.state != PROPOSED
    ]


def _mended_on(rows: Sequence[CorrectionRow]) -> date | None:
    counted = [row for row in rows if row.state != VOID]
    if not counted or any(row.state != CLOSED for row in counted):
        return None
    return max(row.closed_on for row in counted if row.closed_on)
