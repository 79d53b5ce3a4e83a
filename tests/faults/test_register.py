"""The fault register is whole: each fault has tests, all tests are there, commands are theirs."""

import pytest

from tests.faults.register import REGISTER, Fault, exists, read_register

FAULTS = read_register()
ids = pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.id)


def test_no_fault_is_left_out() -> None:
    assert [fault.id for fault in FAULTS] == [f"F-{number:02d}" for number in range(1, 55)]


@ids
def test_each_fault_names_tests_that_are_there(fault: Fault) -> None:
    assert fault.fault and fault.expected and fault.tests
    assert [test for test in fault.tests if not exists(test)] == []


@ids
def test_each_fault_ended_well_when_it_was_last_run(fault: Fault) -> None:
    assert fault.last is not None and fault.last["result"] == "pass"


def test_each_command_is_that_of_its_tests() -> None:
    text = " ".join(REGISTER.read_text(encoding="utf-8").split())
    assert [fault.id for fault in FAULTS if fault.command not in text] == []
