"""What a person worked out by hand: the count, its spans and the second count all say it."""

from dataclasses import asdict
from datetime import date

import pytest

from inspect_app.domain.figures.baselines import baseline_on
from inspect_app.domain.figures.counting import AsOf
from inspect_app.domain.figures.history import History
from inspect_app.domain.figures.history_writer import write_history
from inspect_app.domain.figures.pace import compare, reached
from inspect_app.domain.figures.recount import Question, recount_all
from inspect_app.domain.figures.rollup import count_figure, count_target
from inspect_app.domain.figures.spans.grouping import units_of
from inspect_app.domain.figures.tallies import tally_of
from inspect_app.plans.load import current_plan
from inspect_app.queries.figures.kept_sides import Sides, sides_of
from tests.queries.scenarios import SCENARIOS, Scenario

PLAN = current_plan()
AREAS = [area.code for area in PLAN.areas]


def history_of(one: Scenario) -> History:
    return History(one.premises, one.visits, one.titles, one.baselines)


def as_of(one: Scenario) -> AsOf:
    known = date.fromisoformat(one.known) if one.known else None
    return AsOf(date.fromisoformat(one.on), known)


@pytest.mark.parametrize("one", SCENARIOS, ids=lambda one: one.name)
def test_the_figure_is_the_one_worked_out_by_hand(one):
    target, history = PLAN.find_target(one.target), history_of(one)
    counted = count_target(target, history, PLAN.start, as_of(one))
    baseline = baseline_on(target, history.baselines, as_of(one))
    figure = count_figure(target, tally_of(counted), AREAS, one.area, baseline=baseline)
    assert (figure.numerator, figure.denominator, figure.value) == one.answer
    assert tuple(member.id for member in counted.excluded) == one.out
    at = reached(figure.target, figure.numerator, figure.denominator)
    if one.pace:
        assert compare(PLAN, figure.target, as_of(one).day, at, figure.met)[0] == one.pace


@pytest.mark.parametrize("one", SCENARIOS, ids=lambda one: one.name)
def test_spans_and_the_second_count_say_the_same(one):
    target, history, when = PLAN.find_target(one.target), history_of(one), as_of(one)
    first = sides_of(target, count_target(target, history, PLAN.start, when))
    assert of_spans(target, history, when) == first
    question = Question(PLAN.start.isoformat(), one.on, one.known or "")
    (second,) = recount_all([asdict(target)], write_history(PLAN, history), question)
    for name in ("numerator", "denominator", "excluded", "inspected", "passed", "supported"):
        assert getattr(second, name) == getattr(first, name), name


def of_spans(target, history, when) -> Sides:
    """Return the sides that the spans of all things say, which know no `None` as knowledge."""
    sides, known = Sides(), when.known_at or date(2099, 1, 1)
    for unit in units_of(target, history, PLAN.start):
        for span in unit.spans():
            state, piece = span.piece.state, span.piece
            if not (span.known_from <= known < span.known_to):
                continue
            if piece.day_from <= when.day < piece.day_to:
                if state.side == "excluded":
                    sides.excluded[unit.key] = state.reason
                else:
                    sides.add(target, unit.key, state.area, state.side, state.seen, state.passed)
    return sides


def test_there_are_forty_of_them_and_no_two_alike():
    names = [one.name for one in SCENARIOS]
    assert len(names) >= 40 and len(set(names)) == len(names)
