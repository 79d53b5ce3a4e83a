"""An imported history: the results of another system's visits, without answers or photos."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from inspect_app.extensions import Model
from inspect_app.models.types import UtcDateTime


class ImportedInspection(Model):
    """An inspection of another system, with that system's ids and its revisions as JSON."""

    __tablename__ = "past_inspection"
    id: Mapped[str] = mapped_column(String(200), primary_key=True)
    premises_id: Mapped[str] = mapped_column(String(200), index=True)
    checklist: Mapped[str] = mapped_column(String(200))
    visited_on: Mapped[date]
    unit_work: Mapped[str | None] = mapped_column(String(200))
    reopened_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    revisions: Mapped[list[dict[str, Any]]] = mapped_column(JSON)


class Baseline(Model):
    """A cumulative target's count from before the plan; it belongs to no area.

    An imported history brings it without a time of its own, so it holds until a change is known.
    """

    __tablename__ = "baseline"
    target: Mapped[str] = mapped_column(String(32), primary_key=True)
    count: Mapped[int]
    dated_on: Mapped[date]
    document: Mapped[str] = mapped_column(String(200), default="", server_default="")
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)


class BaselineChange(Model):
    """A confirmed baseline that counts from a day on; a change adds a row.

    `dated_on` is its document's day; it counts from then on, or from where it replaces another.
    """

    __tablename__ = "baseline_change"
    id: Mapped[int] = mapped_column(primary_key=True)
    target: Mapped[str] = mapped_column(String(32), index=True)
    from_on: Mapped[date]
    count: Mapped[int]
    dated_on: Mapped[date]
    document: Mapped[str] = mapped_column(String(200), default="")
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)


class BaselineEntry(Model):
    """A baseline that one person entered; it counts once another confirms it."""

    __tablename__ = "baseline_entry"
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    target: Mapped[str] = mapped_column(String(32))
    count: Mapped[int]
    dated_on: Mapped[date]
    document: Mapped[str] = mapped_column(String(200))
    entered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    entered_by: Mapped[str] = mapped_column(ForeignKey("user.id"))


class PlanPeriod(Model):
    """The plan's first and last day where they differ from its file; one row or none."""

    __tablename__ = "plan_period"
    id: Mapped[int] = mapped_column(primary_key=True)
    start: Mapped[date]
    end: Mapped[date]
