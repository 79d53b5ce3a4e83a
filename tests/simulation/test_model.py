"""The protocol's own code beneath a model of the phone: many schedules, nothing lost or stuck."""

import pytest

from tests.simulation.model.world import ModelWorld
from tests.simulation.ranges import run_range
from tests.simulation.schedule import run_schedule
from tests.simulation.second import SECOND
from tests.simulation.third import THIRD


@pytest.mark.parametrize(
    "count",
    [pytest.param(40, marks=pytest.mark.daily), pytest.param(4_000, marks=pytest.mark.long)],
)
def test_whatever_happens_nothing_is_lost_doubled_or_stuck(count: int) -> None:
    assert run_range(count, "--engine", "model") == ""


@pytest.mark.parametrize(
    "count",
    [pytest.param(20, marks=pytest.mark.daily), pytest.param(4_000, marks=pytest.mark.long)],
)
def test_rounds_withdrawals_and_proposals_keep_every_promise(count: int) -> None:
    assert run_range(count, "--engine", "model", seed=SECOND) == ""


@pytest.mark.parametrize(
    "count",
    [pytest.param(20, marks=pytest.mark.daily), pytest.param(1_000, marks=pytest.mark.long)],
)
def test_corrections_move_as_the_table_allows_and_lose_no_move(count: int) -> None:
    assert run_range(count, "--engine", "model", seed=THIRD) == ""


def test_the_same_seed_tells_the_same_story() -> None:
    first, again = (run_schedule(7, ModelWorld, traced=True) for _ in range(2))
    assert first.trace == again.trace
    assert len(first.trace) > 20
