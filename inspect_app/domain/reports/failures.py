"""Counts which items failed in a period, and which failed again at the next visit."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from inspect_app.domain.figures.history import ACCEPTANCE
from inspect_app.domain.figures.rollup import floored_percentage
from inspect_app.domain.reports.visits import ItemVisit

MOST_ITEMS, MOST_REPEATED = 20, 60


@dataclass
class FailedItems:
    """Counts the failed items of the visits of a period, which begins on `first`."""

    first: date
    visits: Counter[str] = field(default_factory=Counter)
    passed: Counter[str] = field(default_factory=Counter)
    failed: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, visit: ItemVisit) -> None:
        """Count one visit, if it lies in the period."""
        if visit.on < self.first:
            return
        self.visits[visit.checklist] += 1
        self.passed[visit.checklist] += visit.passed is True
        self.failed.update((visit.checklist, item) for item in visit.failed)

    def list_checklists(self) -> list[dict[str, Any]]:
        """List how many visits each checklist had, and how many of them passed."""
        return [
            {
                "checklist": code,
                "visits": count,
                "passed": self.passed[code],
                "value": floored_percentage(self.passed[code], count),
            }
            for code, count in sorted(self.visits.items())
        ]

    def list_items(self) -> list[dict[str, Any]]:
        """List the items that failed most, with their share of the visits of their checklist."""
        most = sorted(self.failed.items(), key=lambda row: (-row[1], row[0]))
        return [
            {
                "checklist": checklist,
                "item": item,
                "failed": count,
                "visits": self.visits[checklist],
                "share": floored_percentage(count, self.visits[checklist]),
            }
            for (checklist, item), count in most[:MOST_ITEMS]
        ]


@dataclass
class Repeats:
    """Finds items that failed at two visits in a row; visits come premises by premises, in order.

    The later visit lies in the period, which begins on `first`; the earlier one may be older.
    Acceptances are left out: two of one site are mostly of different unit works.
    """

    first: date
    rows: list[dict[str, Any]] = field(default_factory=list)
    _place: str = ""
    _last: dict[str, ItemVisit] = field(default_factory=dict)

    def add(self, visit: ItemVisit) -> None:
        """Compare a visit with the one before it by the same checklist."""
        if visit.checklist == ACCEPTANCE:
            return
        if visit.premises != self._place:
            self._place, self._last = visit.premises, {}
        before = self._last.get(visit.checklist)
        self._last[visit.checklist] = visit
        if before is None or visit.on < self.first:
            return
        again = sorted(set(before.failed) & set(visit.failed))
        if again:
            self.rows.append(
                {
                    "premises": visit.premises,
                    "checklist": visit.checklist,
                    "before": before.on.isoformat(),
                    "on": visit.on.isoformat(),
                    "items": again,
                }
            )

    def list_rows(self) -> list[dict[str, Any]]:
        """List those with most items first; of these as many as a report can hold."""
        ordered = sorted(
            self.rows,
            key=lambda row: (-len(row["items"]), row["premises"], row["on"]),
        )
        return ordered[:MOST_REPEATED]
