"""Signals of an inspection's quality, for the reviewer to look at: none of them decides anything.

How long a visit takes is estimated by the kinds of its items; the table is this program's own
estimate and no statistic of real visits, and the words of the signal say so.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from inspect_app.domain.rules.presence import is_far

# The shortest and the longest usual time of an item in seconds, by the type of its answer.
USUAL_SECONDS = {
    "pass_fail": (15, 75),
    "choice": (15, 60),
    "choices": (20, 90),
    "number": (30, 120),
    "date": (20, 60),
    "date_future": (20, 60),
    "age_days": (20, 60),
    "text": (20, 120),
    "weigh": (60, 240),
    "points": (20, 90),
}
OTHER_SECONDS, PHOTO_SECONDS = (15, 75), (8, 45)
FEWEST_SAME = 10  # with fewer judged items one answer throughout says nothing

WELL, LOOK, UNKNOWN = "well", "look", "unknown"


@dataclass(frozen=True)
class Visit:
    """What signals are read from; `seconds` is from the start to the first seal, by the phone.

    `types` are those of the answered items; `notes` counts the items that something was said of.
    """

    seconds: float | None
    types: Sequence[str]
    photos: int
    verdicts: Sequence[str]
    notes: int
    numbers: Sequence[float]
    reused: int
    album: int
    metres: float | None
    accuracy_m: float | None
    unbound: int = 0
    unconfirmed: int = 0
    signatures: int = 0


@dataclass(frozen=True)
class Signal:
    """One signal by its name, whether it deserves a look, and the figures for its sentence."""

    name: str
    state: str
    figures: Mapping[str, Any] = field(default_factory=dict)


def usual_minutes(types: Sequence[str], photos: int) -> tuple[int, int]:
    """Return how many minutes such a visit usually takes, from the shortest to the longest."""
    spans = [USUAL_SECONDS.get(one, OTHER_SECONDS) for one in types] + [PHOTO_SECONDS] * photos
    shortest, longest = (sum(one) for one in zip((0, 0), *spans, strict=True))
    return max(1, shortest // 60), max(1, -(-longest // 60))


def signals(visit: Visit) -> list[Signal]:
    """Return every signal, those that deserve a look first."""
    found = [_time(visit), _reused(visit), _same(visit), _place(visit), _signed(visit)]
    found += [_album(visit)] if visit.photos else []
    return sorted(found, key=lambda one: (LOOK, UNKNOWN, WELL).index(one.state))


def _time(visit: Visit) -> Signal:
    low, high = usual_minutes(visit.types, visit.photos)
    if visit.seconds is None or visit.seconds < 0 or not visit.types:
        return Signal("time", UNKNOWN)
    took = int(visit.seconds // 60)
    state = LOOK if visit.seconds < low * 60 else WELL
    return Signal("time", state, {"took": took, "low": low, "high": high})


def _reused(visit: Visit) -> Signal:
    state = LOOK if visit.reused else WELL
    return Signal("reused", state, {"count": visit.reused, "all": visit.photos})


def _same(visit: Visit) -> Signal:
    judged = [one for one in visit.verdicts if one != "na"]
    alike = len(set(judged)) == 1 and len(set(visit.numbers)) <= 1 and not visit.notes
    state = LOOK if alike and len(judged) >= FEWEST_SAME else WELL
    return Signal("same", state, {"count": len(judged)})


def _place(visit: Visit) -> Signal:
    if visit.metres is None or visit.accuracy_m is None:
        return Signal("place", UNKNOWN)
    state = LOOK if is_far(visit.metres, visit.accuracy_m) else WELL
    return Signal("place", state, {"metres": round(visit.metres)})


def _signed(visit: Visit) -> Signal:
    figures = {"unbound": visit.unbound, "unconfirmed": visit.unconfirmed}
    if not visit.signatures:
        return Signal("signed", UNKNOWN)
    state = LOOK if visit.unbound or visit.unconfirmed else WELL
    return Signal("signed", state, figures | {"count": visit.signatures})


def _album(visit: Visit) -> Signal:
    return Signal("album", LOOK if visit.album else WELL, {"count": visit.album})
