"""What chance may miss is tried out: each fault, and each two, in a day of two phones."""

import pytest

from tests.simulation.small_scope import FAULTS, broken, pairs, requests, singles


def test_no_single_fault_loses_doubles_or_stops_anything() -> None:
    assert len(requests(lambda _: True)) * len(FAULTS) > 500
    assert list(broken(singles())) == []


@pytest.mark.long
def test_no_two_faults_together_do() -> None:
    assert list(broken(pairs())) == []
