"""Whose figures: of which areas somebody sees each kind of premises."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from inspect_app.domain.figures.tallies import Tally
from inspect_app.domain.figures.targets import Target


@dataclass(frozen=True)
class Scope:
    """The areas seen of each kind; None is the whole district."""

    by_kind: Mapping[str, frozenset[str]] | None = None

    def areas_of(self, kind: str) -> frozenset[str] | None:
        """Return the areas seen of a kind; None for all."""
        return None if self.by_kind is None else self.by_kind.get(kind, frozenset())

    def is_whole(self, kind: str, areas: Iterable[str]) -> bool:
        """Whether every area is seen of a kind."""
        seen = self.areas_of(kind)
        return seen is None or seen.issuperset(areas)

    def within(self, target: Target, by_area: Mapping[str, Tally]) -> Mapping[str, Tally]:
        """Return the tallies of the areas that are seen."""
        areas = self.areas_of(target.kind)
        if areas is None:
            return by_area
        return {area: tally for area, tally in by_area.items() if area in areas}


WHOLE = Scope()
