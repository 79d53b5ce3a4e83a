"""Lists what belongs to a market, estate or site: its stalls, lifts or unit works, by page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import request
from flask_login import current_user

from inspect_app.access import in_scope
from inspect_app.desk.paging import PAGE, paging_of
from inspect_app.domain.kinds import PARENTS
from inspect_app.models.acceptances import Acceptance
from inspect_app.models.inspections import Revision
from inspect_app.models.premises import Premises
from inspect_app.queries.acceptances import acceptances_of
from inspect_app.queries.premises import Search, count_premises, last_approved, list_premises

KIND_UNDER = {parent: kind for kind, parent in PARENTS.items()}


@dataclass(frozen=True)
class Children:
    """One page of children with their last approved visits or, of unit works, acceptances."""

    kind: str
    words: str
    rows: Sequence[Premises]
    all: int
    found: int
    page: int
    last: Mapping[str, Revision]
    attempts: Mapping[str, Sequence[Acceptance]]


def list_children(parent: Premises) -> Children | None:
    """Return a page of the children that the user may see; None for kinds without any."""
    kind = KIND_UNDER.get(parent.kind)
    if kind is None:
        return None
    under = in_scope(current_user) & (Premises.parent_id == parent.id)
    words = request.args.get("q", "").strip()[:100]
    search = Search(words=words, kind=kind)
    paging = paging_of(count_premises(under, search))
    rows = list_premises(under, search, limit=PAGE, offset=paging.offset, numbered=True)
    ids = [row.id for row in rows]
    return Children(
        kind=kind,
        words=words,
        rows=rows,
        all=count_premises(under, Search(kind=kind)),
        found=paging.total,
        page=paging.number,
        last=last_approved(ids) if kind != "unit_work" else {},
        attempts=acceptances_of(ids) if kind == "unit_work" else {},
    )
