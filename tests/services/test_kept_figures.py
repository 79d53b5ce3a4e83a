"""Kept figures: whatever happens, in whatever order, they say what a count of everything says."""

from dataclasses import replace
from datetime import UTC, date, datetime
from random import Random

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select

from inspect_app.domain.figures.counting import AsOf
from inspect_app.domain.figures.history_reader import read_history
from inspect_app.domain.figures.rollup import count_targets
from inspect_app.domain.figures.tallies import NOTHING, tally_of
from inspect_app.domain.refusals import Refused
from inspect_app.extensions import db
from inspect_app.models.designations import Designation
from inspect_app.models.figures import FigureDay, FigureMonth, FigureSpan
from inspect_app.models.imported import ImportedInspection
from inspect_app.models.premises import Premises, PremisesArea, PremisesAttrs, PremisesStatus
from inspect_app.queries.figures.generations import read_generation
from inspect_app.queries.figures.histories import load_history
from inspect_app.queries.figures.members import list_keys
from inspect_app.queries.figures.tallies import read_tallies
from inspect_app.services.figures import rebuild
from inspect_app.services.figures.rebuild import rebuild_figures
from inspect_app.services.instance import history_import
from inspect_app.services.writing.transaction import writing
from tests.queries.random_histories import DAYS, PLAN, Maker

NOW = datetime(2026, 1, 1, tzinfo=UTC)


class Steps:
    """Writes a random history fact by fact, in random order, saying what each one moves."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)
        self.history = read_history(Maker(seed).history(), PLAN).history

    def facts(self):
        premises = [(self.add_premises, row) for row in self.history.premises]
        titles = [(self.add_title, row) for row in self.history.designations]
        visits = []
        for row in self.history.inspections:
            visits += [(self.add_visit, self.beginning_of(row)), (self.add_visit, row)]
        others = titles + visits
        self.chance.shuffle(others)
        others.sort(key=lambda step: step[0] == self.add_visit and step[1].revisions != ())
        return premises + others

    def beginning_of(self, row):
        """The same visit before its last revision was decided."""
        return replace(row, revisions=(replace(row.revisions[0], reviews=()),))

    def add_premises(self, w, row):
        history_import._add_premises(w, (row,))
        w.move_premises(row.id)

    def add_title(self, w, row):
        w.session.add(history_import._designation(row))
        w.move_title(row.target, row.key)

    def add_visit(self, w, row):
        w.session.merge(history_import._inspection(row))
        w.move_premises(row.premises)


def assert_kept(day: date, known_at: date | None) -> None:
    """The kept numbers and lists are those of a count of all that the database holds."""
    as_of = AsOf(day, known_at)
    history, kept = load_history(), read_tallies(as_of)
    counts = count_targets(PLAN.targets, history, PLAN.start, as_of)
    for target, counted in zip(PLAN.targets, counts, strict=True):
        told = {area: tally for area, tally in kept.get(target.id, {}).items() if tally != NOTHING}
        assert told == tally_of(counted), (target.id, as_of)
        numerator = [key for key, _ in list_keys(target, "numerator", as_of)]
        assert numerator == [member.id for member in counted.numerator], target.id


@settings(
    max_examples=2, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.integers(0, 2**32))
@example(2_329_744_363)  # a lift whose undated attributes have another device code
def test_figures_follow_every_fact_in_any_order(app, seed):
    play(seed)


@pytest.mark.long
@settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.integers(0, 2**32))
def test_figures_follow_every_fact_of_many_histories(app, seed):
    play(seed)


def play(seed: int) -> None:
    """Play one history, and look at a day by the knowledge of a day after every step."""
    empty()
    steps, chance = Steps(seed), Random(seed)
    for write, row in steps.facts():
        with writing(NOW) as w:
            write(w, row)
        known = chance.choice([*DAYS, None])
        assert_kept(
            date.fromisoformat(chance.choice(DAYS)), date.fromisoformat(known) if known else None
        )


def empty() -> None:
    """Delete what the example before has left."""
    with writing(NOW) as w:
        for table in (
            *(FigureSpan, FigureDay, FigureMonth, ImportedInspection, Designation),
            *(PremisesStatus, PremisesAttrs, PremisesArea, Premises),
        ):
            w.session.execute(delete(table))
    db.session.expunge_all()


def test_what_will_be_known_on_the_last_day_there_is_is_what_is_known_now(app):
    play(11)
    today = AsOf(NOW.date())
    now, last = read_tallies(today), read_tallies(replace(today, known_at=date.max))
    assert told(last) == told(now) != {}


@pytest.mark.both
@pytest.mark.parametrize("step", ["load_units", "_swap"])
def test_a_rebuild_stops_once_another_has_begun(app, monkeypatch, step):
    history_import.import_history(read_history(Maker(11).history(), PLAN), "", at=NOW)
    real, calls = getattr(rebuild, step), []

    def overtaken(*given):
        calls.append(given)
        if len(calls) == (1 if step == "_swap" else 3):
            monkeypatch.setattr(rebuild, step, real)
            rebuild_figures(NOW)
        return real(*given)

    monkeypatch.setattr(rebuild, step, overtaken)
    with pytest.raises(Refused, match="Another rebuild"):
        rebuild_figures(NOW)
    for day in DAYS:
        assert_kept(date.fromisoformat(day), None)


@pytest.mark.both
def test_a_rebuild_comes_to_what_is_kept_and_swaps_it(app):
    play(11)
    before = read_generation()
    kept = [read_tallies(AsOf(date.fromisoformat(day))) for day in DAYS]
    rebuild_figures(NOW)
    after = read_generation()
    assert after.current > before.current and after.building is None
    again = [read_tallies(AsOf(date.fromisoformat(day))) for day in DAYS]
    assert [told(one) for one in again] == [told(one) for one in kept]
    for day, old in zip(DAYS, kept, strict=True):
        read_before_the_swap = read_tallies(AsOf(date.fromisoformat(day)), before.current)
        assert told(read_before_the_swap) == told(old)
    rebuild_figures(NOW)
    left = set(db.session.scalars(select(FigureSpan.generation).distinct()))
    assert left == {after.current, read_generation().current}


def told(kept):
    return {
        (target, area): tally
        for target, by_area in kept.items()
        for area, tally in by_area.items()
        if tally != NOTHING
    }
