"""The server ends and the page dies at each named point of one day: nothing is lost or stuck."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.simulation.model.world import ModelWorld
from tests.simulation.points import passed
from tests.simulation.ranges import run_alone
from tests.simulation.real.world import borrowed
from tests.simulation.steps import FAILPOINTS

ROOT = Path(__file__).parents[2]


def test_the_day_passes_every_point_of_the_protocol() -> None:
    server, phone = passed(ModelWorld)
    assert {one.name for one in server} == set(FAILPOINTS)
    assert {one.name for one in phone} == {"before", "after"}


def test_the_shipped_day_passes_every_point_that_the_code_names() -> None:
    with borrowed() as make_world:
        server, phone = passed(make_world)
    of_disk = {"disk.synced", "disk.renamed"}
    assert {one.name for one in server} == set(named("*.py", "sync", "inspect_app")) | of_disk
    of_writes = {"before", "after"}
    assert {one.name for one in phone} == set(named("*.ts", "inspect_app/static/phone")) | of_writes


def named(pattern: str, *folders: str) -> Iterator[str]:
    for folder in folders:
        for path in (ROOT / folder).rglob(pattern):
            yield from re.findall(r'\bfailpoint\("([a-z_.]+)"\)', path.read_text())


@pytest.mark.parametrize(
    "first",
    [pytest.param("1", marks=pytest.mark.daily), pytest.param("all", marks=pytest.mark.long)],
)
def test_nothing_is_lost_wherever_the_model_ends(first: str) -> None:
    assert run_alone("--points", first) == ""


@pytest.mark.long
@pytest.mark.parametrize(("engine", "times"), [("sqlite", "2"), ("postgres", "1")])
def test_nothing_is_lost_wherever_the_shipped_engine_and_the_real_server_end(
    engine: str, times: str
) -> None:
    assert run_alone("--engine", engine, "--points", times) == ""
