"""Loads the register that figures are counted from: premises with dated attributes and statuses."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any, TypeVar

from sqlalchemy import Select, select

from inspect_app.domain.figures.attributes import counted_attrs
from inspect_app.domain.figures.history import (
    AreaChange,
    AttrsChange,
    PremisesRecord,
    StatusChange,
)
from inspect_app.extensions import db
from inspect_app.models.premises import Premises, PremisesArea, PremisesAttrs, PremisesStatus

Rows = Select[*tuple[Any, ...]]
Change = TypeVar("Change", AttrsChange, AreaChange)


# Put together once, since every decision and every list asks them.
_PREMISES = select(
    Premises.id,
    Premises.kind,
    Premises.area,
    Premises.attrs,
    Premises.registered_on,
    Premises.recorded_at,
)
_ATTRS = (
    select(
        PremisesAttrs.premises_id,
        PremisesAttrs.from_on,
        PremisesAttrs.attrs,
        PremisesAttrs.recorded_at,
    )
    .where(PremisesAttrs.from_on.is_not(None))
    .order_by(PremisesAttrs.id)
)
_AREAS = select(
    PremisesArea.premises_id, PremisesArea.from_on, PremisesArea.area, PremisesArea.recorded_at
).order_by(PremisesArea.id)
_STATUSES = select(
    PremisesStatus.premises_id,
    PremisesStatus.from_on,
    PremisesStatus.status,
    PremisesStatus.recorded_at,
    PremisesStatus.reason,
).order_by(PremisesStatus.id)


def load_premises(ids: Collection[str] | None = None) -> list[PremisesRecord]:
    """Load some premises or all; dated facts only where more than the first are known."""
    statuses, attrs, areas = load_statuses(ids), load_attrs(ids), load_areas(ids)
    return [
        PremisesRecord(
            id=row.id,
            kind=row.kind,
            area=row.area,
            registered_on=row.registered_on,
            recorded_at=row.recorded_at,
            attrs=row.attrs,
            statuses=tuple(statuses[row.id]),
            attrs_from=_beyond_first(row, attrs[row.id], counted_attrs(row.attrs)),
            area_from=_beyond_first(row, areas[row.id], row.area),
        )
        for row in _among(_PREMISES, Premises.id, ids)
    ]


def _among(query: Rows, column: Any, ids: Collection[str] | None) -> Iterable[Any]:
    some = query if ids is None else query.where(column.in_(ids))
    return db.session.connection().execute(some)


def _beyond_first(row: Any, changes: list[Change], first: object) -> tuple[Change, ...]:
    """Return the changes, or nothing if all they say is what the register itself does."""
    as_registered = [(row.registered_on, first, row.recorded_at)]
    return () if [_parts(change) for change in changes] == as_registered else tuple(changes)


def _parts(change: AttrsChange | AreaChange) -> tuple[object, ...]:
    value = change.attrs if isinstance(change, AttrsChange) else change.area
    return change.from_on, value, change.recorded_at


def load_attrs(ids: Collection[str] | None = None) -> dict[str, list[AttrsChange]]:
    found = defaultdict(list)
    for row in _among(_ATTRS, PremisesAttrs.premises_id, ids):
        found[row.premises_id].append(AttrsChange(row.from_on, row.attrs, row.recorded_at))
    return found


def load_areas(ids: Collection[str] | None = None) -> dict[str, list[AreaChange]]:
    found = defaultdict(list)
    for row in _among(_AREAS, PremisesArea.premises_id, ids):
        found[row.premises_id].append(AreaChange(row.from_on, row.area, row.recorded_at))
    return found


def load_statuses(ids: Collection[str] | None = None) -> dict[str, list[StatusChange]]:
    statuses = defaultdict(list)
    for row in _among(_STATUSES, PremisesStatus.premises_id, ids):
        statuses[row.premises_id].append(
            StatusChange(row.from_on, row.status, row.recorded_at, row.reason)
        )
    return statuses
