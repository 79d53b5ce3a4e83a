"""What a plan promises: its targets, areas and departments. The counting is in `rollup`."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date


@dataclass(frozen=True)
class Named:
    """Anything with a code and a name in both languages."""

    code: str
    zh: str
    en: str


@dataclass(frozen=True)
class Target:
    """`target` is in percent or, if cumulative, a count; `baseline` was reached before the plan."""

    id: str
    zh: str
    en: str
    kind: str
    metric: str
    target: int
    unit: str
    source: str
    departments: tuple[str, ...]
    departments_inferred: bool
    excludes: tuple[str, ...]
    baseline: int
    counts_zh: str
    counts_en: str
    note_zh: str
    note_en: str

    @property
    def is_designated(self) -> bool:
        """Titles are counted by their naming; lifts by the visits themselves."""
        return self.metric == "cumulative" and self.kind != "elevator"


@dataclass(frozen=True)
class ManualTarget:
    """A figure that nobody inspects; `target` is text, for some are ranges or sums."""

    id: str
    zh: str
    en: str
    departments: tuple[str, ...]
    target: str
    unit: str
    bound: str
    source: str


@dataclass(frozen=True)
class Plan:
    """`start` and `end` both belong to it; `published` is the day of the document."""

    id: str
    zh: str
    en: str
    status_zh: str
    status_en: str
    published: date
    start: date
    end: date
    district: Named
    areas: tuple[Named, ...]
    departments: tuple[Named, ...]
    targets: tuple[Target, ...]
    manual_targets: tuple[ManualTarget, ...]

    def for_period(self, start: date, end: date, baselines: Mapping[str, int]) -> "Plan":
        """The same promise with an instance's own days and the counts from before them."""
        targets = tuple(
            replace(target, baseline=baselines.get(target.id, target.baseline))
            for target in self.targets
        )
        return replace(self, start=start, end=end, targets=targets)

    def find_target(self, target_id: str) -> Target | None:
        return next((target for target in self.targets if target.id == target_id), None)

    def find_area(self, code: str) -> Named | None:
        return next((area for area in self.areas if area.code == code), None)
