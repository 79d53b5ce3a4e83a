"""Numbers are what their decimal text says, and nothing else passes for one."""

from decimal import Decimal
from fractions import Fraction

import pytest

from inspect_app.domain.exact import exact, is_number


@pytest.mark.parametrize(
    "value",
    [True, None, "8", [8], float("nan"), float("inf"), 2**53 + 1, 10**5000, Decimal("1e999999999")],
    ids=lambda value: type(value).__name__,
)
def test_what_is_no_number_is_turned_away(value: object) -> None:
    assert not is_number(value)


@pytest.mark.parametrize("value", [8, -8.1, 0.0, 1e300, Decimal("8.10"), 2**53])
def test_what_is_a_number_may_enter(value: object) -> None:
    assert is_number(value)


def test_a_number_is_its_decimal_text() -> None:
    assert exact(8.1) == exact(Decimal("8.10")) == Fraction(81, 10)
    assert exact(0.1) + exact(0.2) == exact(0.3)
    assert exact(1e-7) == Fraction(1, 10**7)
