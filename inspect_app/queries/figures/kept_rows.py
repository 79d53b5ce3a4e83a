"""Compares every kept row with what it was counted from: spans with facts, sums with spans.

The second count asks only for some days: here a row is found that is wrong between them, or twice.
"""

from collections import Counter
from collections.abc import Collection, Iterator

from inspect_app.domain.figures.spans.span import Span
from inspect_app.domain.figures.targets import Plan, Target
from inspect_app.queries.batches import in_batches
from inspect_app.queries.figures.generations import read_generation
from inspect_app.queries.figures.kept_spans import read_spans
from inspect_app.queries.figures.kept_sums import (
    Sums,
    add_up_spans,
    by_month,
    read_days,
    read_months,
)
from inspect_app.queries.figures.unit_facts import load_units


def compare_spans(plan: Plan, target: Target, keys: Collection[str]) -> Iterator[str]:
    """Yield the spans of some things that are missing, kept twice, or that no fact bears out."""
    generation = read_generation().current
    for some in in_batches(keys):
        things = {(target.id, key) for key in some}
        kept = Counter(row for row, _ in read_spans(generation, things))
        counted = {(unit.thing, span) for unit in load_units(plan, things) for span in unit.spans()}
        for row in sorted(kept.keys() | counted, key=repr):
            if kept[row] != (row in counted):
                yield f"{target.id} span {row[0][1]} {_told(row[1])}: {kept[row]} rows kept"


def compare_kept_sums(target: Target) -> Iterator[str]:
    """Yield the sums of days and months that are not those of the spans."""
    generation = read_generation().current
    days = add_up_spans(generation, target.id)
    yield from _differing("day", read_days(generation, target.id), days)
    yield from _differing("month", read_months(generation, target.id), by_month(days))


def _differing(what: str, kept: Sums, counted: Sums) -> Iterator[str]:
    nothing: Counter[str] = Counter()
    for at in sorted(kept.keys() | counted.keys()):
        ours, theirs = kept.get(at, nothing), counted.get(at, nothing)
        if ours != theirs:  # a number that is missing counts as 0
            target, area, day = at
            yield f"{target} sums of {what} {day} {area}: {dict(ours)} and {dict(theirs)}"


def _told(span: Span) -> str:
    piece = span.piece
    days = f"{piece.day_from}..{piece.day_to}"
    return f"{piece.state.side} {days} known {span.known_from}..{span.known_to}"
