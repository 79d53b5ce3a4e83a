"""Reads reported figures: of each goal the value in force on a day, its history, what waits."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select

from inspect_app.domain.figures.counting import AsOf
from inspect_app.domain.figures.reported import Value, is_met, load_value
from inspect_app.domain.figures.reported_periods import days_of
from inspect_app.domain.figures.reported_scales import ReportedScale, scales_of
from inspect_app.domain.figures.reported_words import goal_words, value_words
from inspect_app.domain.figures.targets import ManualTarget, Plan
from inspect_app.extensions import db
from inspect_app.models.reported import ReportedFigure
from inspect_app.queries.figures.plans import plan_in_force

_WAITS = (ReportedFigure.confirmed_at.is_(None), ReportedFigure.dropped_at.is_(None))
_CONFIRMED = select(ReportedFigure).where(ReportedFigure.confirmed_at.is_not(None))


@dataclass(frozen=True)
class ReportedRow:
    """A reported goal with its value in force on a day; without one all but `target` is None.

    `value_zh` and `value_en` are the value in words with its unit. `met` is None too where the
    plan does not say what would reach it.
    """

    target: ManualTarget
    id: str | None = None
    value: Value | None = None
    value_zh: str | None = None
    value_en: str | None = None
    period: str | None = None
    dated_on: date | None = None
    source: str | None = None
    met: bool | None = None
    confirmed_at: datetime | None = None

    @property
    def goal_zh(self) -> str:
        """Return the goal in Chinese words with its unit."""
        return goal_words(self.target, "zh")

    @property
    def goal_en(self) -> str:
        """Return the goal in English words."""
        return goal_words(self.target, "en")

    @property
    def scales(self) -> list[ReportedScale]:
        """Return what is drawn of the value: a scale, one for each part, or none."""
        return scales_of(self.target, self.value)


def list_reported(as_of: AsOf, plan: Plan | None = None) -> list[ReportedRow]:
    """List every reported goal in the plan's order with its value in force, if it has one.

    A value counts from its confirmation. Of a period the one confirmed last is in force, and the
    latest period is shown.
    """
    plan, by_target = plan or plan_in_force(), _confirmed(as_of)
    return [_row(target, _in_force(plan, by_target[target.id])) for target in plan.manual_targets]


def count_waiting() -> dict[str, int]:
    """Count the values that wait for a second person, by target; others are left out."""
    query = select(ReportedFigure.target, func.count()).where(*_WAITS)
    return dict(db.session.execute(query.group_by(ReportedFigure.target)).all())


def list_waiting(target_id: str, *, limit: int, offset: int = 0) -> Sequence[ReportedFigure]:
    """List a page of a target's values that wait for a second person, longest waiting first."""
    query = select(ReportedFigure).where(ReportedFigure.target == target_id, *_WAITS)
    ordered = query.order_by(ReportedFigure.entered_at, ReportedFigure.id)
    return db.session.scalars(ordered.limit(limit).offset(offset)).all()


def list_history(target_id: str, *, limit: int, offset: int = 0) -> Sequence[ReportedFigure]:
    """List a page of everything entered of a target, newest first."""
    query = select(ReportedFigure).where(ReportedFigure.target == target_id)
    ordered = query.order_by(ReportedFigure.entered_at.desc(), ReportedFigure.id.desc())
    return db.session.scalars(ordered.limit(limit).offset(offset)).all()


def count_history(target_id: str) -> int:
    """Count everything entered of a target."""
    query = select(func.count()).select_from(ReportedFigure)
    return db.session.scalar(query.where(ReportedFigure.target == target_id)) or 0


def find_reported(figure_id: str) -> ReportedFigure | None:
    """Return an entered value by its id, or None."""
    return db.session.get(ReportedFigure, figure_id)


def _confirmed(as_of: AsOf) -> defaultdict[str, list[ReportedFigure]]:
    found: defaultdict[str, list[ReportedFigure]] = defaultdict(list)
    query = _CONFIRMED.where(ReportedFigure.dated_on <= as_of.day)
    for row in db.session.scalars(query):
        if row.confirmed_at and as_of.knows(row.confirmed_at):
            found[row.target].append(row)
    return found


def _in_force(plan: Plan, rows: Iterable[ReportedFigure]) -> ReportedFigure | None:
    def rank(row: ReportedFigure) -> tuple[date, datetime | None, str]:
        return days_of(plan, row.period)[1], row.confirmed_at, row.id

    return max(rows, key=rank, default=None)


def _row(target: ManualTarget, found: ReportedFigure | None) -> ReportedRow:
    if found is None:
        return ReportedRow(target)
    value = load_value(found.value)
    return ReportedRow(
        target=target,
        id=found.id,
        value=value,
        value_zh=value_words(target, value, "zh"),
        value_en=value_words(target, value, "en"),
        period=found.period,
        dated_on=found.dated_on,
        source=found.source,
        met=is_met(target, value),
        confirmed_at=found.confirmed_at,
    )
