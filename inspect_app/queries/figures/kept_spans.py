"""Reads the kept spans of counted things as they were stored, one row each."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import select

from inspect_app.domain.figures.spans.span import Piece, Span, State
from inspect_app.extensions import db
from inspect_app.models.figures import FigureSpan
from inspect_app.queries.figures.things import Thing

Row = tuple[Thing, Span]


def read_spans(generation: int, things: Collection[Thing]) -> Iterator[tuple[Row, int]]:
    """Yield the stored spans of some things, each with the id of its row."""
    by_target = defaultdict(set)
    for target, key in things:
        by_target[target].add(key)
    for target, keys in by_target.items():
        query = select(FigureSpan.__table__).where(
            FigureSpan.generation == generation,
            FigureSpan.target == target,
            FigureSpan.key.in_(keys),
        )
        for row in db.session.connection().execute(query):
            yield ((target, row.key), _span(row)), row.id


def _span(row: Any) -> Span:
    state = State(row.area, row.side, row.reason, row.seen, row.passed, row.premises_id)
    return Span(Piece(state, row.day_from, row.day_to), row.known_from, row.known_to)
