"""Reads the list behind a number of a target, page by page, from the kept spans."""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, select

from inspect_app.domain.figures.counting import AsOf, counting_visits
from inspect_app.domain.figures.cumulative import UNSUPPORTED
from inspect_app.domain.figures.rollup import count_with
from inspect_app.domain.figures.sides import Member
from inspect_app.domain.figures.spans.span import EXCLUDED, NUMERATOR, OPEN
from inspect_app.domain.figures.targets import Plan, Target
from inspect_app.extensions import db
from inspect_app.models.figures import FigureSpan
from inspect_app.models.premises import Premises
from inspect_app.queries.batches import in_batches
from inspect_app.queries.figures.tallies import holding
from inspect_app.queries.figures.unit_facts import load_facts

# A longer list stands in the order of its keys: sorting it by name would read all of it.
MOST_BY_NAME = 5000
LISTED = ("numerator", "denominator", "excluded")
Rows = Select[*tuple[Any, ...]]
OF_SIDE: dict[str, ColumnElement[bool]] = {
    "numerator": FigureSpan.side == NUMERATOR,
    "open": FigureSpan.side == OPEN,
    "denominator": FigureSpan.side.in_((NUMERATOR, OPEN)),
    "excluded": FigureSpan.side == EXCLUDED,
    "inspected": FigureSpan.seen.is_(True),
    "passed": FigureSpan.passed.is_(True),
    "supported": and_(FigureSpan.side == NUMERATOR, FigureSpan.seen),
    "unsupported": and_(FigureSpan.side == NUMERATOR, ~FigureSpan.seen),
}


def list_page(
    plan: Plan,
    target: Target,
    side: str,
    as_of: AsOf,
    areas: Collection[str] | None = None,
    *,
    first: int = 0,
    most: int = 50,
    by_name: bool = True,
) -> list[Member]:
    """List a page of what one side of a target counts in some areas, each with its visit."""
    query = _on_side(select(FigureSpan.key), target, side, as_of, areas)
    if by_name:
        query = query.outerjoin(Premises, Premises.id == FigureSpan.premises_id)
        query = query.order_by(FigureSpan.area, Premises.name, FigureSpan.key)
    else:
        query = query.order_by(FigureSpan.area, FigureSpan.key)
    keys = db.session.scalars(query.offset(first).limit(most)).all()
    found = members_by_key(plan, target, keys, as_of)
    return [found[key] for key in keys]


def stream_members(
    plan: Plan, target: Target, side: str, as_of: AsOf, areas: Collection[str] | None
) -> Iterator[list[Member]]:
    """Yield all that one side counts in some areas, in parts, by area and key."""
    query = _on_side(select(FigureSpan.key), target, side, as_of, areas)
    keys = db.session.scalars(query.order_by(FigureSpan.area, FigureSpan.key)).all()
    for some in in_batches(keys):
        found = members_by_key(plan, target, some, as_of)
        yield [found[key] for key in some]


def list_keys(
    target: Target, side: str, as_of: AsOf, areas: Collection[str] | None = None
) -> list[tuple[str, str]]:
    """List the whole of one side in ascending order of keys, each with its reason or ""."""
    query = _on_side(select(FigureSpan.key, FigureSpan.reason), target, side, as_of, areas)
    # Sorted here: databases have orders of their own.
    return sorted((row.key, row.reason) for row in db.session.execute(query))


def list_counted_premises(target: Target, as_of: AsOf) -> Sequence[str]:
    """List the premises behind everything in the numerator."""
    query = _on_side(select(FigureSpan.premises_id), target, "numerator", as_of, None)
    return db.session.scalars(query).all()


def list_side(
    target: Target, side: str, as_of: AsOf, area: str | None = None
) -> list[tuple[str, str]]:
    """List numerator, denominator or excluded as the contract has them.

    A count has no denominator; titles without a visit are listed as excluded, though they count.
    """
    areas = None if area is None else {area}
    if side == "denominator" and target.is_count:
        return []
    if side == "excluded" and target.is_designated:
        rows = list_keys(target, "unsupported", as_of, areas)
        return [(key, UNSUPPORTED) for key, _ in rows]
    return list_keys(target, side, as_of, areas)


def hash_list(rows: Iterable[tuple[str, str]]) -> str:
    """Return the SHA-256 of a list as `targets list` prints it: keys, each with its reason."""
    text = "".join("\t".join(filter(None, row)) + "\n" for row in rows)
    return hashlib.sha256(text.encode()).hexdigest()


def hash_lists(target: Target, as_of: AsOf, area: str | None = None) -> dict[str, str]:
    """Return the SHA-256 of each side's list, of one area or of all."""
    return {side: hash_list(list_side(target, side, as_of, area)) for side in LISTED}


def members_by_key(
    plan: Plan, target: Target, keys: Collection[str], as_of: AsOf
) -> dict[str, Member]:
    """Return a few counted things with the visits that decided, counted from their own facts."""
    if not keys:
        return {}
    history = load_facts(target, keys)
    visits = counting_visits(history.inspections, plan.start, as_of)
    counted = count_with(visits, target, history, plan.start, as_of)
    members = (*counted.excluded, *counted.denominator, *counted.numerator)
    return {member.id: member for member in members if member.id in set(keys)}


def _on_side(
    query: Rows, target: Target, side: str, as_of: AsOf, areas: Collection[str] | None
) -> Rows:
    query = query.where(FigureSpan.target == target.id, OF_SIDE[side], *holding(as_of))
    return query if areas is None else query.where(FigureSpan.area.in_(areas))
