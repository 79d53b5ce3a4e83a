"""Counts all kept figures anew while work goes on, and then puts them in place of the old ones."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import delete, select

from inspect_app.database.named_locks import lock_room
from inspect_app.domain.figures.targets import Plan
from inspect_app.domain.refusals import Refused
from inspect_app.extensions import db
from inspect_app.models.figures import (
    FigureDay,
    FigureGeneration,
    FigureMonth,
    FigureMoved,
    FigureSpan,
)
from inspect_app.queries.batches import in_batches
from inspect_app.queries.figures.generations import RULES, read_generation
from inspect_app.queries.figures.plans import plan_in_force
from inspect_app.queries.figures.things import Thing, list_things
from inspect_app.queries.figures.unit_facts import load_units
from inspect_app.services.figures.keeper import ROOM, keep_in
from inspect_app.services.figures.span_rows import add_spans
from inspect_app.services.figures.sums import sum_spans
from inspect_app.services.writing.transaction import Writing, writing

ROWS_AT_ONCE = 20_000


def is_outdated() -> bool:
    """Whether the kept figures were counted by other rules, or for another first day."""
    kept = read_generation()
    return (kept.rules, kept.start) != (RULES, plan_in_force().start)


def rebuild_figures(at: datetime) -> int:
    """Count every figure anew and return how many things were counted.

    Whoever reads meanwhile sees the figures in force; whatever moves is counted again at the end.
    Raises Refused once another rebuild has begun: that one hears of what moves, this one no more.
    """
    generation, plan, counted = _begin(at), plan_in_force(), 0
    _drop_others(generation, at)
    for things in _all_things(plan):
        units = load_units(plan, things)
        spans = [(unit.thing, span) for unit in units for span in unit.spans()]
        with _building(generation, at) as w:
            add_spans(w.session, generation, spans)
        counted += len(units)
    for target in plan.targets:
        with _building(generation, at) as w:
            sum_spans(w.session, generation, target.id)
    _swap(generation, plan, at)
    return counted


def count_all(w: Writing) -> None:
    """Count every figure within a transaction that has just changed everything, an import's."""
    row, plan = _row(w), plan_in_force()
    for things in _all_things(plan):
        keep_in(w.session, row.current, things)
    row.rules, row.start = RULES, plan.start


def _begin(at: datetime) -> int:
    """Announce the new generation: from now on writers note what they move."""
    with writing(at) as w:
        lock_room(w.session.connection(), ROOM)
        row = _row(w)
        generation = max(row.current, row.building or 0) + 1
        row.building = generation
        w.session.execute(delete(FigureMoved))
    return generation


@contextmanager
def _building(generation: int, at: datetime) -> Iterator[Writing]:
    """Write a part of a generation; raise Refused unless it is still the one being built."""
    with writing(at) as w:
        _refuse_unless_building(generation)
        yield w


def _refuse_unless_building(generation: int) -> None:
    if read_generation().building != generation:
        message = "Another rebuild has begun meanwhile: this one stops, that one counts it all."
        raise Refused("rebuilding", "INSPECT_INSTANCE", message)


def _row(w: Writing) -> FigureGeneration:
    row = w.session.get(FigureGeneration, 1)
    if row is None:
        row = FigureGeneration(id=1, current=0, rules=0)
        w.session.add(row)
    return row


def _all_things(plan: Plan) -> Iterator[set[Thing]]:
    for target in plan.targets:
        for keys in in_batches(list_things(target)):
            yield {(target.id, key) for key in keys}


def _swap(generation: int, plan: Plan, at: datetime) -> None:
    with writing(at) as w:
        lock_room(w.session.connection(), ROOM)
        _refuse_unless_building(generation)
        moved = w.session.execute(select(FigureMoved.target, FigureMoved.key))
        keep_in(w.session, generation, {(row.target, row.key) for row in moved})
        w.session.execute(delete(FigureMoved))
        row = _row(w)
        row.current, row.building = generation, None
        row.rules, row.start, row.built_at = RULES, plan.start, at
        w.audit("figures.rebuild", "instance", generation=generation)


def _drop_others(generation: int, at: datetime) -> None:
    """Delete what is neither in force nor being built, a part at a time: others wait to write.

    What was in force until a swap stays until the next rebuild: a page that read the generation
    just before the swap may still be reading its rows.
    """
    with writing(at) as w:
        kept = (read_generation().current, generation)
        for table in (FigureDay, FigureMonth):
            w.session.execute(delete(table).where(table.generation.not_in(kept)))
    old = select(FigureSpan.id).where(FigureSpan.generation.not_in(kept)).limit(ROWS_AT_ONCE)
    while True:
        with writing(at) as w:
            ids = w.session.scalars(old).all()
            for some in in_batches(ids):
                w.session.execute(delete(FigureSpan).where(FigureSpan.id.in_(some)))
        if len(ids) < ROWS_AT_ONCE:
            db.session.rollback()
            return
