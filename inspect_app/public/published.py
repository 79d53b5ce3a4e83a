"""The public part of an approved inspection: day, result and counts. Nothing else."""

from dataclasses import dataclass
from datetime import date, datetime

from inspect_app.models.premises import Premises
from inspect_app.queries.acceptances import works_of
from inspect_app.queries.inspections import count_verdicts, list_published
from inspect_app.web.formats import today


@dataclass(frozen=True)
class Result:
    """One published visit; `counts` has visible items by verdict, `scored` if it has points.

    `checklist` is its code, `work` the name of the accepted unit work, if any.
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

    @property
    def items(self) -> int:
        """Return how many items were looked at."""
        return sum(self.counts.values())


def list_results(place: Premises) -> list[Result]:
    """List the published visits of a premises, latest first."""
    published = list_published(place, today())
    works = works_of(inspection.id for inspection, _ in published)
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
        )
        for inspection, revision in published
    ]
