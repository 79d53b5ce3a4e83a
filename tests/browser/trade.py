"""Premises beside the demo district: a market with stalls, an estate with lifts, a site with works.

They belong to one inspector of their own, so that no other test meets them.
"""

import json
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from sqlalchemy import select

from inspect_app.app import create_app
from inspect_app.config import read_settings
from inspect_app.domain.ids import uuid7
from inspect_app.domain.vocabulary import KINDS
from inspect_app.extensions import db
from inspect_app.models.inspections import Inspection
from inspect_app.models.people import User
from inspect_app.models.premises import Premises
from inspect_app.services.people.accounts import add_user
from inspect_app.services.people.notices import note_notice_read
from inspect_app.services.register.premises import register_premises
from inspect_app.services.review.reviews import approve
from inspect_app.services.writing.transaction import writing
from tests.browser.register import Place, ask
from tests.browser.server import Account, Site

TAOPU = "310107103"
LONG_AGO = datetime(2020, 12, 15, 1, 30, tzinfo=UTC)
Figures = dict[str, dict[str, Any]]
# Far from those of `tests.makers`, which stand in the same books.
_serial = count(500_000)


@contextmanager
def books(site: Site) -> Iterator[None]:
    """The site's database beside its running server, for what no screen can enter yet."""
    with create_app(read_settings({"INSPECT_INSTANCE": str(site.instance)})).app_context():
        yield
        db.session.remove()
        db.engine.dispose()


def register(
    kind: str, name: str, parent: Place | None = None, area: str = TAOPU, **attrs: Any
) -> Place:
    """One more premises on the register, inside `books`."""
    premises = Premises(
        id=uuid7(),
        kind=kind,
        code=f"{next(_serial):08d}".translate(str.maketrans("01", "XY")),
        name=name,
        area=area,
        address="桃浦镇示例路 9 号",
        lat=31.283,
        lng=121.356,
        attrs=attrs,
        parent_id=parent.id if parent else None,
        registered_on=date(2020, 12, 15),
        recorded_at=LONG_AGO,
    )
    token = secrets.token_hex(8)
    with writing(LONG_AGO) as w:
        register_premises(w, premises, token)
        return Place(premises.id, premises.code, token, name, area, attrs)


@dataclass(frozen=True)
class Trade:
    """What stands in the street of two inspectors, and nobody inspected yet."""

    mei: Account
    second: str
    market: Place
    stalls: tuple[Place, ...]
    estate: Place
    old_lift: Place
    young_lift: Place
    works_site: Place
    towers: tuple[Place, Place]
    crane_site: Place
    one_of: dict[str, Place]


def set_up(site: Site) -> Trade:
    with books(site):
        mei, bo = add_inspector("mei"), add_inspector("bo")
        market = register("market", "桃浦河滨集贸市场（示例）", stalls=3)
        estate = register("estate", "桃浦河滨苑（示例）")
        works_site = register(
            "construction_site", "桃浦河滨广场（示例）", major=True, housing=False
        )
        return Trade(
            mei,
            bo.user,
            market,
            tuple(add_stall(market, number) for number in ("1", "2", "10")),
            estate,
            add_lift(estate, "1", "2004-02-29", call_drill=True),
            add_lift(estate, "2", "2020-05-01"),
            works_site,
            (add_tower(works_site, "1# 楼"), add_tower(works_site, "2# 楼")),
            register("construction_site", "桃浦智创城 6 号地块（示例）", major=True),
            one_of_each(),
        )


def one_of_each() -> dict[str, Place]:
    """By checklist; what is on record of them makes their lists as long as they can be."""
    sells = {"trades": ["vegetable", "cooked", "meat", "bulk"], "uses_scale": True, "traced": True}
    graded = {"face_grade": "green", "inspected_before": True}
    eats = {"business": "both", "hot_holding": True, "sampled_12m": True, "traced": True}
    brings = {"own_site": True, "catering": True, "takeaway": True, "own_delivery": True}
    sold = {"retail": True, "prepaid_cards": True}
    home = {"delivers_meals": True, "operation": "contract", "special_room": True}
    site = {"major": False, "housing": False}
    return {
        "stall": register("stall", "桃浦河滨临时摊位（示例）", stall_no="88", **sells),
        "food-shop": register("food_shop", "桃浦河滨饭店（示例）", **eats, **graded),
        "food-online": register("food_online", "桃浦河滨外卖（示例）", **brings),
        "food-street": register("food_street", "桃浦河滨美食街（示例）", form="road"),
        "consumer-unit": register("consumer_unit", "桃浦河滨超市（示例）", **sold),
        "canteen-elderly": register("canteen_elderly", "桃浦河滨养老院（示例）", **home, **graded),
        "construction-special": register("construction_site", "桃浦河滨地库（示例）", **site),
    }


