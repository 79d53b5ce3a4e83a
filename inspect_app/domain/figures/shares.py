"""Counts shares of the open premises on the register: covered, or up to the standard."""

from inspect_app.domain.figures.counting import (
    AsOf,
    CountingVisit,
    Visits,
    add_twelve_months,
    area_on,
    is_registered,
    reason_to_exclude,
)
from inspect_app.domain.figures.history import History, PremisesRecord
from inspect_app.domain.figures.sides import Counted, Member, in_order
from inspect_app.domain.figures.targets import Target


def covers(visit: CountingVisit, as_of: AsOf) -> bool:
    """Whether a visit still covers its premises: for twelve months, the last day included."""
    return visit.covered is True and as_of.day <= add_twelve_months(visit.on)


def passes(visit: CountingVisit, as_of: AsOf) -> bool:
    return visit.passed is True


JUDGES = {"coverage": covers, "pass_rate": passes}


def count_share(target: Target, history: History, visits: Visits, as_of: AsOf) -> Counted:
    """Count a share by each premises' latest visit; one never visited is in the denominator."""
    members = []
    for premises in history.premises:
        if premises.kind == target.kind and is_registered(premises, as_of):
            rows = visits.get(premises.id)
            members.append(member_of(target, premises, rows[-1] if rows else None, as_of))
    inside = in_order(member for member in members if member.reason is None)
    return Counted(
        numerator=tuple(member for member in inside if reaches(target, member.visit, as_of)),
        denominator=inside,
        excluded=in_order(member for member in members if member.reason is not None),
    )


def member_of(
    target: Target, premises: PremisesRecord, latest: CountingVisit | None, as_of: AsOf
) -> Member:
    """Return a registered premises as a member, with the reason if it is excluded."""
    reason = reason_to_exclude(premises, target.excludes, as_of)
    return Member(premises.id, area_on(premises, as_of), reason, latest, premises.id)


def reaches(target: Target, latest: CountingVisit | None, as_of: AsOf) -> bool:
    """Whether the latest visit puts its premises into the numerator."""
    return latest is not None and JUDGES[target.metric](latest, as_of)
