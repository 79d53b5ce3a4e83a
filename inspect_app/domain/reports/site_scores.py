"""Shows how the scores of construction sites by JGJ 59 are spread in a period."""

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

from inspect_app.domain.exact import exact, floored
from inspect_app.domain.reports.visits import ItemVisit

CHECKLIST = "construction-jgj59"
# The first point of each band but the lowest: 70 passes, 80 may be excellent.
STARTS = (70, 75, 80, 85, 90, 95)
BANDS = ("0-69", "70-74", "75-79", "80-84", "85-89", "90-94", "95-100")
GRADES = ("excellent", "pass", "fail")


@dataclass
class SiteScores:
    """Collects the points and grades of the scored visits of a period."""

    first: date
    points: list[Fraction] = field(default_factory=list)
    grades: list[str] = field(default_factory=list)

    def add(self, visit: ItemVisit) -> None:
        """Take in one visit, if it was scored by tables and lies in the period."""
        if visit.checklist == CHECKLIST and visit.on >= self.first and visit.total is not None:
            self.points.append(Fraction(visit.total))
            self.grades.append(visit.result or "")

    def as_object(self) -> dict[str, Any]:
        """Return the number of scores in each band and grade, and the lowest, middle, highest."""
        bands = [sum(start <= one for start in STARTS) for one in self.points]
        ordered = sorted(self.points)
        return {
            "visits": len(ordered),
            "bands": [{"band": name, "visits": bands.count(at)} for at, name in enumerate(BANDS)],
            "grades": [{"grade": grade, "visits": self.grades.count(grade)} for grade in GRADES],
            "lowest": floored(ordered[0], 2) if ordered else None,
            "median": floored(_middle(ordered), 2) if ordered else None,
            "highest": floored(ordered[-1], 2) if ordered else None,
        }


def _middle(ordered: list[Fraction]) -> Fraction:
    half = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[half]
    return (ordered[half - 1] + ordered[half]) * exact(0.5)
