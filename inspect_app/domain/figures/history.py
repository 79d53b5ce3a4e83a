"""The history that figures are counted from: premises, visits, decisions, titles, with times."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

ACCEPTANCE = "construction-acceptance"


@dataclass(frozen=True)
class StatusChange:
    """A status from `from_on` on; `recorded_at` says since when it was known."""

    from_on: date
    status: str
    recorded_at: datetime
    reason: str = ""


@dataclass(frozen=True)
class AttrsChange:
    """The attributes used by figures, as a whole, from a day on."""

    from_on: date
    attrs: dict[str, Any]
    recorded_at: datetime


@dataclass(frozen=True)
class AreaChange:
    """The street or town of a premises from a day on."""

    from_on: date
    area: str
    recorded_at: datetime


@dataclass(frozen=True)
class PremisesRecord:
    """A premises and its changes; of two recorded at one time the later in order wins.

    `attrs` and `area` hold on days from which no dated change is known.
    """

    id: str
    kind: str
    area: str
    registered_on: date
    recorded_at: datetime
    attrs: dict[str, Any] = field(default_factory=dict)
    statuses: tuple[StatusChange, ...] = ()
    attrs_from: tuple[AttrsChange, ...] = ()
    area_from: tuple[AreaChange, ...] = ()


@dataclass(frozen=True)
class Decision:
    """A review decision; `action` is approve, return, or withdraw (of an approval)."""

    at: datetime
    action: str


@dataclass(frozen=True)
class RevisionRecord:
    """A judged revision with its reviews; `covered` and `passed` are None if undecided."""

    rev: int
    received_at: datetime
    complete: bool
    covered: bool | None
    passed: bool | None
    reviews: tuple[Decision, ...] = ()
    outcome: str | None = None


@dataclass(frozen=True)
class InspectionRecord:
    """A visit with its revisions; an acceptance names its unit work and may be reopened."""

    id: str
    premises: str
    on: date
    revisions: tuple[RevisionRecord, ...]
    checklist: str = ""
    unit_work: str | None = None
    reopened_at: datetime | None = None


@dataclass(frozen=True)
class DesignationRecord:
    """A title, named on a day and perhaps revoked on another.

    `revocation_recorded_at` is None if the revocation was recorded together with the title.
    """

    target: str
    key: str
    area: str
    named_on: date
    recorded_at: datetime
    premises: str | None = None
    revoked_on: date | None = None
    revocation_recorded_at: datetime | None = None


@dataclass(frozen=True)
class BaselineRecord:
    """What a cumulative target had reached before the plan, from a day on."""

    target: str
    from_on: date
    count: int
    recorded_at: datetime


@dataclass(frozen=True)
class History:
    """All records that figures are counted from; unconfirmed titles are left out."""

    premises: tuple[PremisesRecord, ...]
    inspections: tuple[InspectionRecord, ...]
    designations: tuple[DesignationRecord, ...] = ()
    baselines: tuple[BaselineRecord, ...] = ()
