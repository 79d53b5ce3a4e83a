"""The engine as it is shipped, in Node, against the real server: same plans, same questions."""

import pytest

from tests.simulation.agreement import differences
from tests.simulation.ranges import run_range
from tests.simulation.second import SECOND
from tests.simulation.third import THIRD


@pytest.mark.daily
def test_whatever_happens_nothing_is_lost_on_sqlite() -> None:
    assert run_range(1, "--engine", "sqlite") == ""


@pytest.mark.long
def test_whatever_happens_nothing_is_lost_on_postgresql() -> None:
    assert run_range(20, "--engine", "postgres") == ""


@pytest.mark.parametrize(
    "count",
    [pytest.param(1, marks=pytest.mark.daily), pytest.param(60, marks=pytest.mark.long)],
)
def test_nothing_is_lost_and_the_model_tells_the_same_story(count: int) -> None:
    assert list(differences(range(7_000, 7_000 + count))) == []


@pytest.mark.parametrize(
    "count",
    [pytest.param(1, marks=pytest.mark.daily), pytest.param(40, marks=pytest.mark.long)],
)
def test_rounds_withdrawals_and_proposals_keep_every_promise_on_sqlite(count: int) -> None:
    assert run_range(count, "--engine", "sqlite", seed=SECOND) == ""


@pytest.mark.parametrize(
    "count",
    [pytest.param(1, marks=pytest.mark.daily), pytest.param(20, marks=pytest.mark.long)],
)
def test_the_model_tells_of_rounds_withdrawals_and_proposals_the_same_story(count: int) -> None:
    assert list(differences(range(SECOND + 1_000, SECOND + 1_000 + count))) == []


@pytest.mark.parametrize(
    ("engine", "count"),
    [
        pytest.param("sqlite", 20, marks=pytest.mark.long),
        pytest.param("postgres", 5, marks=pytest.mark.long),
    ],
)
def test_corrections_keep_every_promise_on_both_databases(engine: str, count: int) -> None:
    assert run_range(count, "--engine", engine, seed=THIRD) == ""


@pytest.mark.parametrize(
    "count", [pytest.param(1, marks=pytest.mark.daily), pytest.param(10, marks=pytest.mark.long)]
)
def test_the_model_tells_of_corrections_the_same_story(count: int) -> None:
    assert list(differences(range(THIRD + 1_000, THIRD + 1_000 + count))) == []
