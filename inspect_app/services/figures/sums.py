"""Sums of days and months: by how much each number of a figure changes, by what is known now."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy.orm import Session

from inspect_app.domain.figures.spans.span import FOREVER, Piece, State
from inspect_app.models.figures import FigureDay, FigureMonth
from inspect_app.queries.figures.kept_spans import Row
from inspect_app.queries.figures.kept_sums import NUMBERS, Sums, add_up_spans, by_month
from inspect_app.queries.figures.things import Thing
from inspect_app.services.writing.upsert import insert_or_add, insert_rows


def add_changes(session: Session, generation: int, gone: Iterable[Row], new: Iterable[Row]) -> None:
    """Add to the sums what is known now; rows are written in ascending order, so none deadlocks."""
    days: Sums = defaultdict(Counter)
    for rows, sign in ((gone, -1), (new, 1)):
        for thing, span in rows:
            if span.known_to == FOREVER:
                _count(days, thing, span.piece, sign)
    insert_or_add(session, FigureDay, _rows(generation, "day", days))
    insert_or_add(session, FigureMonth, _rows(generation, "month", by_month(days)))


def sum_spans(session: Session, generation: int, target: str) -> None:
    """Store the sums of a target that follow from its spans, of which it has none yet."""
    days = add_up_spans(generation, target)
    insert_rows(session, FigureDay, _rows(generation, "day", days))
    insert_rows(session, FigureMonth, _rows(generation, "month", by_month(days)))


def _count(days: Sums, thing: Thing, piece: Piece, sign: int) -> None:
    for number in numbers_of(piece.state):
        days[thing[0], piece.state.area, piece.day_from][number] += sign
        if piece.day_to != FOREVER:
            days[thing[0], piece.state.area, piece.day_to][number] -= sign


def numbers_of(state: State) -> Iterable[str]:
    """Yield the numbers in which a thing in this state is counted once."""
    yield state.side
    if state.seen:
        yield "seen"
    if state.passed:
        yield "passed"


def _rows(generation: int, when: str, sums: Sums) -> list[dict[str, Any]]:
    return [
        {"generation": generation, "target": target, "area": area, when: day}
        | {number: changed[number] for number in NUMBERS}
        for (target, area, day), changed in sorted(sums.items())
        if any(changed.values())
    ]
