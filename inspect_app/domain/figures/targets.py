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
    """A goal that no inspection counts and a person reports; `reported` reads its values.

    `target` is the plan's own text: "2.4", the range "1-2", the sum "2 + 3" with the names of its
    `parts`, or nothing for a milestone. `period` says what one value stands for.
    """

    id: str
    zh: str
    en: str
    departments: tuple[str, ...]
    form: str
    period: str
    source: str
    target: str = ""
    unit: str = ""
    unit_en: str = ""
    bound: str = "at_least"
    aim: str = "reach"
    parts: tuple[Named, ...] = ()
    note_zh: str = ""
    note_en: str = ""

    @property
    def section(self) -> str:
        """Return the first section of the text that names the goal."""
        return self.source.split("；")[0]

    @property
    def is_kept(self) -> bool:
        """Whether the figure is to stand at its goal all the time, and not only at the end."""
        return self.aim == "keep"


@dataclass(frozen=True)
class Interval:
    """How many months after a visit somebody has to go to a premises of this kind again, and why.

    `mark` says how well the basis was verified; P is a proposal of this system.
    """

    kind: str
    months: int
    basis_zh: str
    basis_en: str
    mark: str


@dataclass(frozen=True)
class Plan:
    """The plan; `start` and `end` are its first and last day, `published` the document's.

    A kind without an interval is visited again on no fixed day.
    """

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
    sections: tuple[Named, ...] = ()
    intervals: tuple[Interval, ...] = ()

    def for_period(self, start: date, end: date, baselines: Mapping[str, int]) -> "Plan":
        """Return the plan with an instance's own days and baselines."""
        targets = tuple(
            replace(target, baseline=baselines.get(target.id, target.baseline))
            for target in self.targets
        )
        return replace(self, start=start, end=end, targets=targets)

    def find_target(self, target_id: str) -> Target | None:
        return next((target for target in self.targets if target.id == target_id), None)

    def find_manual(self, target_id: str) -> ManualTarget | None:
        return next((target for target in self.manual_targets if target.id == target_id), None)

    def find_area(self, code: str) -> Named | None:
        return next((area for area in self.areas if area.code == code), None)

    def find_interval(self, kind: str) -> Interval | None:
        return next((interval for interval in self.intervals if interval.kind == kind), None)

    def months_of(self, kind: str) -> int | None:
        """Return the interval of a kind in months, or None where none is given."""
        interval = self.find_interval(kind)
        return interval.months if interval else None
