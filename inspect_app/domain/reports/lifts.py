"""Sorts residential lifts into age bands: how many were monitored, and what was found."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from inspect_app.domain.calendar.ages import full_years
from inspect_app.domain.figures.rollup import floored_percentage
from inspect_app.domain.reports.visits import ItemVisit

KIND = "elevator"
UNKNOWN = "unknown"
# The first year of each band; the plan wants lifts monitored from the second on.
STARTS = (0, 15, 20, 25, 30)
BANDS = ("0-14", "15-19", "20-24", "25-29", "30+", UNKNOWN)


@dataclass(frozen=True)
class Lift:
    """A residential lift on the register with its first day of use, if that is known."""

    premises: str
    since: date | None
    monitored: bool


def band_of(since: date | None, on: date) -> str:
    """Return the age band of a lift on a day; one that was not yet in use is in the first."""
    if since is None:
        return UNKNOWN
    years = max(full_years(since, on), 0)
    return BANDS[sum(start <= years for start in STARTS) - 1]


@dataclass
class LiftVisits:
    """Counts the visits of a period, and the failed ones, by lift."""

    first: date
    visits: Counter[str] = field(default_factory=Counter)
    failed: Counter[str] = field(default_factory=Counter)

    def add(self, visit: ItemVisit) -> None:
        """Count one visit, if it is of a lift and lies in the period."""
        if visit.kind == KIND and visit.on >= self.first:
            self.visits[visit.premises] += 1
            self.failed[visit.premises] += visit.passed is False


def list_bands(lifts: Iterable[Lift], on: date, seen: LiftVisits) -> list[dict[str, Any]]:
    """List the age bands in order, with lifts, monitored lifts, visits and failed visits."""
    found: dict[str, Counter[str]] = {band: Counter() for band in BANDS}
    for lift in lifts:
        counts = found[band_of(lift.since, on)]
        counts["lifts"] += 1
        counts["monitored"] += lift.monitored
        counts["visits"] += seen.visits[lift.premises]
        counts["failed"] += seen.failed[lift.premises]
    return [_band(band, counts) for band, counts in found.items() if band != UNKNOWN or counts]


def _band(band: str, counts: Counter[str]) -> dict[str, Any]:
    names = ("lifts", "monitored", "visits", "failed")
    shares = {
        "monitored_share": floored_percentage(counts["monitored"], counts["lifts"]),
        "failed_share": floored_percentage(counts["failed"], counts["visits"]),
    }
    return {"band": band} | {name: counts[name] for name in names} | shares
