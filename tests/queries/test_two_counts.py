"""Two roads to every figure: on any history they agree, and the file between them loses nothing."""

import json
from dataclasses import asdict
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspect_app.domain.figures.baselines import baseline_on
from inspect_app.domain.figures.counting import AsOf
from inspect_app.domain.figures.history_reader import read_history
from inspect_app.domain.figures.history_writer import write_history
from inspect_app.domain.figures.recount import Question, recount_all
from inspect_app.domain.figures.rollup import count_target, count_targets
from inspect_app.queries.figures.kept_sides import sides_of
from inspect_app.queries.figures.recounts import compare
from tests.queries.random_histories import DAYS, PLAN, Maker

histories = st.integers(0, 2**32).map(lambda seed: Maker(seed).history())
days = st.sampled_from(DAYS)


def differing(content, day: str, known_at: str) -> list[str]:
    read = read_history(content, PLAN)
    as_of = AsOf(date.fromisoformat(day), date.fromisoformat(known_at) if known_at else None)
    question = Question("2021-01-01", day, known_at)
    plan = PLAN.for_period(read.start, read.end, read.baselines)
    firsts = count_targets(plan.targets, read.history, read.start, as_of)
    seconds = recount_all(map(asdict, plan.targets), content, question)
    return [
        line
        for target, first, second in zip(plan.targets, firsts, seconds, strict=True)
        for line in [
            *compare(sides_of(target, first), second),
            *differing_baselines(target, read.history.baselines, as_of, second),
        ]
    ]


def differing_baselines(target, baselines, as_of, second):
    baseline = baseline_on(target, baselines, as_of)
    return [] if baseline == second.baseline else [f"{target.id}: {baseline} {second.baseline}"]


@settings(max_examples=60, deadline=None)
@given(histories, days, st.sampled_from([*DAYS, ""]))
def test_both_counts_agree_on_any_history(content, day, known_at):
    assert differing(content, day, known_at) == []


@pytest.mark.long
@settings(max_examples=600, deadline=None)
@given(histories, days, st.sampled_from([*DAYS, ""]))
def test_both_counts_agree_on_many_histories(content, day, known_at):
    assert differing(content, day, known_at) == []


@settings(max_examples=30, deadline=None)
@given(histories)
def test_what_is_written_is_what_was_read(content):
    read = read_history(content, PLAN)
    plan = PLAN.for_period(read.start, read.end, read.baselines)
    written = json.loads(json.dumps(write_history(plan, read.history)))
    again = read_history(written, PLAN)
    assert write_history(plan, again.history) == written
    assert (again.start, again.end) == (read.start, read.end)
    assert {key: count for key, count in again.baselines.items() if count} == {
        key: count for key, count in read.baselines.items() if count
    }


@settings(max_examples=30, deadline=None)
@given(histories, days, st.integers(0, 400))
def test_knowledge_of_a_later_day_than_anything_recorded_is_all_of_it(content, day, later):
    read = read_history(content, PLAN)
    far = date(2030, 1, 1) + timedelta(days=later)
    for target in PLAN.targets:
        all_of_it = AsOf(date.fromisoformat(day))
        known = AsOf(date.fromisoformat(day), far)
        first = count_target(target, read.history, read.start, all_of_it)
        assert first == count_target(target, read.history, read.start, known)


@settings(max_examples=60, deadline=None)
@given(histories, st.randoms(use_true_random=False), days)
def test_the_order_of_a_file_is_no_matter(content, chance, day):
    as_of = AsOf(date.fromisoformat(day))
    before = read_history(content, PLAN).history
    for name in ("premises", "inspections"):
        chance.shuffle(content[name])
    after = read_history(content, PLAN).history
    for target in PLAN.targets:
        sides = count_target(target, before, PLAN.start, as_of)
        assert sides == count_target(target, after, PLAN.start, as_of)
