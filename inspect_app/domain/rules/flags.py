"""Flags: facts about a visit that its reviewer should know, with figures, never a penalty."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from inspect_app.domain.rules.unmeasured import UNMEASURED

Flag = dict[str, Any]

CLOCK_TOLERANCE = timedelta(minutes=5)


def flag_day(said_on: date, visited_on: date) -> list[Flag]:
    """Flag a visit whose day on the phone differs from the day that server times allow."""
    if said_on == visited_on:
        return []
    return [{"flag": "day", "phone": said_on.isoformat(), "server": visited_on.isoformat()}]


def flag_attrs(
    seen: Mapping[str, Any], entered: Mapping[str, Any], kept: Mapping[str, Any]
) -> list[Flag]:
    """Flag attributes that differ between phone and register.

    A derived attribute may have changed while the phone was offline: the entered one passes, too.
    """
    known = {**entered, **kept}
    changed = sorted(
        key for key in {*seen, *known} if seen.get(key) not in (known.get(key), entered.get(key))
    )
    return [{"flag": "attrs", "changed": changed}] if changed else []


def flag_reused(photos: int) -> list[Flag]:
    """Flag photos that another visit also uses: one photo can prove only one of them."""
    return [{"flag": "photos", "count": photos}] if photos else []


def flag_unmeasured(items: Sequence[str]) -> list[Flag]:
    """Flag items that nobody measured and that stay open: the reviewer looks at each of them."""
    return [{"flag": UNMEASURED, "items": list(items)}] if items else []


def unmeasured_in(flags: Iterable[Flag]) -> list[str]:
    """Return the items that stay open by a revision's flags."""
    return [item for flag in flags if flag["flag"] == UNMEASURED for item in flag["items"]]


def flag_clock(offset: timedelta | None) -> list[Flag]:
    """Flag a phone clock that was over five minutes off, or was never compared."""
    if offset is None:
        return [{"flag": "clock_unknown"}]
    if abs(offset) <= CLOCK_TOLERANCE:
        return []
    return [{"flag": "clock", "seconds": round(offset.total_seconds())}]