def new_school(site: Site, user: str) -> Place:
    """A school canteen that this inspector finds on no other visit."""
    area = "select min(area) from membership m join user u on u.id = m.user_id where u.name = ?"
    [(where,)] = ask(site, area, user)
    kitchen = {"operation": "self", "cameras": 4, "screens": 1, "special_room": False}
    school = {"stage": "初", "ownership": "public", "diners": 500}
    with books(site):
        name = f"{uuid7()[-6:]} 中学食堂（示例）"
        return register("canteen_school", name, area=where, **kitchen, **school)


def new_shop(site: Site) -> Place:
    """A food shop that no other test visits; its list is as long as it can be."""
    eats = {"business": "both", "hot_holding": True, "sampled_12m": True, "traced": True}
    with books(site):
        name = f"桃浦 {uuid7()[-6:]} 面馆（示例）"
        return register("food_shop", name, **eats, face_grade="green", inspected_before=True)


def new_stall(site: Site) -> Place:
    """A stall without a market, which no other test visits."""
    little = {"trades": ["grain"], "self_produced": True, "uses_scale": False, "chilled": False}
    number = uuid7()[-6:]
    with books(site):
        name = f"桃浦河滨 {number} 号摊（示例）"
        return register("stall", name, stall_no=number, frozen=False, **little)


def add_stall(market: Place, number: str) -> Place:
    """Sells what a farmer grew, without scale or fridge: little to ask."""
    little = {"trades": ["grain"], "self_produced": True, "uses_scale": False, "chilled": False}
    name = f"桃浦河滨集贸市场 {number} 号摊（示例）"
    return register("stall", name, market, stall_no=number, frozen=False, **little)


def new_site(site: Site) -> Place:
    """A major site that no other test visits."""
    with books(site):
        name = f"桃浦 {uuid7()[-6:]} 号地块（示例）"
        return register("construction_site", name, major=True, housing=False)


def new_lift(site: Site) -> Place:
    """An old lift in an estate of its own."""
    with books(site):
        estate = register("estate", f"桃浦 {uuid7()[-6:]} 苑（示例）")
        return add_lift(estate, "1", "2004-02-29")


def add_lift(estate: Place, house: str, in_service_on: str, **attrs: Any) -> Place:
    code = f"311031010720{next(_serial):06d}"
    known = {"residential": True, "device_code": code, "in_service_on": in_service_on}
    return register("elevator", f"桃浦河滨苑 {house} 号楼（示例）", estate, **known, **attrs)


def add_tower(works_site: Place, name: str) -> Place:
    return register("unit_work", f"桃浦河滨广场 {name}（示例）", works_site)


def add_inspector(name: str) -> Account:
    password = secrets.token_urlsafe(12)
    user = add_user(
        name, role="inspector", areas=(TAOPU,), kinds=tuple(KINDS), password=password, at=LONG_AGO
    )
    note_notice_read(user.id, LONG_AGO)
    return Account(name, password, "inspector")


def approve_all(site: Site, *places: Place) -> None:
    """Chen approves every inspection at these places, in the order in which they arrived."""
    with books(site):
        chen = db.session.scalars(select(User.id).filter_by(name="chen")).one()
        for place in places:
            query = select(Inspection.id, Inspection.head_rev).filter_by(premises_id=place.id)
            for id, rev in db.session.execute(query.order_by(Inspection.id)).all():
                approve(chen, id, rev, at=datetime.now(UTC))


def figures(site: Site) -> Figures:
    """Every target by its id, as the command line tells them."""
    told = json.loads(site.command("targets", "--json"))
    return {target["id"]: target for target in told["targets"]}
