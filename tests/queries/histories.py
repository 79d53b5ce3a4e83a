"""Small histories for the counting rules: say what matters, the rest is filled in."""

from datetime import date, datetime, timedelta

from inspect_app.domain.calendar.visits import SHANGHAI
from inspect_app.domain.figures.counting import AsOf
from inspect_app.domain.figures.history import (
    ACCEPTANCE,
    Decision,
    DesignationRecord,
    History,
    InspectionRecord,
    PremisesRecord,
    RevisionRecord,
    StatusChange,
)
from inspect_app.domain.figures.rollup import Counted, Figure, count_figure, count_target
from inspect_app.domain.figures.tallies import tally_of
from inspect_app.plans.load import current_plan

CAOYANG, CHANGFENG = "310107005", "310107014"
LONG_AGO = datetime(2020, 1, 1, tzinfo=SHANGHAI)


def at(day: str, hour: int = 12) -> datetime:
    return datetime.combine(date.fromisoformat(day), datetime.min.time(), SHANGHAI) + timedelta(
        hours=hour
    )


def canteen(id: str = "a", area: str = CAOYANG, statuses=(), registered="2020-01-01", **attrs):
    return PremisesRecord(
        id=id,
        kind=attrs.pop("kind", "canteen_school"),
        area=area,
        registered_on=date.fromisoformat(registered),
        recorded_at=attrs.pop("recorded_at", LONG_AGO),
        attrs=attrs,
        statuses=tuple(StatusChange(date.fromisoformat(d), s, at(r)) for d, s, r in statuses),
    )


def lift(id: str = "l", since="2000-05-01", residential=True, **attrs):
    """A residential lift, old since long ago; its device code is its id unless said."""
    attrs = {"device_code": id, "in_service_on": since, "residential": residential} | attrs
    return canteen(id, kind="elevator", **attrs)


def site(id: str = "s", major=True, **attrs):
    return canteen(id, kind="construction_site", major=major, **attrs)


def revision(rev: int = 1, *decisions, received, complete=True, covered=True, passed=True, **more):
    """`decisions` are (day, action)."""
    reviews = tuple(Decision(at(day, 15), action) for day, action in decisions)
    return RevisionRecord(rev, at(received), complete, covered, passed, reviews, **more)


def visit(on: str, premises="a", id=None, revisions=(), approved=None, more=None, **facts):
    """One visit, by default received on its day and approved on the next."""
    if not revisions:
        approved = approved or (date.fromisoformat(on) + timedelta(days=1)).isoformat()
        revisions = (revision(1, (approved, "approve"), received=on, **facts),)
    name = id or f"{premises}-{on}"
    return InspectionRecord(name, premises, date.fromisoformat(on), revisions, **(more or {}))


def acceptance(on: str, outcome="pass", work="u", premises="s", reopened=None, **more):
    """One attempt, approved on the next day unless `revisions` say otherwise."""
    head = {"checklist": ACCEPTANCE, "unit_work": work}
    head |= {"reopened_at": at(reopened) if reopened else None}
    facts = {} if "revisions" in more else {"outcome": outcome, "covered": None}
    name = more.pop("id", f"{work}-{on}")
    return visit(on, premises, name, more=head, **facts, **more)


def title(key: str = "k", on="2022-03-01", target="food-shop", **more):
    """Recorded on the day of its naming unless said."""
    for name in ("recorded_at", "revocation_recorded_at"):
        if name in more:
            more[name] = at(more[name])
    if "revoked_on" in more:
        more["revoked_on"] = date.fromisoformat(more["revoked_on"])
    area = more.pop("area", CAOYANG)
    more.setdefault("recorded_at", at(on))
    return DesignationRecord(target, key, area, date.fromisoformat(on), **more)


def count(
    premises, visits, on="2022-06-30", known=None, target="canteen-school", titles=()
) -> Counted:
    plan = current_plan()
    found = plan.find_target(target)
    assert found is not None
    as_of = AsOf(date.fromisoformat(on), date.fromisoformat(known) if known else None)
    return count_target(
        found, History(tuple(premises), tuple(visits), tuple(titles)), plan.start, as_of
    )


def figure(premises, visits, only=None, target="canteen-school", baseline=0, **when) -> Figure:
    plan = current_plan()
    plan = plan.for_period(plan.start, plan.end, {target: baseline})
    found = plan.find_target(target)
    assert found is not None
    counted = count(premises, visits, target=target, **when)
    areas = [area.code for area in plan.areas]
    return count_figure(found, tally_of(counted), areas, only, baseline=baseline)


def ids(members) -> list[str]:
    return [member.id for member in members]
