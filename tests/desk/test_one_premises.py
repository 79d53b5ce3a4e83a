"""One premises at the desk: its visits, what lies under it, and the way to its public page."""

from typing import Any

import pytest
from flask import Flask

from inspect_app.extensions import db
from inspect_app.models.people import User
from inspect_app.models.premises import Premises
from inspect_app.services.review.reviews import approve
from tests.desk.inspections import receive
from tests.makers import TAOPU, make_premises, make_user
from tests.services.pushing import NOON
from tests.signing import PAGE, visitor

SITE = ["construction_site"]


def place(
    kind: str, parent: Premises | None = None, *, name: str = "青杉（示例）", **more: Any
) -> Premises:
    made = make_premises(kind=kind, name=name, **more)
    made.attrs, made.parent_id = {}, parent.id if parent else None
    db.session.commit()
    return made


def shown(app: Flask, who: str, premises: Premises, query: str = "") -> str:
    response = visitor(app, who).get(f"/desk/premises/{premises.id}{query}", headers=PAGE)
    assert response.status_code == 200
    return response.text


def test_who_may_see_a_market_alone_sees_none_of_its_stalls(app: Flask) -> None:
    make_user("fang", role="supervisor", kinds=["market"])
    market = place("market")
    place("stall", market, name="一号摊（示例）")
    text = shown(app, "fang", market)
    assert "一号摊" not in text and "没有找到单位" in text


@pytest.mark.parametrize("page", ["0", "x", "²"])
def test_a_page_of_stalls_that_is_none_is_not_found(app: Flask, ming: User, page: str) -> None:
    path = f"/desk/premises/{place('market').id}?page={page}"
    assert visitor(app, "ming").get(path, headers=PAGE).status_code == 404


def test_a_market_lists_its_own_stalls_page_by_page(app: Flask, ming: User) -> None:
    market, other = place("market"), place("market", name="别的市场（示例）")
    place("stall", other, name="外摊（示例）")
    for number in range(1, 54):
        place("stall", market, name=f"第{number:02d}摊（示例）")
    first, second = shown(app, "ming", market), shown(app, "ming", market, "?page=2")
    assert "第01摊" in first and "第53摊" not in first and "外摊" not in first
    assert "第53摊" in second and "第 51–53 家，共 53 家" in second
    found = shown(app, "ming", market, "?q=第07")
    assert "第07摊" in found and "第08摊" not in found


def test_an_estate_lists_its_lifts_and_a_lift_leads_back(app: Flask, ming: User) -> None:
    estate = place("estate", name="万泉里（示例）")
    lift = place("elevator", estate, name="1号梯（示例）")
    assert f"/desk/premises/{lift.id}" in shown(app, "ming", estate)
    text = shown(app, "ming", lift)
    assert f"/desk/premises/{estate.id}" in text and 'id="children"' not in text


def test_a_site_lists_its_unit_works_with_their_attempts(app: Flask, ming: User) -> None:
    gu, he = (make_user(name, role="inspector", kinds=SITE) for name in ("gu", "he"))
    site = place("construction_site")
    work = place("unit_work", site, name="1号楼（示例）")
    place("unit_work", site, name="2号楼（示例）")
    acceptance = {"unit_work": work.id}
    receive(gu, he, site, code="construction-acceptance", acceptance=acceptance)
    text = shown(app, "ming", site)
    assert "第 1 次，" in text and "2号楼" in text and "还没有验收" in text


def test_every_inspector_of_a_visit_is_named(app: Flask, lin: User, bai: User, ming: User) -> None:
    school = make_premises()
    receive(lin, bai, school)
    assert "lin、bai" in shown(app, "ming", school)


def test_the_public_page_is_one_step_away_while_its_code_is_valid(app: Flask, ming: User) -> None:
    school = make_premises()
    token = school.tokens[-1]
    assert f"/q/{token.token}" in shown(app, "ming", school)
    token.revoked_at = NOON
    db.session.commit()
    assert "公众看到的页面" not in shown(app, "ming", school)


def test_a_severe_hazard_stops_the_work_of_a_site_and_the_use_of_a_lift(
    app: Flask, ming: User
) -> None:
    kinds = ["construction_site", "elevator"]
    gu, he = (make_user(name, role="inspector", kinds=kinds) for name in ("gu", "he"))
    site, lift = place("construction_site"), place("elevator")
    receive(gu, he, site, code="construction-special", fail=("special.scaffold-tie",))
    receive(gu, he, lift, fail=("elevator.brake",))
    assert "停工整改" in shown(app, "ming", site)
    assert "停止使用" in shown(app, "ming", lift)


def test_a_supervisor_elsewhere_reads_no_such_page(app: Flask, lin: User, bai: User) -> None:
    make_user("elsewhere", role="supervisor", areas=[TAOPU])
    path = f"/desk/premises/{make_premises().id}"
    assert visitor(app, "elsewhere").get(path, headers=PAGE).status_code == 404


def test_the_last_approved_visit_of_a_stall_stands_beside_it(app: Flask, ming: User) -> None:
    kinds = ["market", "stall"]
    gu, he = (make_user(name, role="inspector", kinds=kinds) for name in ("gu", "he"))
    fang = make_user("fang", role="supervisor", kinds=kinds)
    market = place("market")
    id, _ = receive(gu, he, place("stall", market, name="一号摊（示例）"))
    assert "没有复核通过的检查" in shown(app, "ming", market)
    approve(fang.id, id, 1, at=NOON)
    text = shown(app, "ming", market)
    assert f"/desk/inspections/{id}?rev=1" in text and "达标" in text


def test_what_the_register_knows_of_a_place_stands_on_its_page(app: Flask, ming: User) -> None:
    lift, stall = place("elevator"), place("stall")
    lift.attrs = {"drive": "traction", "residential": True, "in_service_on": "2004-02-29"}
    stall.attrs = {"trades": ["fruit", "meat"], "stall_no": "A12"}
    db.session.commit()
    for words in ("曳引", "2004年2月29日", "<dd>是</dd>"):
        assert words in shown(app, "ming", lift)
    assert "水果、猪牛羊肉" in shown(app, "ming", stall)
    assert "许可证号" not in shown(app, "ming", lift), "what is not on record asks for nothing"


def test_visits_of_a_site_say_which_list_it_was(app: Flask, ming: User) -> None:
    gu, he = (make_user(name, role="inspector", kinds=SITE) for name in ("gu", "he"))
    site = place("construction_site")
    receive(gu, he, site, code="construction-special")
    text = shown(app, "ming", site)
    assert "专项检查" in text and "明厨亮灶" not in text
    assert "明厨亮灶" in shown(app, "ming", make_premises())


def test_nobody_visits_an_estate_itself(app: Flask, ming: User) -> None:
    text = shown(app, "ming", place("estate"))
    assert "历次检查" not in text and "电梯" in text


def test_stalls_stand_by_their_numbers(app: Flask, ming: User) -> None:
    market = place("market")
    for number in (10, 9, 1):
        place("stall", market, name=f"菜场 {number} 号摊（示例）")
    text = shown(app, "ming", market)
    assert text.index("菜场 9 号") < text.index("菜场 10 号")
