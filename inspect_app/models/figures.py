"""Kept figures: what each thing counted as over time, and the numbers that follow."""

from datetime import date, datetime

from sqlalchemy import JSON, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from inspect_app.extensions import Model
from inspect_app.models.types import UtcDateTime


class FigureSpan(Model):
    """What one thing of a target counted as from a day until before another, as known for a while.

    `key` is a premises, a device code, the key of a title, or a unit work; `side` is numerator,
    open (in the denominator alone) or excluded. What holds or is known still ends on the last day
    of the calendar. Rows of another generation than the current one are being built or dropped.
    """

    __tablename__ = "figure_span"
    __table_args__ = (
        Index("ix_figure_span_unit", "generation", "target", "key"),
        Index("ix_figure_span_premises", "generation", "premises_id"),
        Index(
            "ix_figure_span_now",
            *("generation", "target", "known_to", "area", "key"),
            *("day_from", "day_to", "known_from", "side", "reason", "seen", "passed"),
        ),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    generation: Mapped[int]
    target: Mapped[str] = mapped_column(String(32))
    key: Mapped[str] = mapped_column(String(200))
    area: Mapped[str] = mapped_column(String(9))
    side: Mapped[str] = mapped_column(String(16))
    reason: Mapped[str] = mapped_column(String(32), default="")
    seen: Mapped[bool]
    passed: Mapped[bool]
    premises_id: Mapped[str] = mapped_column(String(200), default="")
    day_from: Mapped[date]
    day_to: Mapped[date]
    known_from: Mapped[date]
    known_to: Mapped[date]


class _Changes:
    """By how much the numbers of a target in an area change; all figures are sums of such rows."""

    generation: Mapped[int] = mapped_column(primary_key=True)
    target: Mapped[str] = mapped_column(String(32), primary_key=True)
    area: Mapped[str] = mapped_column(String(9), primary_key=True)
    numerator: Mapped[int] = mapped_column(default=0)
    open: Mapped[int] = mapped_column(default=0)
    excluded: Mapped[int] = mapped_column(default=0)
    seen: Mapped[int] = mapped_column(default=0)
    passed: Mapped[int] = mapped_column(default=0)


class FigureDay(_Changes, Model):
    """The changes of one day, by what is known now."""

    __tablename__ = "figure_day"
    __table_args__ = (Index("ix_figure_day_day", "generation", "day"),)
    day: Mapped[date] = mapped_column(primary_key=True)


class FigureMonth(_Changes, Model):
    """The changes of one month, known by its first day: so no sum reads all days."""

    __tablename__ = "figure_month"
    month: Mapped[date] = mapped_column(primary_key=True)


class FigureGeneration(Model):
    """Which generation of kept figures is read, and which one is being built; one row.

    `rules` and `start` tell by which rules, and from which day on, the current one was counted.
    """

    __tablename__ = "figure_generation"
    id: Mapped[int] = mapped_column(primary_key=True)
    current: Mapped[int]
    building: Mapped[int | None]
    rules: Mapped[int]
    start: Mapped[date | None]
    built_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class FigureMoved(Model):
    """A thing that moved while figures were rebuilt: it is counted again before they are read."""

    __tablename__ = "figure_moved"
    target: Mapped[str] = mapped_column(String(32), primary_key=True)
    key: Mapped[str] = mapped_column(String(200), primary_key=True)


class MonthEnd(Model):
    """The figure of a target on the last day of a month, as it was known that day; never changed.

    `lists` has the SHA-256 of each side's list, by which a later count of the same is compared.
    """

    __tablename__ = "month_end"
    day: Mapped[date] = mapped_column(primary_key=True)
    target: Mapped[str] = mapped_column(String(32), primary_key=True)
    numerator: Mapped[int]
    denominator: Mapped[int]
    excluded: Mapped[int]
    baseline: Mapped[int]
    lists: Mapped[dict[str, str]] = mapped_column(JSON)
    frozen_at: Mapped[datetime] = mapped_column(UtcDateTime)
