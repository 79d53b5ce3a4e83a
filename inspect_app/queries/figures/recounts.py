"""Counts the plan's figures a second time, part by part, and reports where the counts differ."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import func, select

from inspect_app.domain.figures.baselines import baseline_on
from inspect_app.domain.figures.counting import AsOf
from inspect_app.domain.figures.recount import (
    Question,
    Recounted,
    recount,
    recount_baseline,
    standing_visits,
)
from inspect_app.domain.figures.tallies import NOTHING
from inspect_app.domain.figures.targets import Plan, Target
from inspect_app.extensions import db
from inspect_app.models.figures import FigureSpan
from inspect_app.models.premises import Premises
from inspect_app.models.reviews import Standing
from inspect_app.queries.batches import in_batches
from inspect_app.queries.figures.baselines import load_baselines
from inspect_app.queries.figures.generations import read_generation
from inspect_app.queries.figures.judgements import list_altered
from inspect_app.queries.figures.kept_rows import compare_kept_sums, compare_spans
from inspect_app.queries.figures.kept_sides import Sides, kept_sides
from inspect_app.queries.figures.records import read_baselines, read_own, read_records
from inspect_app.queries.figures.tallies import read_tallies, tally_spans
from inspect_app.queries.figures.things import list_things

EVERYTHING = Question("", "9999-12-31")


def list_differences(plan: Plan, moments: Iterable[AsOf]) -> tuple[int, list[str]]:
    """Return the count of premises, and a message for each difference of the counts."""
    asked = list(moments)
    lines: list[str] = []
    for target in plan.targets:
        lines += compare_baselines(plan, target, asked)
        for keys in parts_of(target):
            lines += compare_part(plan, target, keys, asked)
            lines += compare_spans(plan, target, keys)
        lines += compare_kept_sums(target)
    for as_of in asked:
        lines += compare_sums(as_of)
    lines += compare_standings(plan)
    lines += list_altered()
    return db.session.scalar(select(func.count()).select_from(Premises)) or 0, lines


def parts_of(target: Target) -> Iterator[list[str]]:
    """Yield the keys of all that a target counts or has kept, in parts that fit into memory.

    Unit works come at once: only their sealed bodies tell which acceptances are theirs.
    """
    kept = select(FigureSpan.key).filter_by(generation=read_generation().current, target=target.id)
    keys = sorted({*list_things(target), *db.session.scalars(kept.distinct())})
    return iter([keys]) if target.metric == "first_pass" else in_batches(keys)


def compare_part(
    plan: Plan, target: Target, keys: Collection[str], moments: Sequence[AsOf]
) -> Iterator[str]:
    facts, row = read_records(target, keys), asdict(target)
    for as_of in moments:
        question = question_of(plan, as_of)
        told = list(standing_visits(facts["inspections"], question))
        counted = only(recount(row, facts, question, told), keys)
        for line in compare(kept_sides(target, keys, as_of), counted):
            yield f"{question.day} {question.known_at} {target.id} {line}"


def question_of(plan: Plan, as_of: AsOf) -> Question:
    known_at = as_of.known_at.isoformat() if as_of.known_at else ""
    return Question(plan.start.isoformat(), as_of.day.isoformat(), known_at)


def only(counted: Recounted, keys: Collection[str]) -> Recounted:
    """Drop other things: a lift that changed its device code brings its other code along."""
    for side in (counted.numerator, counted.denominator, counted.excluded):
        for key in side.keys() - set(keys):
            del side[key]
    return counted


def compare(first: Sides, second: Recounted) -> Iterator[str]:
    """Yield where two counts of some things differ."""
    for side in ("numerator", "denominator", "excluded"):
        yield from differing(side, getattr(first, side), getattr(second, side))
    for number in ("inspected", "passed", "supported"):
        ours, theirs = getattr(first, number), getattr(second, number)
        if ours != theirs:
            yield f"{number}: {ours} and {theirs}"


def differing(side: str, ours: dict[str, str], theirs: dict[str, str]) -> Iterator[str]:
    for name in sorted(ours.keys() | theirs.keys()):
        if ours.get(name) != theirs.get(name):
            yield f"{side} {name}: {ours.get(name)} and {theirs.get(name)}"


def compare_baselines(plan: Plan, target: Target, moments: Iterable[AsOf]) -> Iterator[str]:
    """Compare what was reached before the plan, as far as a target has a baseline."""
    ours, facts, row = load_baselines(), {"baselines_from": read_baselines()}, asdict(target)
    for as_of in moments:
        first = baseline_on(target, ours, as_of)
        second = recount_baseline(row, facts, question_of(plan, as_of))
        if first != second:
            yield f"{as_of.day} {target.id} baseline: {first} and {second}"


def compare_sums(as_of: AsOf) -> Iterator[str]:
    """Compare the sums of days and months with the spans that they were added up from."""
    sums, spans = read_tallies(as_of), tally_spans(as_of)
    for target in sorted(sums.keys() | spans.keys()):
        ours, theirs = sums.get(target, {}), spans.get(target, {})
        named = sorted(ours.keys() | theirs.keys())
        first = {area: str(ours[area]) for area in named if ours.get(area, NOTHING) != NOTHING}
        second = {area: str(theirs[area]) for area in named if area in theirs}
        yield from differing(f"{as_of.day} {target} sums", first, second)


def compare_standings(plan: Plan) -> Iterator[str]:
    """Compare stored standings with those that replaying this instance's visits gives."""
    for ids in in_batches(sorted(db.session.scalars(select(Premises.id)))):
        yield from differing("standing", read_standings(ids), replay_standings(plan, ids))


def read_standings(ids: Collection[str]) -> dict[str, str]:
    query = select(Standing).where(Standing.premises_id.in_(ids))
    return {
        f"{row.target} {row.premises_id}": f"{row.since} {row.covered} {row.passed}"
        for row in db.session.scalars(query)
    }


def replay_standings(plan: Plan, ids: Collection[str]) -> dict[str, str]:
    latest = {visit["premises"]: visit for visit in standing_visits(read_own(ids), EVERYTHING)}
    kinds = select(Premises.id, Premises.kind).where(Premises.id.in_(latest))
    return {
        f"{target.id} {row.id}": spoken(latest[row.id])
        for row in db.session.execute(kinds)
        for target in plan.targets
        if target.kind == row.kind
    }


def spoken(visit: Any) -> str:
    return f"{visit['on']} {visit['covered']} {visit['passed']}"
