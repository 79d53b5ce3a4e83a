"""Reads designations (titles): those that wait for a second person, and confirmed ones."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select

from inspect_app.extensions import db
from inspect_app.models.designations import Designation
from inspect_app.models.premises import Premises

MOST = 200


@dataclass(frozen=True)
class Titled:
    """A designation and its premises."""

    row: Designation
    premises: Premises


def list_titles(within: ColumnElement[bool], *, confirmed: bool) -> Sequence[Titled]:
    """List designations in the reader's scope, newest first, at most 200."""
    query = (
        select(Designation, Premises)
        .join(Premises, Premises.id == Designation.premises_id)
        .where(within, is_known(confirmed))
        .order_by(Designation.entered_at.desc(), Designation.id.desc())
        .limit(MOST)
    )
    return [Titled(row.Designation, row.Premises) for row in db.session.execute(query)]


def count_titles(within: ColumnElement[bool], *, confirmed: bool) -> int:
    """Count all designations in the reader's scope, confirmed or waiting."""
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
    """Find a designation whose premises lies within the reader's scope."""
    query = (
        select(Designation)
        .join(Premises, Premises.id == Designation.premises_id)
        .where(within, Designation.id == designation_id)
    )
    return db.session.scalars(query).one_or_none()


def find_by_code(within: ColumnElement[bool], typed: str) -> Premises | None:
    """Find the premises with this short code, typed with or without its gap."""
    code = "".join(typed.split()).replace("-", "").upper()
    return db.session.scalars(select(Premises).where(within, Premises.code == code)).one_or_none()


def titles_by_key(target: str, keys: Collection[str]) -> dict[str, Designation]:
    """Return the confirmed titles of one target by their keys, of each the one named first."""
    query = (
        select(Designation)
        .where(Designation.target == target, Designation.key.in_(keys), is_known(True))
        .order_by(Designation.named_on.desc(), Designation.recorded_at.desc())
    )
    return {row.key: row for row in db.session.scalars(query)}
