"""No order of moves from two phones, the desk and the operator leaves the table or loses one."""

from dataclasses import replace

import pytest
from flask import Flask
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from inspect_app.config import Settings
from inspect_app.models.people import User
from tests.makers import make_user
from tests.phone.phones import ready_phone
from tests.services.corrections_machine import CorrectionsMachine, People

ROUNDS = [
    pytest.param(3, 25, marks=pytest.mark.daily),
    pytest.param(30, 40, marks=pytest.mark.long),
]


@pytest.fixture(name="settings")
def unlimited(settings: Settings) -> Settings:
    """Lift the limits: played phones send more in a minute than any of them allows."""
    return replace(settings, limits=False)


@pytest.mark.parametrize(("examples", "steps"), ROUNDS)
def test_no_order_of_moves_leaves_the_table_or_loses_one(
    app: Flask, examples: int, steps: int
) -> None:
    lin, bai, mei = (inspector(name) for name in ("lin", "bai", "mei"))
    chen = make_user("chen", role="supervisor", kinds=["elevator"])

    class Played(CorrectionsMachine):
        people = People(ready_phone(app, lin), ready_phone(app, bai), mei, chen)

    how = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        phases=[Phase.generate],  # to make a story shorter would take minutes
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Played, settings=how)


def inspector(name: str) -> User:
    return make_user(name, role="inspector", kinds=["elevator"])
