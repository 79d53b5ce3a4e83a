"""Stores the spans of counted things; only what differs from the stored rows is written."""

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm import Session

from inspect_app.domain.figures.spans.span import Span
from inspect_app.models.figures import FigureSpan
from inspect_app.queries.batches import in_batches
from inspect_app.queries.figures.kept_spans import Row, read_spans
from inspect_app.queries.figures.things import Thing
from inspect_app.services.writing.upsert import insert_rows


def replace_spans(
    session: Session, generation: int, things: Collection[Thing], counted: set[Row]
) -> tuple[set[Row], set[Row]]:
    """Replace the stored spans of some things, and return which ones went and which came."""
    stored = dict(read_spans(generation, things))
    gone, new = stored.keys() - counted, counted - stored.keys()
    for ids in in_batches(stored[row] for row in gone):
        session.connection().execute(delete(FigureSpan).where(FigureSpan.id.in_(ids)))
    add_spans(session, generation, new)
    return gone, new


def add_spans(session: Session, generation: int, rows: Iterable[Row]) -> None:
    """Insert spans of which none is stored."""
    insert_rows(session, FigureSpan, [_columns(generation, *row) for row in rows])


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
