"""Figures without rounding: a number is read by its shortest decimal text, never by its bits."""

from decimal import Decimal
from fractions import Fraction
from math import isfinite

Number = int | float | Decimal


def is_number(value: object) -> bool:
    """A finite JSON number; true and false are none, though Python counts with them."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return False
    # A Decimal may carry an exponent that would fill the memory once it is a fraction.
    return abs(value.adjusted()) < 400 if isinstance(value, Decimal) else isfinite(value)


def exact(value: object) -> Fraction:
    """8.1 as 81/10. Only for what `is_number` accepts."""
    return Fraction(str(value))
