"""The server ends and the page dies at each named point of one day: nothing is lost or stuck."""

import pytest

from tests.simulation.model.world import ModelWorld
from tests.simulation.points import passed
from tests.simulation.ranges import run_alone
from tests.simulation.steps import MOMENTS


def test_the_day_passes_every_point_of_the_protocol() -> None:
    server, phone = passed(ModelWorld)
    assert {one.name for one in server} == set(MOMENTS)
    assert {one.name for one in phone} == {"before", "after"}


@pytest.mark.parametrize(
    "first",
    [pytest.param("3", marks=pytest.mark.daily), pytest.param("all", marks=pytest.mark.long)],
)
def test_nothing_is_lost_wherever_the_model_ends(first: str) -> None:
    assert run_alone("--points", first) == ""


@pytest.mark.long
@pytest.mark.parametrize("engine", ["sqlite", "postgres"])
def test_nothing_is_lost_wherever_the_shipped_engine_and_the_real_server_end(engine: str) -> None:
    assert run_alone("--engine", engine, "--points", "2") == ""
