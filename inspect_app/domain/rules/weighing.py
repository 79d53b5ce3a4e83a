"""Limits how many grams a re-weighed purchase may be short, by tier of goods and weight billed.

Tiers after the retail weighing rules: staples, meat and fish, dried goods, precious goods.
"""

from fractions import Fraction

# (up to this many grams, tolerance); a range ends with its upper bound, beyond the last none.
TOLERANCES = {
    1: ((1000, 20), (2000, 40), (4000, 80), (25000, 100)),
    2: ((2500, 5), (10000, 10), (15000, 15)),
    3: ((1000, 2), (4000, 4), (6000, 6)),
    4: ((500, 1), (2000, 2), (5000, 3)),
}


def tolerance(tier: int, billed: Fraction) -> int | None:
    """Return the allowed shortage in grams; None above the table."""
    return next((grams for upto, grams in TOLERANCES[tier] if billed <= upto), None)


def weighs_enough(tier: int, billed: Fraction, actual: Fraction) -> bool | None:
    """Whether the shortage is within the tolerance, its limit included; None above it."""
    allowed = tolerance(tier, billed)
    return None if allowed is None else billed - actual <= allowed
