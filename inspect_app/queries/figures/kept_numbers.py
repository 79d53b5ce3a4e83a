"""What one page reads of the kept figures: each statement once, however many parts ask for it."""

from collections.abc import Mapping
from functools import cached_property

from inspect_app.domain.figures.counting import AsOf
from inspect_app.domain.figures.history import BaselineRecord
from inspect_app.domain.figures.tallies import ByArea
from inspect_app.queries.figures.baselines import load_baselines
from inspect_app.queries.figures.generations import read_generation
from inspect_app.queries.figures.tallies import read_tallies


class KeptNumbers:
    """Lives as long as one page: the next one must see what was decided meanwhile."""

    def __init__(self) -> None:
        self._tallies: dict[AsOf, Mapping[str, ByArea]] = {}

    @cached_property
    def generation(self) -> int:
        return read_generation().current

    @cached_property
    def baselines(self) -> list[BaselineRecord]:
        return load_baselines()

    def tallies(self, as_of: AsOf) -> Mapping[str, ByArea]:
        """Return the tally of each area that has one, by target."""
        if as_of not in self._tallies:
            self._tallies[as_of] = read_tallies(as_of, self.generation)
        return self._tallies[as_of]
