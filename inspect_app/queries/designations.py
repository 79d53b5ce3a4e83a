"""Reads titles: those that wait for a second person, and those on record."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select

from inspect_app.extensions import db
from inspect_app.models.designations import Designation
from inspect_app.models.premises import Premises

MOST = 200


@dataclass(frozen=True)
class Titled:
    """A title and the premises it is of."""

    row: Designation
    premises: Premises


def list_titles(within: ColumnElement[bool], *, confirmed: bool) -> Sequence[Titled]:
    """The newest first; of those on record only as many as a page can show."""
    query = (
        select(Designation, Premises)
        .join(Premises, Premises.id == Designation.premises_id)
        .where(within, is_known(confirmed))
        .order_by(Designation.entered_at.desc(), Designation.id.desc())
        .limit(MOST)
    )
    return [Titled(row.Designation, row.Premises) for row in db.session.execute(query)]


def count_titles(within: ColumnElement[bool], *, confirmed: bool) -> int:
    """How many there are in all."""
    query = (
        select(func.count())
        .select_from(Designation)
        .join(Premises, Premises.id == Designation.premises_id)
        .where(within, is_known(confirmed))
    )
    return db.session.scalar(query) or 0


def is_known(confirmed: bool) -> ColumnElement[bool]:
    known = Designation.recorded_at
    return known.is_not(None) if confirmed else known.is_(None)


def find_title(within: ColumnElement[bool], designation_id: str) -> Designation | None:
    """If its premises lie within the scope."""
    query = (
        select(Designation)
        .join(Premises, Premises.id == Designation.premises_id)
        .where(within, Designation.id == designation_id)
    )
    return db.session.scalars(query).one_or_none()


def find_by_code(within: ColumnElement[bool], typed: str) -> Premises | None:
    """The premises with this short code, typed with or without the gap."""
    code = "".join(typed.split()).replace("-", "").upper()
    return db.session.scalars(select(Premises).where(within, Premises.code == code)).one_or_none()
