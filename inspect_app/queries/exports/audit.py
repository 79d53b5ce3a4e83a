"""Exports the audit trail with its hashes, for who sees the whole district.

What an export was narrowed to is kept for ever: a person is named by the id, never by a name.
"""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select

from inspect_app.domain.calendar.days import is_day
from inspect_app.models.audit import AuditEntry
from inspect_app.models.people import User
from inspect_app.queries.audit import Wanted, narrow
from inspect_app.queries.exports.lists import (
    Column,
    ExportedList,
    Filters,
    Reach,
    Row,
    UnknownFilter,
    in_parts,
)

COLUMNS = (
    *(Column("audit_seq"), Column("audit_at"), Column("person"), Column("sign_in_name")),
    *(Column("audit_action", "audit_action"), Column("audit_code"), Column("audit_about")),
    *(Column("audit_detail", "as_json"), Column("audit_prev"), Column("audit_hash")),
)


def list_rows(reach: Reach, filters: Filters) -> Iterator[Row]:
    """Yield the entries that the page's filters find, the newest first."""
    wanted = Wanted(
        who=filters.get("actor", ""),
        action=filters.get("action", ""),
        about=filters.get("about", ""),
        since=_day(filters, "since"),
        until=_day(filters, "until"),
    )
    query = select(AuditEntry, User.full_name, User.name).outerjoin(
        User, User.id == AuditEntry.actor
    )
    for part in in_parts(narrow(query, wanted).order_by(AuditEntry.seq.desc())):
        for entry, full_name, name in part:
            yield (
                *(entry.seq, entry.at, full_name, name, entry.action, entry.action),
                *(entry.subject, entry.detail, entry.prev, entry.hash),
            )


def _day(filters: Filters, name: str) -> date | None:
    given = filters.get(name, "")
    if given and not is_day(given):
        raise UnknownFilter(name)
    return date.fromisoformat(given) if given else None


AUDIT = ExportedList(
    *("audit", COLUMNS, list_rows, ("actor", "action", "about", "since", "until")),
    of_district=True,
)
