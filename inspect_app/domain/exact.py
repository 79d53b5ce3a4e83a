"""Exact arithmetic: a number is read by its shortest decimal text, never by its binary value."""

from decimal import Decimal
from fractions import Fraction
from math import floor, isfinite

Points = int | Fraction

LARGEST = 2**53  # JavaScript cannot tell larger whole numbers apart


def is_number(value: object) -> bool:
    """Whether the value is a finite number that JSON can carry; true and false are not."""
    if isinstance(value, bool):
        return False
    if isinstance(value, int):
        return abs(value) <= LARGEST
    # A Decimal may carry an exponent that would fill the memory once it is a fraction.
    if isinstance(value, Decimal):
        return value.is_finite() and abs(value.adjusted()) < 400
    return isinstance(value, float) and isfinite(value)


def rounded(value: Fraction, places: int) -> str:
    """Return the value rounded half up, as a decimal text with that many places."""
    return decimal_text(floor(value * 10**places + Fraction(1, 2)), places)


def floored(value: Fraction, places: int) -> str:
    """Return the value rounded down, so that 79.996 is never shown as 80.00."""
    return decimal_text(floor(value * 10**places), places)


def decimal_text(units: int, places: int) -> str:
    """Return a count of tenths, hundredths … (by `places`) as a decimal text."""
    return f"{Decimal(units).scaleb(-places):f}"


def points_of(value: object) -> Points:
    """Return whole numbers as int, which adds up ten times faster, others as Fraction."""
    return value if isinstance(value, int) else exact(value)


def plain(value: Fraction) -> str:
    """Return a fraction as unrounded decimal text, such as 6 or 0.5; it must be finite."""
    return f"{Decimal(value.numerator) / Decimal(value.denominator):f}"


def exact(value: object) -> Fraction:
    """Return a number as an exact fraction, such as 8.1 as 81/10; `is_number` must hold."""
    return Fraction(value) if isinstance(value, int) else Fraction(str(value))
