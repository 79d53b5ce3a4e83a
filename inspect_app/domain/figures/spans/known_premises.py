"""A premises as it was known on a day, and the days on which it became so."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from inspect_app.domain.calendar.visits import shanghai_day
from inspect_app.domain.figures.counting import Dated
from inspect_app.domain.figures.history import PremisesRecord


def known_part(premises: PremisesRecord, day: date) -> PremisesRecord | None:
    """Return the premises with the changes known on a day; None before it was recorded."""
    if shanghai_day(premises.recorded_at) > day:
        return None
    if not (premises.statuses or premises.attrs_from or premises.area_from):
        return premises
    return replace(
        premises,
        statuses=tuple(one for one in premises.statuses if shanghai_day(one.recorded_at) <= day),
        attrs_from=tuple(
            one for one in premises.attrs_from if shanghai_day(one.recorded_at) <= day
        ),
        area_from=tuple(one for one in premises.area_from if shanghai_day(one.recorded_at) <= day),
    )


def known_days(premises: PremisesRecord) -> Iterator[date]:
    """Yield the days on which something of a premises was recorded."""
    yield shanghai_day(premises.recorded_at)
    for change in changes_of(premises):
        yield shanghai_day(change.recorded_at)


def turning_days(premises: PremisesRecord) -> Iterator[date]:
    """Yield the days from which on something of a premises holds."""
    yield premises.registered_on
    for change in changes_of(premises):
        yield change.from_on


def changes_of(premises: PremisesRecord) -> tuple[Dated, ...]:
    """Return every dated change of a premises, of whatever kind."""
    return (*premises.statuses, *premises.attrs_from, *premises.area_from)
