"""Exports inspectors' phones with what they announced, and possible losses."""

from collections.abc import Iterator

from sqlalchemy import or_, select
from sqlalchemy.orm import contains_eager

from inspect_app.models.rescue import PossibleLoss
from inspect_app.queries.exports.lists import (
    Column,
    ExportedList,
    Filters,
    Reach,
    Row,
    in_parts,
)
from inspect_app.queries.inspections import names_of
from inspect_app.queries.phones import Phone, select_phones


def list_phones(reach: Reach, filters: Filters) -> Iterator[Row]:
    """Yield phones, those with unsent records first; a phone by the mark that the page shows."""
    for part in in_parts(select_phones(reach.people)):
        for client, user, answered in part:
            phone = Phone(client, user, answered)
            said = client.outbox_at is not None
            yield (
                *(user.full_name, client.id, client.outbox_count if said else None),
                *(phone.oldest, client.seen_at, client.app_version, state_of(phone)),
            )


def list_losses(reach: Reach, filters: Filters) -> Iterator[Row]:
    """Yield possible losses, open ones first; one that its phone made good is in no list."""
    shown = or_(PossibleLoss.resolved_at.is_(None), PossibleLoss.resolved_by.is_not(None))
    query = select(PossibleLoss).join(PossibleLoss.user).options(contains_eager(PossibleLoss.user))
    order = (PossibleLoss.resolved_at.is_not(None), PossibleLoss.raised_at, PossibleLoss.id)
    for part in in_parts(query.where(reach.people, shown).order_by(*order)):
        names = names_of({one.resolved_by or "" for (one,) in part})
        for (one,) in part:
            yield (
                *(one.user.full_name, one.client_id, one.announced, one.why, one.announced_at),
                *(names.get(one.resolved_by or ""), one.resolved_at, one.note),
            )


def state_of(phone: Phone) -> str:
    """Return revoked, disabled (its person is) or active."""
    if phone.client.revoked_at:
        return "revoked"
    return "disabled" if phone.user.disabled_at else "active"


PHONES = ExportedList(
    "phones",
    (
        *(Column("author"), Column("phone", "phone"), Column("unsent"), Column("oldest")),
        *(Column("seen"), Column("app_version"), Column("state", "phone_state")),
    ),
    list_phones,
)
LOSSES = ExportedList(
    "losses",
    (
        *(Column("author"), Column("phone", "phone"), Column("unsent"), Column("why", "loss")),
        *(Column("since"), Column("decided_by"), Column("decided_at"), Column("note")),
    ),
    list_losses,
)
