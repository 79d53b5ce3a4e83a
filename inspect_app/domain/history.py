"""What figures are counted from: premises, visits, revisions, decisions, each with its times."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True)
class StatusChange:
    from_on: date
    status: str
    recorded_at: datetime


@dataclass(frozen=True)
class PremisesRecord:
    id: str
    kind: str
    area: str
    registered_on: date
    recorded_at: datetime
    attrs: dict[str, Any] = field(default_factory=dict)
    statuses: tuple[StatusChange, ...] = ()


@dataclass(frozen=True)
class Decision:
    at: datetime
    action: str


@dataclass(frozen=True)
class RevisionRecord:
    rev: int
    received_at: datetime
    complete: bool
    covered: bool | None
    passed: bool | None
    reviews: tuple[Decision, ...] = ()


@dataclass(frozen=True)
class InspectionRecord:
    id: str
    premises: str
    on: date
    revisions: tuple[RevisionRecord, ...]


@dataclass(frozen=True)
class History:
    premises: tuple[PremisesRecord, ...]
    inspections: tuple[InspectionRecord, ...]
