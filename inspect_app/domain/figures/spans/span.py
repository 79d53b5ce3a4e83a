"""Spans: what a thing counted as over a range of days, as known over another range of days."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from inspect_app.domain.figures.sides import Counted, Member

FOREVER = date.max
NUMERATOR, OPEN, EXCLUDED = "numerator", "open", "excluded"


@dataclass(frozen=True, slots=True)
class State:
    """What a thing counts as: in the numerator, open (in the denominator alone) or excluded.

    `seen` says that a visit stands behind it, `passed` that this visit passed.
    """

    area: str
    side: str
    reason: str = ""
    seen: bool = False
    passed: bool = False
    premises: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A state from one day until before another."""

    state: State
    day_from: date
    day_to: date


@dataclass(frozen=True, slots=True)
class Span:
    """A piece as it was known from one day until before another."""

    piece: Piece
    known_from: date
    known_to: date


Timeline = Iterable[tuple[date, State | None]]


def cut_pieces(timeline: Timeline) -> Iterator[Piece]:
    """Yield the pieces of a timeline, given as states from days on in ascending order."""
    since, current = date.min, None
    for day, state in timeline:
        if state != current:
            if current is not None and since < day:
                yield Piece(current, since, day)
            since, current = day, state
    if current is not None:
        yield Piece(current, since, FOREVER)


def spans_of(known_days: Iterable[date], timeline_at: Callable[[date], Timeline]) -> list[Span]:
    """Return the spans of a thing that changed on some days of knowledge, oldest first."""
    spans: list[Span] = []
    open_since: dict[Piece, date] = {}
    for day in sorted(set(known_days)):
        now = set(cut_pieces(timeline_at(day)))
        for piece in open_since.keys() - now:
            spans.append(Span(piece, open_since.pop(piece), day))
        for piece in now - open_since.keys():
            open_since[piece] = day
    spans += [Span(piece, since, FOREVER) for piece, since in open_since.items()]
    return spans


def state_of(counted: Counted, key: str) -> State | None:
    """Return what a thing counts as in a counted figure, or None if it does not appear."""
    for side, members in (
        (NUMERATOR, counted.numerator),
        (OPEN, counted.denominator),
        (EXCLUDED, counted.excluded),
    ):
        for member in members:
            if member.id == key:
                return _state(member, side)
    return None


def _state(member: Member, side: str) -> State:
    visit = member.visit
    return State(
        area=member.area,
        side=side,
        reason=member.reason or "",
        seen=visit is not None and side != EXCLUDED,
        passed=visit is not None and visit.passed is True and side != EXCLUDED,
        premises=member.premises or "",
    )
