"""Tells which decisions moved a figure: those after which a premises counts otherwise than before.

A decision alone says too little: an approval of an older visit moves nothing, a return takes back
what an earlier approval had counted.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby
from operator import attrgetter
from typing import Any

from inspect_app.domain.calendar.ages import OLD_LIFT_YEARS, full_years, in_use_since
from inspect_app.domain.figures.counting import EXCLUDING_ATTRS
from inspect_app.domain.figures.history import ACCEPTANCE
from inspect_app.domain.figures.targets import Plan, Target
from inspect_app.domain.rules.unable import UNABLE
from inspect_app.domain.vocabulary import PASSING


@dataclass(frozen=True)
class Decision:
    """One review of a visit, with the premises as it is registered.

    `subject` is the premises, or the unit work of an acceptance.
    """

    at: datetime
    approved: bool
    inspection: str
    subject: str
    premises: str
    name: str
    area: str
    kind: str
    checklist: str
    on: date
    arrived_at: datetime
    covered: bool | None
    passed: bool | None
    result: str | None
    complete: bool
    attrs: dict[str, Any] = field(hash=False)


@dataclass(frozen=True)
class Change:
    """Something that moved a target: `what` is gained, lost, returned, named, revoked, baseline,
    open, suspended, closed or reopened.

    `number` changes of one sort were made; `name`, `area` and `at` are those of the newest one.
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


def changes_of(plan: Plan, decisions: Iterable[Decision], since: datetime) -> Iterator[Change]:
    """Yield the decisions from a time on that changed what counts, in no order."""
    by_subject = attrgetter("subject")
    for _, rows in groupby(sorted(decisions, key=by_subject), key=by_subject):
        made = sorted(rows, key=lambda row: (row.at, row.inspection))
        for target in _targets_of(plan, made[0]):
            yield from _moves(target, made, since)


def grouped(changes: Iterable[Change], most: int) -> list[Change]:
    """Return the newest changes, those of one sort in one target as one, at most so many."""
    found: dict[tuple[str, str, int], list[Change]] = {}
    for change in sorted(changes, key=lambda one: (one.at, one.name), reverse=True):
        found.setdefault((change.target, change.what, change.sign), []).append(change)
    return [
        Change(**{**vars(rows[0]), "number": len(rows)}) for rows in list(found.values())[:most]
    ]


def _targets_of(plan: Plan, row: Decision) -> list[Target]:
    """Return the targets that visits of such a premises decide."""
    return [
        target
        for target in plan.targets
        if target.kind == row.kind
        and not target.is_designated
        and (target.metric == "first_pass") == (row.checklist == ACCEPTANCE)
        and not any(EXCLUDING_ATTRS[reason](row.attrs) for reason in target.excludes)
        and (target.metric != "first_pass" or row.attrs.get("major") is True)
    ]


def _moves(target: Target, made: Sequence[Decision], since: datetime) -> Iterator[Change]:
    before: bool | None = None
    for number, row in enumerate(made, 1):
        after = _verdict(target, made[:number])
        if row.at >= since and _differ(target, before, after):
            what = "returned" if not row.approved else "gained" if after else "lost"
            yield Change(
                what=what,
                target=target.id,
                at=row.at,
                name=row.name,
                area=row.area,
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


def _verdict(target: Target, made: Sequence[Decision]) -> bool | None:
    """Return what the visit that counts says after these decisions; None without such a visit."""
    last = {row.inspection: row for row in made}
    counting = sorted(
        (row for row in last.values() if row.approved and row.complete and row.result != UNABLE),
        key=lambda row: (row.on, row.arrived_at, row.inspection),
    )
    match target.metric:
        case "cumulative":
            return any(map(_is_old_lift, counting)) or None
        case "first_pass":
            return counting[0].result in PASSING if counting else None
        case "coverage":
            return counting[-1].covered if counting else None
    return counting[-1].passed if counting else None


def _is_old_lift(row: Decision) -> bool:
    born = in_use_since(row.attrs)
    return (
        row.attrs.get("residential") is True
        and born is not None
        and full_years(born, row.on) >= OLD_LIFT_YEARS
    )
