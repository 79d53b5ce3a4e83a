"""Builds a fictional city with years of inspections, by inserting straight into the tables."""

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from types import SimpleNamespace
from typing import Any

from sqlalchemy import Table, insert, text

from inspect_app.domain.ids import uuid7
from inspect_app.domain.kinds import PARENTS
from inspect_app.extensions import db
from inspect_app.models.designations import Designation
from inspect_app.models.people import User
from inspect_app.models.premises import Premises, PremisesArea, PremisesAttrs, PremisesStatus
from inspect_app.plans.load import current_plan
from inspect_app.services.register.dated_facts import first_area, first_attrs
from script.benches.figures.kinds import NOT_INSPECTED, PER_THOUSAND, TITLES, attrs_of
from script.benches.figures.visits import Visits
from tests.makers import make_user

SEED = 2021
REGISTERED = date(2020, 12, 1)
RECORDED = datetime(2020, 12, 20, 2, tzinfo=UTC)
AT_ONCE = 10_000
INSPECTORS = 20
Row = dict[str, Any]


@dataclass(frozen=True)
class Rows:
    """Collects rows by table, and inserts them many at a time."""

    held: dict[Any, list[Row]]

    def add(self, model: Any, row: Row) -> None:
        self.held[model].append(row)

    def flush(self) -> None:
        with db.engine.begin() as line:
            for model, rows in self.held.items():
                table: Table = model.__table__
                line.execute(insert(table), rows)
        self.held.clear()


def build(premises: int, inspections: int) -> None:
    """Fill a prepared instance."""
    dice, rows = random.Random(SEED), Rows(defaultdict(list))
    people = _people()
    places = list(_places(premises))
    for number, place in enumerate(places):
        _register(rows, number, place)
        if number % AT_ONCE == AT_ONCE - 1:
            rows.flush()
    rows.flush()
    inspected = [place for place in places if place["kind"] not in NOT_INSPECTED]
    dice.shuffle(inspected)
    works = defaultdict(list)
    for place in places:
        if place["kind"] == "unit_work":
            works[place["parent_id"]].append(place["id"])
    visits = Visits(rows.add, dice, people, works, inspections)
    for number in range(inspections):
        visits.add(number, inspected[number % len(inspected)])
        if number % AT_ONCE == AT_ONCE - 1:
            rows.flush()
    visits.add_standings()
    for some in _titles(places):
        rows.add(Designation, some)
    rows.flush()
    _gather_statistics()


def _people() -> list[str]:
    """Make the inspectors, and those who read and decide."""
    areas, kinds = [area.code for area in current_plan().areas], list(PER_THOUSAND)
    make_user("admin", role="administrator", areas=areas, kinds=kinds)
    make_user("chief", role="supervisor", areas=areas, kinds=kinds)
    make_user("street", role="supervisor", areas=areas[:1], kinds=kinds)
    rows = [
        {"id": uuid7(), "name": f"inspector{number}", "full_name": f"检查员 {number}（示例）"}
        | {"role": "inspector", "created_at": RECORDED, "badge": ""}
        for number in range(INSPECTORS)
    ]
    with db.engine.begin() as line:
        line.execute(insert(User.__table__), rows)  # type: ignore[arg-type]
    return [row["id"] for row in rows]


def _places(count: int) -> Iterator[Row]:
    areas, serial = [area.code for area in current_plan().areas], 0
    made: dict[str, list[Row]] = {}
    for kind, share in PER_THOUSAND.items():
        made[kind] = []
        for number in range(max(1, count * share // 1000)):
            above = made.get(PARENTS.get(kind) or "")
            parent = above[number % len(above)] if above else None
            area = parent["area"] if parent else areas[number % len(areas)]
            row = _place(kind, number, serial, area, parent)
            made[kind].append(row)
            serial += 1
            yield row


def _place(kind: str, number: int, serial: int, area: str, parent: Row | None) -> Row:
    return {
        "id": uuid7(),
        "kind": kind,
        "code": f"{serial:08d}",
        "name": f"测速场所 {kind} {number}（示例）",
        "area": area,
        "address": f"示例路 {number} 号",
        "attrs": attrs_of(kind, number),
        "derived_attrs": {},
        "parent_id": parent["id"] if parent else None,
        "status": "closed" if kind == "stall" and number % 50 == 49 else "open",
        "qr_issue": 1,
        "registered_on": REGISTERED,
        "recorded_at": RECORDED,
    }


def _register(rows: Rows, number: int, place: Row) -> None:
    known: Any = SimpleNamespace(**place)
    rows.add(Premises, place)
    rows.add(PremisesAttrs, first_attrs(known))
    rows.add(PremisesArea, first_area(known))
    if place["status"] == "closed":
        on = date(2022, 1, 1) + timedelta(days=number % 365)
        at = datetime.combine(on + timedelta(days=3), time(2), UTC)
        change = {"premises_id": place["id"], "from_on": on, "status": "closed", "reason": "停业"}
        rows.add(PremisesStatus, change | {"recorded_at": at})


def _titles(places: Iterable[Row]) -> Iterator[Row]:
    counts: dict[str, int] = defaultdict(int)
    for place in places:
        target, each = TITLES.get(place["kind"], ("", 0))
        counts[place["kind"]] += 1
        if target and counts[place["kind"]] % each == 0:
            on = date(2021, 3, 1) + timedelta(days=counts[place["kind"]] % 1000)
            at = datetime.combine(on + timedelta(days=5), time(2), UTC)
            yield {
                "id": uuid7(),
                "target": target,
                "key": place["id"],
                "area": place["area"],
                "premises_id": place["id"],
                "title": "示例称号",
                "level": "区级",
                "document": "示例文号",
                "named_on": on,
                "entered_at": at,
                "recorded_at": at,
            }


def _gather_statistics() -> None:
    """As PostgreSQL does by itself some minutes after."""
    if db.engine.dialect.name == "postgresql":
        with db.engine.begin() as line:
            line.execute(text("SET LOCAL statement_timeout = 0"))
            line.execute(text("ANALYZE"))
