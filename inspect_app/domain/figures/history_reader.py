"""Reads a file in the neutral history format, another system's records. Raises `Refused`."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from inspect_app.domain.figures.history import (
    ACCEPTANCE,
    AreaChange,
    AttrsChange,
    BaselineRecord,
    Decision,
    DesignationRecord,
    History,
    InspectionRecord,
    PremisesRecord,
    RevisionRecord,
    StatusChange,
)
from inspect_app.domain.figures.spots import Spot
from inspect_app.domain.figures.targets import Plan
from inspect_app.domain.refusals import Refused
from inspect_app.domain.vocabulary import KINDS, PREMISES_STATUS

ACTIONS = ("approve", "return", "withdraw", "recall")


@dataclass(frozen=True)
class Read:
    """A history file that was read: the plan's days, its baselines, and everything recorded."""

    start: date
    end: date
    baselines: dict[str, int]
    history: History


def read_history(content: object, plan: Plan) -> Read:
    """Read a history; ignore unknown keys, raise Refused for unknown kinds, areas and targets."""
    root = Spot(content, "")
    start, end = root.get("plan").get("start").day(), root.get("plan").get("end").day()
    if start > end:
        raise Refused("history", "plan.end", "plan.end: the plan ends before it starts.")
    areas = {area.code for area in plan.areas}
    premises = [read_premises(spot, areas) for spot in root.get("premises").rows()]
    inspections = [read_inspection(spot) for spot in root.get("inspections").rows()]
    refuse_doubles("premises", [row.id for row in premises])
    refuse_doubles("inspections", [row.id for row in inspections])
    designations = rows_of(root, "designations")
    return Read(
        start=start,
        end=end,
        baselines=read_baselines(root.find("baselines"), plan),
        history=History(
            tuple(premises),
            tuple(inspections),
            tuple(read_designation(spot, areas, plan) for spot in designations),
            tuple(read_baseline(spot, plan) for spot in rows_of(root, "baselines_from")),
        ),
    )


def rows_of(spot: Spot, name: str) -> list[Spot]:
    found = spot.find(name)
    return found.rows() if found else []


def refuse_doubles(where: str, names: Iterable[object]) -> None:
    seen: set[object] = set()
    for at, name in enumerate(names):
        if name in seen:
            spot = f"{where}[{at}]"
            raise Refused("history", spot, f"{spot}: {name!r} stands there twice.")
        seen.add(name)


def read_baselines(spot: Spot | None, plan: Plan) -> dict[str, int]:
    found = {}
    for name, number in spot.entries().items() if spot else ():
        target = plan.find_target(name)
        if target is None:
            raise Spot(name, number.where).refuse("target of the plan")
        count = number.whole(0)
        if count and not target.is_count:
            raise number.refuse("baseline: only a cumulative target has one")
        if target.is_count:
            found[name] = count
    return found


def read_baseline(spot: Spot, plan: Plan) -> BaselineRecord:
    target = plan.find_target(spot.get("target").text())
    if target is None or not target.is_count:
        raise spot.get("target").refuse("cumulative target of the plan")
    return BaselineRecord(
        target=target.id,
        from_on=spot.get("from").day(),
        count=spot.get("n").whole(0),
        recorded_at=spot.get("recorded_at").instant(),
    )


def read_premises(spot: Spot, areas: set[str]) -> PremisesRecord:
    return PremisesRecord(
        id=spot.get("id").text(),
        kind=spot.get("kind").one_of(KINDS, "kind"),
        area=spot.get("area").one_of(areas, "area of the plan"),
        registered_on=spot.get("registered_on").day(),
        recorded_at=spot.get("recorded_at").instant(),
        attrs=read_attrs(spot.find("attrs")),
        statuses=tuple(read_status(each) for each in rows_of(spot, "status")),
        attrs_from=tuple(read_attrs_change(each) for each in rows_of(spot, "attrs_from")),
        area_from=tuple(read_area_change(each, areas) for each in rows_of(spot, "area_from")),
    )


def read_attrs(spot: Spot | None) -> dict[str, Any]:
    return {name: each.value for name, each in spot.entries().items()} if spot else {}


def read_attrs_change(spot: Spot) -> AttrsChange:
    return AttrsChange(
        from_on=spot.get("from").day(),
        attrs=read_attrs(spot.get("attrs")),
        recorded_at=spot.get("recorded_at").instant(),
    )


def read_area_change(spot: Spot, areas: set[str]) -> AreaChange:
    return AreaChange(
        from_on=spot.get("from").day(),
        area=spot.get("area").one_of(areas, "area of the plan"),
        recorded_at=spot.get("recorded_at").instant(),
    )


def read_status(spot: Spot) -> StatusChange:
    reason = spot.find("reason")
    return StatusChange(
        from_on=spot.get("from").day(),
        status=spot.get("status").one_of(PREMISES_STATUS, "status"),
        recorded_at=spot.get("recorded_at").instant(),
        reason=reason.line() if reason else "",
    )


def read_inspection(spot: Spot) -> InspectionRecord:
    checklist, unit_work = spot.get("checklist").text(), spot.find("unit_work")
    if checklist == ACCEPTANCE and unit_work is None:
        raise Refused("history", spot.where, f"{spot.where}: an acceptance names its unit_work.")
    reopened_at = spot.find("reopened_at")
    revisions = [read_revision(each) for each in spot.get("revisions").rows()]
    refuse_doubles(f"{spot.where}.revisions", [row.rev for row in revisions])
    return InspectionRecord(
        id=spot.get("id").text(),
        premises=spot.get("premises").text(),
        on=spot.get("on").day(),
        revisions=tuple(revisions),
        checklist=checklist,
        unit_work=unit_work.text() if unit_work else None,
        reopened_at=reopened_at.instant() if reopened_at else None,
    )


def read_revision(spot: Spot) -> RevisionRecord:
    covered, passed, outcome = (spot.find(name) for name in ("covered", "passed", "outcome"))
    return RevisionRecord(
        rev=spot.get("rev").whole(1),
        received_at=spot.get("received_at").instant(),
        complete=spot.get("complete").flag(),
        covered=covered.flag() if covered else None,
        passed=passed.flag() if passed else None,
        reviews=tuple(read_decision(each) for each in rows_of(spot, "reviews")),
        outcome=outcome.text() if outcome else None,
    )


def read_decision(spot: Spot) -> Decision:
    return Decision(
        at=spot.get("at").instant(),
        action=spot.get("action").one_of(ACTIONS, "action, approve, return or withdraw"),
    )


def read_designation(spot: Spot, areas: set[str], plan: Plan) -> DesignationRecord:
    target = spot.get("target")
    found = plan.find_target(target.text())
    if found is None or not found.is_designated:
        raise target.refuse("target that counts titles")
    premises, revoked_on = spot.find("premises"), spot.find("revoked_on")
    revocation = spot.find("revocation_recorded_at")
    return DesignationRecord(
        target=found.id,
        key=spot.get("key").text(),
        area=spot.get("area").one_of(areas, "area of the plan"),
        named_on=spot.get("named_on").day(),
        recorded_at=spot.get("recorded_at").instant(),
        premises=premises.text() if premises else None,
        revoked_on=revoked_on.day() if revoked_on else None,
        revocation_recorded_at=revocation.instant() if revocation else None,
    )
