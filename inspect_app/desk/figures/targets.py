"""The page behind one number of the overview: what it counts, with the visit that decided."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from flask import render_template, request
from flask_login import current_user

from inspect_app.access import in_scope
from inspect_app.desk.blueprint import desk
from inspect_app.desk.figures.choices import department_names
from inspect_app.desk.figures.scope import areas_by_kind, scope_of
from inspect_app.desk.paging import PAGE, asked_page, page_within
from inspect_app.domain.figures.sides import Member
from inspect_app.domain.figures.tallies import NOTHING, add_up
from inspect_app.domain.figures.target_sides import count_sides, family_of
from inspect_app.domain.figures.targets import Plan, Target
from inspect_app.errors import problem
from inspect_app.models.inspections import Inspection, Revision
from inspect_app.models.premises import Premises
from inspect_app.queries.designations import titles_by_key
from inspect_app.queries.figures.kept_numbers import KeptNumbers
from inspect_app.queries.figures.members import MOST_BY_NAME, list_page
from inspect_app.queries.figures.plans import plan_in_force
from inspect_app.queries.figures.targets import baseline_seen
from inspect_app.queries.inspections import list_by_ids
from inspect_app.queries.premises import premises_by_ids
from inspect_app.queries.review_batches import sampled_among
from inspect_app.web.asof import asked_day
from inspect_app.web.limits import LISTS, per_minute


@dataclass(frozen=True)
class Opened:
    """One counted thing with its registered premises and approved revision, if any.

    A title or a unit work may be known by its `id` alone. `sampled`: it was approved by sample.
    """

    id: str
    area: str
    premises: Premises | None
    reason: str | None
    visit: Inspection | None
    revision: Revision | None
    sampled: bool

    @property
    def name(self) -> str:
        """Return the premises' name, else the id."""
        return self.premises.name if self.premises else self.id

    @property
    def why(self) -> str:
        """Return why it has not reached the target: none (no visit), old, or open (it failed)."""
        if self.revision is None:
            return "none"
        return "old" if self.revision.covered else "open"


@desk.get("/targets/<target_id>")
@per_minute(LISTS)
def target(target_id: str) -> str:
    """Show the members of one side of a target; `side=open` lists the work still to do."""
    plan, as_of = plan_in_force(), asked_day()
    found, area = _asked_target(plan, target_id)
    asked_page()  # what is no page is not found, whatever the side
    side = request.args.get("side", "numerator")
    scope, numbers = scope_of(current_user), KeptNumbers()
    seen = scope.within(found, numbers.tallies(as_of).get(found.id, {}))
    tally = seen.get(area, NOTHING) if area else add_up(seen.values())
    counts = count_sides(found, tally)
    if side not in counts:
        raise problem("not_found")
    page = page_within(counts[side])
    rows = list_page(
        plan,
        found,
        side,
        as_of,
        seen.keys() & {area} if area else scope.areas_of(found.kind),
        first=(page - 1) * PAGE,
        most=PAGE,
        by_name=counts[side] <= MOST_BY_NAME,
    )
    return render_template(
        "desk/figures/target.html",
        target=found,
        family=family_of(found),
        side=side,
        area=area,
        as_of=as_of.day,
        counts=counts,
        rows=_open(rows),
        titles=titles_by_key(found.id, {row.id for row in rows}) if found.is_designated else {},
        baseline=0 if area else baseline_seen(plan, found, as_of, scope, numbers),
        page=page,
        per_page=PAGE,
        areas=plan.areas,
        departments=department_names(plan),
        held=areas_by_kind(current_user)[found.kind],
        kept=_kept(),
    )


def _asked_target(plan: Plan, target_id: str) -> tuple[Target, str]:
    """Return the target, and the code of the area in the address; raise `not_found`."""
    found, area = plan.find_target(target_id), request.args.get("area", "")
    if found is None or (area and plan.find_area(area) is None):
        raise problem("not_found")
    return found, area


def _kept() -> dict[str, str]:
    """Return what the overview was narrowed to, so that the way back leads to the same page."""
    names = ("as_of", "department", "view")
    return {name: request.args[name] for name in names if request.args.get(name)}


def _named(members: Iterable[Member]) -> set[str]:
    return {name for member in members for name in (member.id, member.premises) if name}


def _open(members: Sequence[Member]) -> list[Opened]:
    places = premises_by_ids(_named(members))
    visits = {member.visit.inspection for member in members if member.visit}
    inspections = list_by_ids(visits, in_scope(current_user))
    sampled = sampled_among(inspections)
    return [_opened(member, places, inspections, sampled) for member in members]


def _opened(
    member: Member,
    places: Mapping[str, Premises],
    inspections: Mapping[str, Inspection],
    sampled: set[str],
) -> Opened:
    found = inspections.get(member.visit.inspection) if member.visit else None
    approved = [one for one in found.revisions if one.state == "approved"] if found else []
    place = places.get(member.id) or places.get(member.premises or "")
    revision = approved[-1] if approved else None
    by_sample = found is not None and found.id in sampled
    return Opened(member.id, member.area, place, member.reason, found, revision, by_sample)
