"""What of an approved inspection is public: the day, the result word, counts. Nothing else."""

from dataclasses import dataclass
from datetime import date, datetime

from inspect_app.formats import today
from inspect_app.queries.inspections import count_verdicts, list_published


@dataclass(frozen=True)
class Result:
    """One published visit; `counts` by verdict of the visible items, `scored` in points."""

    on: date
    published_at: datetime | None
    result: str | None
    passed: bool | None
    covered: bool | None
    counts: dict[str, int]
    scored: bool

    @property
    def items(self) -> int:
        """How many items were looked at."""
        return sum(self.counts.values())


def list_results(premises_id: str) -> list[Result]:
    """Published visits, the latest first."""
    return [
        Result(
            on=inspection.visited_on,
            published_at=revision.decided_at,
            result=revision.result,
            passed=revision.passed,
            covered=revision.covered,
            counts=count_verdicts(revision),
            scored="tables" in revision.score,
        )
        for inspection, revision in list_published(premises_id, today())
    ]
