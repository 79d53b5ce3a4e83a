"""Puts reported figures into a report's data: those that have a value, as they were confirmed."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Protocol

from inspect_app.domain.figures.counting import AsOf
from inspect_app.domain.figures.targets import ManualTarget
from inspect_app.queries.reported import list_reported


class Reported(Protocol):
    """A reported goal with its value in force, in words of both languages; None without one."""

    @property
    def target(self) -> ManualTarget: ...
    @property
    def value_zh(self) -> str | None: ...
    @property
    def value_en(self) -> str | None: ...
    @property
    def period(self) -> str | None: ...
    @property
    def dated_on(self) -> date | None: ...
    @property
    def source(self) -> str | None: ...
    @property
    def met(self) -> bool | None: ...


def reported_objects(rows: Iterable[Reported]) -> list[dict[str, Any]]:
    """Return the reported figures that have a value, in the order given."""
    return [
        {
            "id": row.target.id,
            "value_zh": row.value_zh,
            "value_en": row.value_en,
            "period": row.period,
            "dated_on": row.dated_on.isoformat() if row.dated_on else None,
            "source": row.source,
            "met": row.met,
        }
        for row in rows
        if row.value_zh is not None
    ]


def reported_on(as_of: AsOf) -> list[dict[str, Any]]:
    """Return the reported figures in force on a day."""
    return reported_objects(list_reported(as_of))
