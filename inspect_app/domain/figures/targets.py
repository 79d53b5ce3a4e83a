"""The plan: its targets, areas and departments. The counting is in `rollup`."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from inspect_app.domain.vocabulary import METRICS


@dataclass(frozen=True)
class Named:
    """Anything with a code and a name in both languages."""

    code: str
    zh: str
    en: str


@dataclass(frozen=True)
class Target:
    """A counted goal: `target` is in percent or, if cumulative, a count including `baseline`.

    `aim` is reach (by the plan's end) or keep (all the time).
    """

    id: str
    zh: str
    en: str
    kind: str
    metric: str
    target: int
    aim: str
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
    def is_count(self) -> bool:
        """Whether the figure is a count that grows to its target, and no share in percent."""
        return METRICS[self.metric].is_count

    @property
    def is_share(self) -> bool:
        """Whether premises are counted, each by its latest visit."""
        return not self.is_count and self.metric != "first_pass"

    @property
    def counts_lifts(self) -> bool:
        """Whether lifts are counted by their device codes."""
        return self.is_count and not self.is_designated

    @property
    def is_kept(self) -> bool:
        """Whether the figure is to stand at its target all the time, and not only at the end."""
        return self.aim == "keep"

    @property
    def is_designated(self) -> bool:
        """Whether titles are counted; the other cumulative target counts lifts by visits."""
        return self.is_count and self.kind != "elevator"


@dataclass(frozen=True)
class ManualTarget:
    """A goal that no inspection counts; `target` is text, since some are ranges or sums."""

    id: str
    zh: str
    en: str
    departments: tuple[str, ...]
    target: str
    unit: str
    bound: str
    source: str
    aim: str = "reach"


@dataclass(frozen=True)
class Plan:
    """The plan; `start` and `end` are its first and last day, `published` the document's."""

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
        """Return the plan with an instance's own days and baselines."""
        targets = tuple(
            replace(target, baseline=baselines.get(target.id, target.baseline))
            for target in self.targets
        )
        return replace(self, start=start, end=end, targets=targets)

    def find_target(self, target_id: str) -> Target | None:
        return next((target for target in self.targets if target.id == target_id), None)

    def find_area(self, code: str) -> Named | None:
        return next((area for area in self.areas if area.code == code), None)
