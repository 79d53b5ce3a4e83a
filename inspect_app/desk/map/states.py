"""Counts places by how due they are, the most urgent state first."""

from collections import Counter
from collections.abc import Iterable

from inspect_app.domain.calendar.due import STATES
from inspect_app.queries.places import Place

RANK = {state: number for number, state in enumerate(STATES)}


def count_states(places: Iterable[Place]) -> tuple[tuple[str, int], ...]:
    """Count by state, the most urgent first; states of none are left out."""
    counts = Counter(map(state_of, places))
    return tuple((state, counts[state]) for state in STATES if counts[state])


def state_of(place: Place) -> str:
    return place.due.state or STATES[-1]
