"""Figures without rounding: a number is read by its shortest decimal text, never by its bits."""

from decimal import Decimal
from fractions import Fraction
from math import floor, isfinite

Points = int | Fraction

LARGEST = 2**53  # whole numbers beyond it are not the same everywhere


def is_number(value: object) -> bool:
    """A number that JSON can carry; true and false are none, though Python counts with them."""
    if isinstance(value, bool):
        return False
    if isinstance(value, int):
        return abs(value) <= LARGEST
    # A Decimal may carry an exponent that would fill the memory once it is a fraction.
    if isinstance(value, Decimal):
        return value.is_finite() and abs(value.adjusted()) < 400
    return isinstance(value, float) and isfinite(value)


def rounded(value: Fraction, places: int) -> str:
    """Half up, as a decimal text with that many places."""
    return decimal_text(floor(value * 10**places + Fraction(1, 2)), places)


def floored(value: Fraction, places: int) -> str:
    """So that 79.996 is never shown as 80.00."""
    return decimal_text(floor(value * 10**places), places)


def decimal_text(units: int, places: int) -> str:
    """`units` are tenths for one place, hundredths for two."""
    return f"{Decimal(units).scaleb(-places):f}"


def points_of(value: object) -> Points:
    """Whole numbers stay integers, which add up ten times as quickly as fractions."""
    return value if isinstance(value, int) else exact(value)


def plain(value: Fraction) -> str:
    """Without any rounding: 6, 0.5. Only for what a decimal can hold."""
    return f"{Decimal(value.numerator) / Decimal(value.denominator):f}"


def exact(value: object) -> Fraction:
    """8.1 as 81/10. Only for what `is_number` accepts."""
    return Fraction(value) if isinstance(value, int) else Fraction(str(value))
