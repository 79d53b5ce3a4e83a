"""The public part of an approved inspection: day, result, counts, and what is being put right.

Of a correction only its class, its measure and its days are public: no item, no word, no photo.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from inspect_app.domain.corrections.table import CLOSED, OPEN, PROPOSED, VOID
from inspect_app.models.corrections import CorrectionRow
from inspect_app.models.premises import Premises
from inspect_app.public.tracks import Track, track_of
from inspect_app.queries.acceptances import works_of
from inspect_app.queries.corrections.published import list_of_inspections
from inspect_app.queries.inspections import count_verdicts, list_published
from inspect_app.web.formats import today


@dataclass(frozen=True)
class Mending:
    """A correction that is open: its class, what was ordered, and its days if it has a term."""

    weight: str
    measure: str
    track: Track | None


@dataclass(frozen=True)
class Result:
    """One published visit; `counts` has visible items by verdict, `scored` if it has points.

    `checklist` is its code, `work` the name of the accepted unit work, if any. `mending` are its
    open corrections; `mended_on` is the day on which the last was closed, once all are. Neither
    changes the result.
    """

    on: date
    published_at: datetime | None
    result: str | None
    passed: bool | None
    covered: bool | None
    counts: dict[str, int]
    scored: bool
    checklist: str
    work: str | None
    mending: Sequence[Mending] = ()
    mended_on: date | None = None

    @property
    def items(self) -> int:
        """Return how many items were looked at."""
        return sum(self.counts.values())


def list_results(place: Premises) -> list[Result]:
    """List the published visits of a premises, latest first."""
    published = list_published(place, today())
    works = works_of(inspection.id for inspection, _ in published)
    ordered = list_of_inspections([inspection.id for inspection, _ in published])
    return [
        Result(
            on=inspection.visited_on,
            published_at=revision.decided_at,
            result=revision.result,
            passed=revision.passed,
            covered=revision.covered,
            counts=count_verdicts(revision),
            scored="tables" in revision.score,
            checklist=inspection.checklist,
            work=works.get(inspection.id),
            mending=_mending(ordered[inspection.id]),
            mended_on=_mended_on(ordered[inspection.id]),
        )
        for inspection, revision in published
    ]


def _mending(rows: Sequence[CorrectionRow]) -> list[Mending]:
    """Return what is open; what is only proposed is not public yet."""
    return [
        Mending(row.weight, row.measure, track_of(row, today()))
        for row in rows
        if row.state in OPEN and row.state != PROPOSED
    ]


def _mended_on(rows: Sequence[CorrectionRow]) -> date | None:
    counted = [row for row in rows if row.state != VOID]
    if not counted or any(row.state != CLOSED for row in counted):
        return None
    return max(row.closed_on for row in counted if row.closed_on)
