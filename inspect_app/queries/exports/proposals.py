"""Exports what inspectors propose about the register: open proposals first, then decisions."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from inspect_app.models.people import User
from inspect_app.models.premises import Premises
from inspect_app.models.proposals import Proposal
from inspect_app.queries.exports.lists import (
    Column,
    ExportedList,
    Filters,
    Reach,
    Row,
    in_parts,
)
from inspect_app.queries.inspections import names_of
from inspect_app.queries.proposals import OPEN


def list_rows(reach: Reach, filters: Filters) -> Iterator[Row]:
    """Yield open proposals, the oldest first, and then every decided one, the latest first."""
    query = (
        select(Proposal, User.full_name)
        .join(Proposal.premises)
        .join(User, User.id == Proposal.author_id)
        .where(reach.premises)
        .options(contains_eager(Proposal.premises))
    )
    waiting = query.where(Proposal.state == OPEN).order_by(Proposal.received_at, Proposal.id)
    decided = query.where(Proposal.state != OPEN)
    latest = decided.order_by(Proposal.decided_at.desc(), Proposal.id)
    for one in (waiting, latest):
        for part in in_parts(one):
            names = names_of({proposal.decided_by or "" for proposal, _ in part})
            for proposal, author in part:
                yield _row(proposal, author, names.get(proposal.decided_by or ""))


def _row(one: Proposal, author: str, decided_by: str | None) -> Row:
    place: Premises = one.premises
    return (
        *(place.name, place.kind, place.area, one, one.note, author, one.made_at),
        *(one.state, decided_by, one.decided_at, one.reason),
    )


PROPOSALS = ExportedList(
    "proposals",
    (
        *(Column("place"), Column("kind", "kind"), Column("area", "area")),
        *(Column("proposed", "proposal"), Column("note"), Column("author"), Column("made_at")),
        *(Column("decision", "proposal_state"), Column("decided_by"), Column("decided_at")),
        Column("reason"),
    ),
    list_rows,
)
