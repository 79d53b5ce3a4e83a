"""Spans say of every day, by the knowledge of every day, what a count of the whole history says."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspect_app.domain.figures.counting import AsOf
from inspect_app.domain.figures.history_reader import read_history
from inspect_app.domain.figures.rollup import count_targets
from inspect_app.domain.figures.spans.grouping import units_of
from inspect_app.domain.figures.spans.span import FOREVER, state_of
from tests.queries.random_histories import DAYS, PLAN, Maker

histories = st.integers(0, 2**32).map(lambda seed: Maker(seed).history())


def states_by_spans(target, history, start, as_of: AsOf):
    known_at = as_of.known_at or date(2099, 1, 1)
    found = {}
    for unit in units_of(target, history, start):
        for span in unit.spans():
            piece = span.piece
            if span.known_from <= known_at < span.known_to:
                if piece.day_from <= as_of.day < piece.day_to:
                    assert unit.key not in found, "two states at one time"
                    found[unit.key] = piece.state
    return found


def states_by_count(target, counted):
    members = (*counted.numerator, *counted.denominator, *counted.excluded)
    return {key: state_of(counted, key) for key in {member.id for member in members}}


@settings(max_examples=25, deadline=None)
@given(histories, st.sampled_from(DAYS), st.sampled_from([*DAYS, None]))
def test_spans_agree_with_a_count_on_any_history(content, day, known_at):
    assert_agreed(content, day, known_at)


@pytest.mark.long
@settings(max_examples=400, deadline=None)
@given(histories, st.sampled_from(DAYS), st.sampled_from([*DAYS, None]))
def test_spans_agree_with_a_count_on_many_histories(content, day, known_at):
    assert_agreed(content, day, known_at)


def assert_agreed(content, day, known_at):
    read = read_history(content, PLAN)
    as_of = AsOf(date.fromisoformat(day), date.fromisoformat(known_at) if known_at else None)
    counts = count_targets(PLAN.targets, read.history, read.start, as_of)
    for target, counted in zip(PLAN.targets, counts, strict=True):
        by_spans = states_by_spans(target, read.history, read.start, as_of)
        assert by_spans == states_by_count(target, counted), target.id


@settings(max_examples=15, deadline=None)
@given(histories)
def test_no_two_spans_of_a_thing_hold_at_one_day_by_one_knowledge(content):
    read = read_history(content, PLAN)
    for target in PLAN.targets:
        for unit in units_of(target, read.history, read.start):
            spans = unit.spans()
            for at, one in enumerate(spans):
                assert one.known_from < one.known_to <= FOREVER
                assert one.piece.day_from < one.piece.day_to <= FOREVER
                assert not any(overlap(one, other) for other in spans[at + 1 :])


def overlap(one, other) -> bool:
    in_days = one.piece.day_from < other.piece.day_to and other.piece.day_from < one.piece.day_to
    return in_days and one.known_from < other.known_to and other.known_from < one.known_to
