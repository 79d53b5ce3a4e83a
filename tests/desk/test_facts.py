"""What a reviewer sees beside the answers before deciding."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from inspect_app.domain.ids import uuid7
from inspect_app.extensions import db
from inspect_app.models.people import User
from inspect_app.models.premises import Premises
from inspect_app.services.review.reviews import approve
from tests.desk.inspections import receive
from tests.makers import checklist_object, make_premises, make_user
from tests.services.pushing import NOON
from tests.signing import PAGE, visitor

KINDS = ["market", "stall", "elevator", "construction_site"]
LATER = NOON + timedelta(hours=2)


@pytest.fixture
def people(app: Flask) -> tuple[User, User, User]:
    roles = (("gu", "inspector"), ("he", "inspector"), ("fang", "supervisor"))
    gu, he, fang = (make_user(name, role=role, kinds=KINDS) for name, role in roles)
    return gu, he, fang


def place(kind: str, parent: Premises | None = None, **attrs: Any) -> Premises:
    made = make_premises(kind=kind)
    made.attrs, made.parent_id = attrs, parent.id if parent else None
    db.session.commit()
    return made


def page(app: Flask, id: str) -> str:
    response = visitor(app, "fang").get(f"/desk/inspections/{id}", headers=PAGE)
    assert response.status_code == 200
    return response.text


def market_of(people: tuple[User, User, User], stalls: int, honest: int) -> str:
    gu, he, fang = people
    market = place("market")
    for number in range(stalls):
        stall = place("stall", market)
        if number < honest:
            id, _ = receive(gu, he, stall)
            approve(fang.id, id, 1, at=LATER)
    return receive(gu, he, market)[0]


def test_a_canteen_has_nothing_beside_its_answers(
    app: Flask, lin: User, bai: User, chen: User
) -> None:
    id, _ = receive(lin, bai)
    assert (
        "off_lineage" not in visitor(app, "chen").get(f"/desk/inspections/{id}", headers=PAGE).text
    )


def test_too_few_honest_stalls_are_told_before_the_market_is_approved(
    app: Flask, people: tuple[User, User, User]
) -> None:
    id = market_of(people, stalls=2, honest=1)
    text = page(app, id)
    assert "1 / 2，50.0%" in text and "现在通过的结果" in text and "未达标" in text
    approve(people[2].id, id, 1, at=LATER)
    decided = page(app, id)
    assert "50.0%，通过时计算" in decided and "现在通过的结果" not in decided


def test_enough_honest_stalls_pass(app: Flask, people: tuple[User, User, User]) -> None:
    text = page(app, market_of(people, stalls=1, honest=1))
    assert "1 / 1，100.0%" in text and "未达标" not in text


def test_a_market_without_stalls_is_not_judged_by_them(
    app: Flask, people: tuple[User, User, User]
) -> None:
    assert "登记中没有在营的经营户" in page(app, market_of(people, stalls=0, honest=0))


@pytest.mark.parametrize(
    ("attrs", "words"),
    [
        ({"residential": True}, "没有登记起用日，不计入目标"),
        ({"residential": True, "made_on": "2007-09-15"}, "满 14 年，2007年9月15日起用，不满 15 年"),
        ({"residential": True, "made_on": "2007-09-14"}, "满 15 年，2007年9月14日起用，计入目标"),
        ({"residential": False, "in_service_on": "2001-01-01"}, "不是住宅电梯，不计入目标"),
    ],
)
def test_a_lift_shows_its_age_on_the_visit(
    app: Flask, people: tuple[User, User, User], attrs: dict[str, Any], words: str
) -> None:
    id, _ = receive(*people[:2], place("elevator", **attrs))
    assert words in page(app, id)


def test_the_profile_of_a_lift_is_shown_unjudged(
    app: Flask, people: tuple[User, User, User]
) -> None:
    lift = place("elevator", residential=True)
    plain, made = receive(*people[:2], lift)
    answers = made.body["answers"] | {
        "elevator.faults-12m": {"value": 3},
        "elevator.assessment": {"value": assessment()},
    }
    id, _ = receive(*people[:2], lift, on="2022-09-13", answers=answers)
    text = page(app, id)
    assert "近12个月故障次数" in text.replace(" ", "") and "修理" in text
    assert "近12个月故障次数" not in page(app, plain).replace(" ", "")


def assessment() -> str:
    profile = {item["id"]: item for item in checklist_object("elevator")["profile"]}
    options = profile["elevator.assessment"]["options"]
    return str(next(one["value"] for one in options if one["zh"] == "修理"))


def accepted(people: tuple[User, User, User], site: Premises, work: str, **more: Any) -> str:
    acceptance = {"unit_work": work} | more.pop("acceptance", {})
    code = "construction-acceptance"
    return receive(*people[:2], site, code=code, acceptance=acceptance, **more)[0]


def test_an_acceptance_says_which_attempt_it_is(
    app: Flask, people: tuple[User, User, User]
) -> None:
    site = place("construction_site", major=True)
    work = place("unit_work", site)
    first = accepted(people, site, work.id, on="2022-03-01")
    second = accepted(people, site, work.id, on="2022-06-01")
    void = accepted(people, site, work.id, on="2022-02-01", acceptance={"void": "设计单位缺席"})
    assert "第 1 次，首次，决定一次验收合格率" in page(app, first)
    assert "第 2 次，不改变首次的结论" in page(app, second)
    assert "验收没有成立，不算次数" in page(app, void)


def test_an_acceptance_of_a_smaller_site_is_not_counted(
    app: Flask, people: tuple[User, User, User]
) -> None:
    site = place("construction_site", major=False)
    text = page(app, accepted(people, site, uuid7(), on="2022-03-01"))
    assert "不是重大工程，不计入目标" in text


def test_last_time_is_of_the_same_building(app: Flask, people: tuple[User, User, User]) -> None:
    site = place("construction_site", major=True)
    one, other = (place("unit_work", site) for _ in range(2))
    approve(people[2].id, accepted(people, site, one.id, on="2022-03-01"), 1, at=LATER)
    assert "上次" not in page(app, accepted(people, site, other.id, on="2022-06-01"))
    assert "上次" in page(app, accepted(people, site, one.id, on="2022-06-02"))
