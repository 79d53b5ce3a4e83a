"""Stores the spans of counted things; only what differs from the stored rows is written."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from inspect_app.domain.figures.spans.span import Piece, Span, State
from inspect_app.models.figures import FigureSpan
from inspect_app.queries.batches import in_batches
from inspect_app.queries.figures.things import Thing
from inspect_app.services.writing.upsert import insert_rows

Row = tuple[Thing, Span]


def replace_spans(
    session: Session, generation: int, things: Collection[Thing], counted: set[Row]
) -> tuple[set[Row], set[Row]]:
    """Replace the stored spans of some things, and return which ones went and which came."""
    stored = _read(session, generation, things)
    gone, new = stored.keys() - counted, counted - stored.keys()
    for ids in in_batches(stored[row] for row in gone):
        session.connection().execute(delete(FigureSpan).where(FigureSpan.id.in_(ids)))
    add_spans(session, generation, new)
    return gone, new


def add_spans(session: Session, generation: int, rows: Iterable[Row]) -> None:
    """Insert spans of which none is stored."""
    insert_rows(session, FigureSpan, [_columns(generation, *row) for row in rows])


def _read(session: Session, generation: int, things: Collection[Thing]) -> dict[Row, int]:
    found: dict[Row, int] = {}
    by_target = defaultdict(set)
    for target, key in things:
        by_target[target].add(key)
    for target, keys in by_target.items():
        query = select(FigureSpan.__table__).where(
            FigureSpan.generation == generation,
            FigureSpan.target == target,
            FigureSpan.key.in_(keys),
        )
        for row in session.connection().execute(query):
            found[(target, row.key), span_of(row)] = row.id
    return found


def span_of(row: Any) -> Span:
    """Return the span that a row of the table stores."""
    state = State(row.area, row.side, row.reason, row.seen, row.passed, row.premises_id)
    return Span(Piece(state, row.day_from, row.day_to), row.known_from, row.known_to)


def _columns(generation: int, thing: Thing, span: Span) -> dict[str, Any]:
    state = span.piece.state
    return {
        "generation": generation,
        "target": thing[0],
        "key": thing[1],
        "area": state.area,
        "side": state.side,
        "reason": state.reason,
        "seen": state.seen,
        "passed": state.passed,
        "premises_id": state.premises,
        "day_from": span.piece.day_from,
        "day_to": span.piece.day_to,
        "known_from": span.known_from,
        "known_to": span.known_to,
    }
