"""Exports the plan's figures and the lists behind them: the one place that asks for either."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from inspect_app.domain.figures.sides import Member
from inspect_app.domain.figures.target_sides import SIDES, family_of
from inspect_app.domain.figures.targets import Plan, Target
from inspect_app.models.designations import Designation
from inspect_app.models.inspections import Inspection
from inspect_app.models.premises import Premises
from inspect_app.queries.designations import titles_by_key
from inspect_app.queries.exports.lists import (
    Column,
    ExportedList,
    Filters,
    Reach,
    Row,
    UnknownFilter,
)
from inspect_app.queries.figures.members import stream_members
from inspect_app.queries.figures.plans import plan_in_force
from inspect_app.queries.figures.progress import Progress, list_progress
from inspect_app.queries.figures.targets import list_figures as figures_of
from inspect_app.queries.inspections import list_by_ids
from inspect_app.queries.premises import premises_by_ids
from inspect_app.queries.review_batches import sampled_among

# What a part of the members names, by id: premises, visits, titles, and who was approved by sample.
Known = tuple[Mapping[str, Premises], Mapping[str, Inspection], Mapping[str, Designation], set[str]]


def list_figures(reach: Reach, filters: Filters) -> Iterator[Row]:
    """Yield each target's figure within the scope, and then that of each area."""
    for row in list_progress(plan_in_force(), reach.as_of, reach.figures):
        yield from _figure_rows(row)


def list_members(reach: Reach, filters: Filters) -> Iterator[Row]:
    """Yield the members of one side of a target, the baseline first; the counts add up to it."""
    plan = plan_in_force()
    target, side, area = _asked(plan, filters)
    if side not in SIDES[family_of(target)]:
        raise UnknownFilter(side)
    figure = figures_of(plan, reach.as_of, target=target.id, scope=reach.figures)[0]
    if figure.target.baseline and side == "numerator" and not area:
        yield None, None, None, figure.target.baseline, *[None] * 8
    areas = reach.figures.areas_of(target.kind)
    if area:
        areas = frozenset({area}) if areas is None else areas & {area}
    for part in stream_members(plan, target, side, reach.as_of, areas):
        yield from _member_rows(reach, target, side, part)


def _asked(plan: Plan, filters: Filters) -> tuple[Target, str, str]:
    area = filters.get("area", "")
    target = plan.find_target(filters.get("target", ""))
    if target is None or (area and plan.find_area(area) is None):
        raise UnknownFilter(area)
    return target, filters.get("side", "") or "numerator", area


def _figure_rows(row: Progress) -> Iterator[Row]:
    figure = row.figure
    target = figure.target
    told = (target.id, None, figure.numerator, figure.denominator, _share(figure.value))
    baseline = target.baseline if target.is_count else None
    yield (*told, target.target, target.unit, row, baseline, figure.supported)
    for one in figure.areas:
        counts = (one.numerator, one.denominator, _share(one.value))
        yield target.id, one.area, *counts, *[None] * 5


def _share(value: str | None) -> float | None:
    return None if value is None else float(value)


def _member_rows(reach: Reach, target: Target, side: str, part: Sequence[Member]) -> Iterator[Row]:
    places = premises_by_ids(_named(part))
    visits = list_by_ids({one.visit.inspection for one in part if one.visit}, reach.premises)
    sampled = sampled_among(visits)
    keys = {one.id for one in part}
    titles = titles_by_key(target.id, keys) if target.is_designated else {}
    for member in part:
        yield _member_row(member, target, side, (places, visits, titles, sampled))


def _member_row(
    member: Member,
    target: Target,
    side: str,
    known: Known,
) -> Row:
    places, visits, titles, sampled = known
    place = places.get(member.id) or places.get(member.premises or "")
    visit = visits.get(member.visit.inspection) if member.visit else None
    approved = [one for one in visit.revisions if one.state == "approved"] if visit else []
    revision, title = (approved[-1] if approved else None), titles.get(member.id)
    why = "none" if revision is None else "old" if revision.covered else "open"
    return (
        *(place.name if place else member.id, place.address if place else None, member.area, 1),
        *(member.reason, why if side == "open" else None),
        *((title.document or None, title.named_on) if title else (None, None)),
        visit.visited_on if visit and revision else None,
        (revision.result if revision else None, target.kind),
        revision.covered if revision and target.metric == "coverage" else None,
        visit.id in sampled if visit and revision else None,
    )


def _named(members: Iterable[Member]) -> set[str]:
    return {name for member in members for name in (member.id, member.premises) if name}


FIGURES = ExportedList(
    "figures",
    (
        *(
            Column("target", "target"),
            Column("area", "figure_area"),
            Column("reached"),
            Column("of"),
        ),
        *(Column("share"), Column("goal"), Column("unit"), Column("pace", "pace")),
        *(Column("baseline"), Column("supported")),
    ),
    list_figures,
    ("as_of",),
)
TARGET = ExportedList(
    "target",
    (
        *(Column("place", "member"), Column("address"), Column("area", "area"), Column("count")),
        *(Column("reason", "reason"), Column("why", "why"), Column("document")),
        *(Column("named_on"), Column("visited"), Column("result", "result")),
        *(Column("covered", "covered"), Column("sampled", "yes_no")),
    ),
    list_members,
    ("target", "side", "area", "as_of"),
)
