"""Exports titles: those that wait for a second person first, then confirmed ones."""

from collections.abc import Iterator

from sqlalchemy import select

from inspect_app.models.designations import Designation
from inspect_app.models.people import User
from inspect_app.models.premises import Premises
from inspect_app.queries.designations import TitleSearch, narrow_titles, state_on
from inspect_app.queries.exports.lists import (
    Column,
    ExportedList,
    Filters,
    Reach,
    Row,
    in_parts,
)


def list_rows(reach: Reach, filters: Filters) -> Iterator[Row]:
    """Yield titles as the page has them; who entered one is named while it waits."""
    day = reach.as_of.day
    search = TitleSearch(
        words=filters.get("q", ""),
        target=filters.get("target", ""),
        area=filters.get("area", ""),
        state=filters.get("title_state", ""),
    )
    columns = (Premises.name, Premises.kind, Premises.area, User.full_name, state_on(day))
    query = (
        narrow_titles(select(Designation, *columns), reach.premises, search, day)
        .outerjoin(User, User.id == Designation.entered_by)
        .order_by(
            Designation.recorded_at.is_not(None),
            Designation.entered_at.desc(),
            Designation.id.desc(),
        )
    )
    for part in in_parts(query):
        for title, name, kind, area, entered_by, state in part:
            waits = title.recorded_at is None
            yield (
                *(name, kind, area, title.title, title.level, title.document),
                *(title.named_on, title.valid_to, state, title.revoked_on),
                *((entered_by, title.entered_at) if waits else (None, None)),
            )


DESIGNATIONS = ExportedList(
    "designations",
    (
        *(Column("place"), Column("kind", "kind"), Column("area", "area"), Column("title")),
        *(Column("level"), Column("document"), Column("named_on"), Column("valid_to")),
        *(Column("state", "title_state"), Column("revoked_on")),
        *(Column("entered_by"), Column("entered_at")),
    ),
    list_rows,
    ("q", "target", "area", "title_state"),
)
