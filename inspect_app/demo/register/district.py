"""The whole register of the fictional district, in the order in which it is written down."""

import random
from datetime import date

from inspect_app.demo.register import names
from inspect_app.demo.register.canteens import make_canteens
from inspect_app.demo.register.entries import Clerk, Entry
from inspect_app.demo.register.lifts import make_estates
from inspect_app.demo.register.markets import make_markets
from inspect_app.demo.register.shops import make_online_shops, make_shops, make_streets, make_units
from inspect_app.demo.register.sites import make_sites
from inspect_app.demo.register.size import PLAN, Size


def make_district(chance: random.Random, today: date, size: Size = PLAN) -> list[Entry]:
    """By the day of the record; what lies under an entry comes after it."""
    clerk, words = Clerk(chance, today), names.shuffled_words(chance)
    entries = [
        *make_canteens(clerk, words),
        *make_streets(clerk, words, size),
        *make_markets(clerk, words, size),
        *make_sites(clerk, words, size),
        *make_shops(clerk, size),
        *make_online_shops(clerk, size),
        *make_units(clerk, size),
        *make_estates(clerk, words_of_estates(chance), size),
    ]
    return sorted(entries, key=lambda entry: entry.recorded_at)


def words_of_estates(chance: random.Random) -> names.Words:
    """Their own round: a school and an estate may share a word, as they do in any town."""
    return names.shuffled_words(chance)
