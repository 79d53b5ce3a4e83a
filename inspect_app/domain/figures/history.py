"""What figures are counted from: premises, visits, decisions, titles, each with its times."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

ACCEPTANCE = "construction-acceptance"


@dataclass(frozen=True)
class StatusChange:
    """In force from `from_on` on; when it was recorded says who could know of it."""

    from_on: date
    status: str
    recorded_at: datetime
    reason: str = ""


@dataclass(frozen=True)
class PremisesRecord:
    """Of two statuses that were recorded at one moment the one listed later holds."""

    id: str
    kind: str
    area: str
    registered_on: date
    recorded_at: datetime
    attrs: dict[str, Any] = field(default_factory=dict)
    statuses: tuple[StatusChange, ...] = ()


@dataclass(frozen=True)
class Decision:
    """A review: `action` is approve or return."""

    at: datetime
    action: str


@dataclass(frozen=True)
class RevisionRecord:
    """What the server judged; None where nothing was decided."""

    rev: int
    received_at: datetime
    complete: bool
    covered: bool | None
    passed: bool | None
    reviews: tuple[Decision, ...] = ()
    outcome: str | None = None


@dataclass(frozen=True)
class InspectionRecord:
    """An acceptance is an inspection of a site that names the unit work; it may be reopened."""

    id: str
    premises: str
    on: date
    revisions: tuple[RevisionRecord, ...]
    checklist: str = ""
    unit_work: str | None = None
    reopened_at: datetime | None = None


@dataclass(frozen=True)
class DesignationRecord:
    """A title. `revocation_recorded_at` is None when it was recorded with the row itself."""

    target: str
    key: str
    area: str
    named_on: date
    recorded_at: datetime
    premises: str | None = None
    revoked_on: date | None = None
    revocation_recorded_at: datetime | None = None


@dataclass(frozen=True)
class History:
    """Everything that is counted from. A title that nobody confirmed is not among it."""

    premises: tuple[PremisesRecord, ...]
    inspections: tuple[InspectionRecord, ...]
    designations: tuple[DesignationRecord, ...] = ()
