"""The open forks of an inspection in words: whose they are, since when, and what differs."""

from dataclasses import dataclass
from datetime import datetime

from flask_login import current_user

from inspect_app.access import may_see_quarantined
from inspect_app.desk.quarantine.comparing import compare
from inspect_app.queries.forks import list_open_forks
from inspect_app.queries.inspections import names_of
from inspect_app.queries.quarantine import find_head


@dataclass(frozen=True)
class ForkView:
    """One fork; `record_pk` is empty where its reader may not see it."""

    rev: int
    received_at: datetime
    record_pk: int | None = None
    author: str = ""
    differing: int = 0


def view_forks(inspection_id: str) -> list[ForkView]:
    """Return the open forks of an inspection, those that the reader may not see without detail."""
    forks = list_open_forks(inspection_id)
    if not forks:
        return []
    readable = list_open_forks(inspection_id, may_see_quarantined(current_user))
    seen = {one.record_pk for one in readable}
    names = names_of({one.record.user_id for one in forks})
    views = []
    for one in forks:
        record = one.record
        if one.record_pk not in seen:
            views.append(ForkView(record.rev, record.received_at))
            continue
        differing = len(compare(record, find_head(record)).differing)
        views.append(
            ForkView(
                record.rev, record.received_at, one.record_pk, names[record.user_id], differing
            )
        )
    return views
