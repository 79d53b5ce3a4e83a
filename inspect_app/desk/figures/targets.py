"""The page behind one number of the overview: what it counts, with the visit that decided."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from flask import render_template, request
from flask_login import current_user

from inspect_app.access import WHOLE_DISTRICT, in_scope
from inspect_app.desk.blueprint import desk
from inspect_app.desk.figures.overview import areas_by_kind, whole_kinds
from inspect_app.desk.figures.sides import family_of, list_members
from inspect_app.desk.paging import PAGE, asked_page
from inspect_app.domain.figures.baselines import baseline_on
from inspect_app.domain.figures.rollup import Member, only_area
from inspect_app.errors import problem
from inspect_app.models.inspections import Inspection, Revision
from inspect_app.models.premises import Premises
from inspect_app.queries.designations import titles_by_key
from inspect_app.queries.figures.plans import plan_in_force
from inspect_app.queries.figures.progress import count, scoped_history
from inspect_app.queries.inspections import list_by_ids
from inspect_app.queries.premises import premises_by_ids, premises_names
from inspect_app.web.asof import asked_day
from inspect_app.web.limits import LISTS, per_minute


@dataclass(frozen=True)
class Opened:
    """One counted thing with its registered premises and approved revision, if any.

    A title or a unit work may be known by its `id` alone.
    """

    id: str
    area: str
    premises: Premises | None
    reason: str | None
    visit: Inspection | None
    revision: Revision | None

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
    kinds = whole_kinds(current_user)
    plan, as_of = plan_in_force(whole=kinds), asked_day()
    found = plan.find_target(target_id)
    page = asked_page()
    side, area = request.args.get("side", "numerator"), request.args.get("area", "")
    if found is None or (area and plan.find_area(area) is None):
        raise problem("not_found")
    within = None if current_user.role in WHOLE_DISTRICT else in_scope(current_user)
    history = scoped_history(within, found.kind, kinds)
    counted = count(plan, found, history, as_of)
    counted = only_area(counted, area) if area else counted
    members = list_members(found, counted)
    if side not in members:
        raise problem("not_found")
    rows = _sorted(members[side])[(page - 1) * PAGE : page * PAGE]
    return render_template(
        "desk/figures/target.html",
        target=found,
        family=family_of(found),
        side=side,
        area=area,
        as_of=as_of.day,
        counts={name: len(rows) for name, rows in members.items()},
        rows=_open(rows),
        titles=titles_by_key(found.id, {row.id for row in rows}) if found.is_designated else {},
        baseline=0 if area else baseline_on(found, history.baselines, as_of),
        page=page,
        per_page=PAGE,
        areas=plan.areas,
        held=areas_by_kind(current_user)[found.kind],
    )


def _sorted(members: tuple[Member, ...]) -> list[Member]:
    """Sort members by area and name, before one page of them is taken."""
    names = premises_names(_named(members))
    called = {
        member: names.get(member.id) or names.get(member.premises or "") for member in members
    }
    return sorted(members, key=lambda member: (member.area, called[member] or member.id, member.id))


def _named(members: Iterable[Member]) -> set[str]:
    return {name for member in members for name in (member.id, member.premises) if name}


def _open(members: Sequence[Member]) -> list[Opened]:
    places = premises_by_ids(_named(members))
    visits = {member.visit.inspection for member in members if member.visit}
    inspections = list_by_ids(visits, in_scope(current_user))
    return [_opened(member, places, inspections) for member in members]


def _opened(
    member: Member, places: Mapping[str, Premises], inspections: Mapping[str, Inspection]
) -> Opened:
    found = inspections.get(member.visit.inspection) if member.visit else None
    approved = [one for one in found.revisions if one.state == "approved"] if found else []
    place = places.get(member.id) or places.get(member.premises or "")
    revision = approved[-1] if approved else None
    return Opened(member.id, member.area, place, member.reason, found, revision)
