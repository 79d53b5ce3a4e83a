"""Counts first acceptances of the unit works of major projects: only the first one counts."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from inspect_app.domain.calendar.visits import shanghai_day
from inspect_app.domain.figures.counting import (
    AsOf,
    area_on,
    attrs_on,
    effective_revision,
    is_registered,
    visit_of,
)
from inspect_app.domain.figures.history import (
    ACCEPTANCE,
    History,
    InspectionRecord,
    PremisesRecord,
    RevisionRecord,
)
from inspect_app.domain.figures.sides import Counted, Member, in_order
from inspect_app.domain.figures.targets import Target
from inspect_app.domain.rules.unable import UNABLE
from inspect_app.domain.rules.withdrawn import WITHDRAWN
from inspect_app.domain.vocabulary import PASSING

VOID = "void"
NOT_HELD = (VOID, UNABLE, WITHDRAWN)
WAITING = "waiting"


def count_first_passes(target: Target, history: History, as_of: AsOf, start: date) -> Counted:
    """Count unit works by their first acceptance since the plan's start.

    A first acceptance without an approval is in neither number and is listed as waiting.
    """
    sites = major_sites(target, history, as_of)
    numerator, denominator, waiting = [], [], []
    for unit_work, attempts in by_unit_work(history.inspections, sites, as_of).items():
        first = first_attempt(attempts, as_of)
        if first is None or first.on < start:
            continue
        area = area_on(sites[first.premises], as_of)
        revision = effective_revision(first, as_of)
        if revision is None:
            waiting.append(Member(unit_work, area, WAITING, None, first.premises))
            continue
        member = Member(unit_work, area, None, visit_of(first, revision), first.premises)
        denominator.append(member)
        if revision.outcome in PASSING and not is_reopened(first, as_of):
            numerator.append(member)
    return Counted(in_order(numerator), in_order(denominator), in_order(waiting))


def major_sites(target: Target, history: History, as_of: AsOf) -> dict[str, PremisesRecord]:
    """Return the registered sites of major projects by id; only they count."""
    return {
        row.id: row
        for row in history.premises
        if row.kind == target.kind
        and is_registered(row, as_of)
        and attrs_on(row, as_of).get("major") is True
    }


def by_unit_work(
    inspections: Iterable[InspectionRecord], sites: Iterable[str], as_of: AsOf
) -> dict[str, list[InspectionRecord]]:
    """Return these sites' acceptances known by the day, by unit work, oldest first."""
    found = defaultdict(list)
    for row in inspections:
        if row.checklist == ACCEPTANCE and row.unit_work and row.premises in sites:
            if row.on <= as_of.day and newest_known(row, as_of) is not None:
                found[row.unit_work].append(row)
    return {work: sorted(rows, key=lambda row: (row.on, row.id)) for work, rows in found.items()}


def first_attempt(attempts: Iterable[InspectionRecord], as_of: AsOf) -> InspectionRecord | None:
    """Return the first acceptance that took place, or None."""
    return next((row for row in attempts if outcome_known(row, as_of) not in NOT_HELD), None)


def outcome_known(inspection: InspectionRecord, as_of: AsOf) -> str | None:
    """Return the outcome of the approved revision, else of the newest known one."""
    revision = effective_revision(inspection, as_of) or newest_known(inspection, as_of)
    return revision.outcome if revision else None


def newest_known(inspection: InspectionRecord, as_of: AsOf) -> RevisionRecord | None:
    """Return the newest revision known on the day, or None."""
    known = [row for row in inspection.revisions if as_of.knows(row.received_at)]
    return max(known, key=lambda row: row.rev, default=None)


def is_reopened(inspection: InspectionRecord, as_of: AsOf) -> bool:
    """Whether an order to repeat the acceptance is in force on the day."""
    at = inspection.reopened_at
    return at is not None and shanghai_day(at) <= as_of.day and as_of.knows(at)
