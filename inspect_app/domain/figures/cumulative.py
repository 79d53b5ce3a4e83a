"""Counts that only grow: monitored lifts, and titles in force."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from inspect_app.domain.calendar.ages import OLD_LIFT_YEARS, full_years, in_use_since
from inspect_app.domain.figures.counting import (
    AsOf,
    CountingVisit,
    Visits,
    area_on,
    attrs_on,
    is_registered,
)
from inspect_app.domain.figures.history import DesignationRecord, History, PremisesRecord
from inspect_app.domain.figures.sides import Counted, Member, in_order
from inspect_app.domain.figures.targets import Target

UNSUPPORTED = "缺检查佐证"


def count_lifts(target: Target, history: History, visits: Visits, as_of: AsOf) -> Counted:
    """Count each lift's device code once, from its first eligible visit on, for good."""
    first: dict[str, Member] = {}
    for premises in history.premises:
        rows = visits.get(premises.id) if premises.kind == target.kind else None
        if rows and is_registered(premises, as_of):
            area = area_on(premises, as_of)
            for code, visit in eligible_visits(premises, rows, as_of):
                if code not in first or visit.sort_key() < sort_key(first[code]):
                    first[code] = Member(code, area, visit=visit, premises=premises.id)
    return Counted(numerator=in_order(first.values()))


def eligible_visits(
    premises: PremisesRecord, visits: Iterable[CountingVisit], as_of: AsOf
) -> Iterator[tuple[str, CountingVisit]]:
    """Yield each visit to a residential lift of 15 years with its device code.

    A visit is judged by the attributes in force on its own day.
    """
    for visit in visits:
        attrs = attrs_on(premises, AsOf(visit.on, as_of.known_at))
        born = in_use_since(attrs)
        if attrs.get("residential") is True and born is not None:
            if full_years(born, visit.on) >= OLD_LIFT_YEARS:
                yield device_code(premises.id, attrs), visit


def device_code(premises_id: str, attrs: dict[str, Any]) -> str:
    """Return a lift's device code, else its registration number, else its own id."""
    return str(attrs.get("device_code") or attrs.get("use_registration") or premises_id)


def sort_key(member: Member) -> tuple[date, object, str]:
    assert member.visit is not None
    return member.visit.sort_key()


def count_designations(
    target: Target, history: History, visits: Visits, as_of: AsOf, start: date
) -> Counted:
    """Count titles in force by their keys; those without a passed visit are listed, too."""
    found: dict[str, Member] = {}
    in_force = [row for row in history.designations if is_in_force(row, target, as_of, start)]
    for row in sorted(in_force, key=lambda row: (row.named_on, row.recorded_at)):
        visit = last_passed(visits.get(row.premises or "", ()))
        known = found.setdefault(row.key, Member(row.key, row.area, None, visit, row.premises))
        if known.visit is None and visit is not None:
            found[row.key] = replace(known, visit=visit, premises=row.premises)
    numerator = in_order(found.values())
    unsupported = (replace(m, reason=UNSUPPORTED) for m in numerator if m.visit is None)
    return Counted(numerator=numerator, excluded=tuple(unsupported))


def is_in_force(row: DesignationRecord, target: Target, as_of: AsOf, start: date) -> bool:
    """Whether a title was named within the plan, known, and not revoked by the day."""
    named = row.target == target.id and start <= row.named_on <= as_of.day
    return named and as_of.knows(row.recorded_at) and not is_revoked(row, as_of)


def is_revoked(row: DesignationRecord, as_of: AsOf) -> bool:
    """Whether the title's revocation is in force on the day and was known."""
    if row.revoked_on is None or row.revoked_on > as_of.day:
        return False
    return row.revocation_recorded_at is None or as_of.knows(row.revocation_recorded_at)


def last_passed(visits: Iterable[CountingVisit]) -> CountingVisit | None:
    """Return the last visit that passed, even before a later failure, or None."""
    passed = [visit for visit in visits if visit.passed is True]
    return passed[-1] if passed else None
