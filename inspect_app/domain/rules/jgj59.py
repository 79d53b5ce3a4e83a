"""The safety score of a construction site after JGJ 59-2011, in exact fractions.

Points of a table are scaled to what was present. A table is zero when a guarantee item earned
nothing or the guarantee items earned under 40 of 60, scaled alike. A row of the summary takes the
mean of its sheets, the total is scaled to the rows that were present.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from inspect_app.domain.rules.checklist import Checklist, Line
from inspect_app.domain.rules.sheets import Mark, Sheet

FULL = 100
GUARANTEE_FULL = 60
GUARANTEE_LEAST = Fraction(40, 60)
EXCELLENT_FROM = 80
PASS_FROM = 70


@dataclass(frozen=True)
class Scored:
    """A sheet and its score; None if nothing of it is present or an item is open."""

    sheet: Sheet
    score: Fraction | None
    guarantee: Fraction | None
    zero_items: tuple[str, ...] = ()
    guarantee_is_low: bool = False

    @property
    def is_zero(self) -> bool:
        return bool(self.zero_items) or self.guarantee_is_low


def score_sheet(sheet: Sheet) -> Scored:
    if any(mark.is_open for mark in sheet.marks):
        return Scored(sheet, None, None)
    guarantee = [mark for mark in sheet.marks if mark.item.weight == "guarantee"]
    share = share_of(guarantee)
    zero_items = tuple(mark.key for mark in guarantee if mark.earned == 0)
    low = share is not None and share < GUARANTEE_LEAST
    earned = share_of(sheet.marks)
    worth = Fraction(0) if zero_items or low else earned
    return Scored(
        sheet,
        None if earned is None or worth is None else worth * FULL,
        None if share is None else share * GUARANTEE_FULL,
        zero_items,
        low,
    )


def share_of(marks: Sequence[Mark]) -> Fraction | None:
    """Return the earned share of the possible points, missing items left out; None if none."""
    present = [mark for mark in marks if mark.earned is not None]
    if not present:
        return None
    earned = sum(mark.earned or 0 for mark in present)
    return Fraction(earned, sum(mark.item.max or 0 for mark in present))


def line_scores(checklist: Checklist, scored: Sequence[Scored]) -> dict[str, Fraction]:
    """Return the weighted score of each summary row that has a scored sheet."""
    means = ((line, mean_of(line, scored)) for line in checklist.lines)
    return {line.id: line.weight * mean / FULL for line, mean in means if mean is not None}


def mean_of(line: Line, scored: Sequence[Scored]) -> Fraction | None:
    found = [
        one.score for one in scored if one.sheet.table in line.tables and one.score is not None
    ]
    return sum(found, Fraction(0)) / len(found) if found else None


def total_of(checklist: Checklist, lines: dict[str, Fraction]) -> Fraction | None:
    if not lines:
        return None
    weight = sum(line.weight for line in checklist.lines if line.id in lines)
    return sum(lines.values(), Fraction(0)) / weight * FULL


def grade_of(total: Fraction, scored: Sequence[Scored]) -> str:
    """Return excellent, pass or fail; one zero sheet is enough to fail."""
    if any(one.is_zero for one in scored) or total < PASS_FROM:
        return "fail"
    return "excellent" if total >= EXCELLENT_FROM else "pass"
