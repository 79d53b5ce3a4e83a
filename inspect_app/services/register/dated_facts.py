"""Dated facts of premises: attributes and areas, each with the day from which it holds.

Figures of an earlier day are counted by them, as they were known then.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from inspect_app.domain.calendar.visits import shanghai_day
from inspect_app.domain.figures.attributes import counted_attrs
from inspect_app.domain.figures.counting import AsOf, in_force
from inspect_app.domain.figures.cumulative import device_code
from inspect_app.models.premises import Premises, PremisesArea, PremisesAttrs
from inspect_app.services.writing.transaction import Writing
from inspect_app.services.writing.upsert import insert_rows

Row = dict[str, Any]


def add_first_facts(w: Writing, rows: Iterable[Premises]) -> None:
    """Insert the first attributes and areas of premises, from the day of their registration on."""
    held = list(rows)
    insert_rows(w.session, PremisesAttrs, [first_attrs(premises) for premises in held])
    insert_rows(w.session, PremisesArea, [first_area(premises) for premises in held])


def first_attrs(premises: Premises) -> Row:
    return attrs_row(premises, premises.registered_on, premises.attrs, premises.recorded_at)


def first_area(premises: Premises) -> Row:
    return area_row(premises, premises.registered_on, premises.area, premises.recorded_at)


def attrs_row(
    premises: Premises, from_on: date | None, attrs: Mapping[str, Any], recorded_at: datetime
) -> Row:
    """Make a row of dated attributes; of all that are given only those used by figures."""
    counted = counted_attrs(attrs)
    return {
        "premises_id": premises.id,
        "from_on": from_on,
        "attrs": counted,
        "device_key": device_key(premises, counted),
        "recorded_at": recorded_at,
    }


def area_row(premises: Premises, from_on: date, area: str, recorded_at: datetime) -> Row:
    return {
        "premises_id": premises.id,
        "from_on": from_on,
        "area": area,
        "recorded_at": recorded_at,
    }


def device_key(premises: Premises, attrs: dict[str, Any]) -> str | None:
    """Return what a lift counts as; None for every other kind."""
    if premises.kind != "elevator":
        return None
    return device_code(premises.id, attrs)


def correct_attrs(w: Writing, premises: Premises, corrected: Mapping[str, Any]) -> None:
    """Correct attributes: they hold from the day on that the corrected ones did, known from now on.

    That is the day of the registration, unless a history was imported with changes of its own.
    """
    current = _attrs_today(w, premises)
    premises.attrs = {**premises.attrs, **corrected}
    anew = {**current.attrs, **counted_attrs(corrected)}
    if anew != current.attrs:
        row = attrs_row(premises, current.from_on, anew, w.at)
        insert_rows(w.session, PremisesAttrs, [row])
        w.move_premises(premises.id)


def _attrs_today(w: Writing, premises: Premises) -> PremisesAttrs:
    """Return the dated attributes in force today."""
    dated = _list_attrs(w, premises.id)
    current: PremisesAttrs | None = in_force(dated, AsOf(shanghai_day(w.at)))
    if current is not None:
        return current
    first = PremisesAttrs(**first_attrs(premises))
    w.session.add(first)
    w.session.flush()
    return first


def _list_attrs(w: Writing, premises_id: str) -> Sequence[Any]:
    query = select(PremisesAttrs).filter_by(premises_id=premises_id)
    query = query.where(PremisesAttrs.from_on.is_not(None))
    return w.session.scalars(query.order_by(PremisesAttrs.id)).all()
