"""Tells which decisions moved a figure: those after which a premises counts otherwise than before.

A decision alone says too little: an approval of an older visit moves nothing, a return takes back
what an earlier approval had counted.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from operator import attrgetter
from typing import Any, NamedTuple

from inspect_app.domain.calendar.ages import OLD_LIFT_YEARS, full_years, in_use_since
from inspect_app.domain.figures.counting import EXCLUDING_ATTRS
from inspect_app.domain.figures.history import ACCEPTANCE
from inspect_app.domain.figures.targets import Plan, Target
from inspect_app.domain.rules.unable import UNABLE
from inspect_app.domain.vocabulary import PASSING


@dataclass(frozen=True)
class Place:
    """A premises as it is registered."""

    name: str
    area: str
    kind: str
    attrs: dict[str, Any] = field(hash=False)


class Decision(NamedTuple):
    """One review of a visit to a premises; of an acceptance, of one `unit_work` in it.

    `at` is None for what was decided before the time that is asked about.
    """

    at: datetime | None
    approved: bool
    inspection: str
    premises: str
    unit_work: str | None
    checklist: str
    on: date
    arrived_at: datetime
    covered: bool | None
    passed: bool | None
    result: str | None
    complete: bool


@dataclass(frozen=True)
class Change:
    """Something that moved a target: `what` is gained, lost, returned, named, revoked, baseline,
    open, suspended, closed or reopened.

    `number` changes of one sort were made, or more (`at_least`) where only the newest were read;
    `name`, `area` and `at` are those of the newest one.
    """

    what: str
    target: str
    at: datetime
    name: str
    area: str
    sign: int = 0
    premises: str | None = None
    inspection: str | None = None
    number: int = 1
    at_least: bool = False


def changes_of(
    plan: Plan, places: Mapping[str, Place], decisions: Iterable[Decision]
) -> Iterator[Change]:
    """Yield the decisions in the time asked about that changed what counts, in no order.

    They are given in order of time, and of each of the `places` those before that time, too.
    """
    subjects: dict[tuple[str, str | None], list[Decision]] = {}
    for row in decisions:
        subjects.setdefault((row.premises, row.unit_work), []).append(row)
    for (premises, _), made in subjects.items():
        place = places[premises]
        for target in _targets_of(plan, place, made[0].checklist):
            yield from _moves(target, place, made)


def grouped(changes: Iterable[Change], most: int) -> list[Change]:
    """Return the newest changes, those of one sort in one target as one, at most so many."""
    found: dict[tuple[str, str, int], list[Change]] = {}
    for change in sorted(changes, key=attrgetter("at", "name"), reverse=True):
        found.setdefault((change.target, change.what, change.sign), []).append(change)
    return [
        replace(rows[0], number=len(rows), at_least=any(row.at_least for row in rows))
        for rows in list(found.values())[:most]
    ]


def _targets_of(plan: Plan, place: Place, checklist: str) -> list[Target]:
    """Return the targets that visits of such a premises decide."""
    return [
        target
        for target in plan.targets
        if target.kind == place.kind
        and not target.is_designated
        and (target.metric == "first_pass") == (checklist == ACCEPTANCE)
        and not any(EXCLUDING_ATTRS[reason](place.attrs) for reason in target.excludes)
        and (target.metric != "first_pass" or place.attrs.get("major") is True)
    ]


def _moves(target: Target, place: Place, made: Sequence[Decision]) -> Iterator[Change]:
    """Yield the changes by the decisions on one subject, which are in order of time."""
    earlier = sum(row.at is None for row in made)
    before = _verdict(target, place, made[:earlier])
    for number, row in enumerate(made[earlier:], earlier + 1):
        assert row.at is not None
        after = _verdict(target, place, made[:number])
        if _differ(target, before, after):
            what = "returned" if not row.approved else "gained" if after else "lost"
            yield Change(
                what=what,
                target=target.id,
                at=row.at,
                name=place.name,
                area=place.area,
                sign=1 if after else -1,
                premises=row.premises,
                inspection=row.inspection,
            )
        before = after


def _differ(target: Target, before: bool | None, after: bool | None) -> bool:
    """Whether the figure moves; a first acceptance that failed moves it, a first visit does not."""
    if target.metric == "first_pass":
        return before is not after
    return bool(before) != bool(after)


def _verdict(target: Target, place: Place, made: Sequence[Decision]) -> bool | None:
    """Return what the visit that counts says after these decisions; None without such a visit."""
    last = {row.inspection: row for row in made}
    counting = [
        row for row in last.values() if row.approved and row.complete and row.result != UNABLE
    ]
    if not counting:
        return None
    order = attrgetter("on", "arrived_at", "inspection")
    match target.metric:
        case "cumulative":
            return any(_is_old_lift(place, row.on) for row in counting) or None
        case "first_pass":
            return min(counting, key=order).result in PASSING
        case "coverage":
            return max(counting, key=order).covered
    return max(counting, key=order).passed


def _is_old_lift(place: Place, on: date) -> bool:
    born = in_use_since(place.attrs)
    return (
        place.attrs.get("residential") is True
        and born is not None
        and full_years(born, on) >= OLD_LIFT_YEARS
    )
