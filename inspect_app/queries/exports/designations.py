"""Exports titles: those that wait for a second person first, then confirmed ones."""

from collections.abc import Iterator

from sqlalchemy import select

from inspect_app.models.designations import Designation
from inspect_app.models.people import User
from inspect_app.models.premises import Premises
from inspect_app.queries.exports.lists import (
    Column,
    ExportedList,
    Filters,
    Reach,
    Row,
    in_parts,
)


def list_rows(reach: Reach, filters: Filters) -> Iterator[Row]:
    """Yield titles, newest first; who entered one is named while it waits, as on the page."""
    query = (
        select(Designation, Premises.name, Premises.kind, Premises.area, User.full_name)
        .join(Premises, Premises.id == Designation.premises_id)
        .outerjoin(User, User.id == Designation.entered_by)
        .where(reach.premises)
        .order_by(
            Designation.recorded_at.is_not(None),
            Designation.entered_at.desc(),
            Designation.id.desc(),
        )
    )
    for part in in_parts(query):
        for title, name, kind, area, entered_by in part:
            waits = title.recorded_at is None
            yield (
                *(name, kind, area, title.title, title.level, title.document),
                *(title.named_on, title.valid_to, state_of(title), title.revoked_on),
                *((entered_by, title.entered_at) if waits else (None, None)),
            )


def state_of(title: Designation) -> str:
    """Return waiting, gone or holds."""
    if title.recorded_at is None:
        return "waiting"
    return "gone" if title.revoked_on else "holds"


DESIGNATIONS = ExportedList(
    "designations",
    (
        *(Column("place"), Column("kind", "kind"), Column("area", "area"), Column("title")),
        *(Column("level"), Column("document"), Column("named_on"), Column("valid_to")),
        *(Column("state", "title_state"), Column("revoked_on")),
        *(Column("entered_by"), Column("entered_at")),
    ),
    list_rows,
)
