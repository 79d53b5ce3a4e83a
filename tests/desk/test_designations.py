"""Titles at the desk: who may enter, who may confirm, and what moves."""

import pytest
from flask import Flask

from inspect_app.extensions import db
from inspect_app.models.designations import Designation
from inspect_app.models.people import User
from inspect_app.models.premises import Premises
from tests.makers import TAOPU, make_premises, make_user
from tests.signing import PAGE, visitor

ENTRY = {
    "title": "食品经营示范店",
    "level": "区级",
    "document": "普市监〔2022〕12号",
    "named_on": "2022-09-01",
}


@pytest.fixture
def fang(app: Flask) -> User:
    """Fang supervises the food shops of Caoyang."""
    return make_user("fang", role="supervisor", kinds=["food_shop"])


def enter(app: Flask, person: str, code: str, **changes: str) -> int:
    form = ENTRY | {"code": code} | changes
    return visitor(app, person).post("/desk/designations", data=form, headers=PAGE).status_code


def entered() -> Designation:
    db.session.expire_all()
    return db.session.query(Designation).one()


def test_an_auditor_reads_and_enters_nothing(app: Flask) -> None:
    make_user("au", role="auditor")
    shop = make_premises(kind="food_shop")
    assert 'name="named_on"' not in visitor(app, "au").get("/desk/designations", headers=PAGE).text
    assert enter(app, "au", shop.code) == 403


def test_a_premises_outside_the_scope_is_as_unknown_as_one_that_is_not(
    app: Flask, fang: User
) -> None:
    for foreign in (make_premises(kind="food_shop", area=TAOPU), make_premises()):
        assert enter(app, "fang", foreign.code) == 422
    assert enter(app, "fang", "ZZZZZZZZ") == 422
    assert db.session.query(Designation).count() == 0


@pytest.mark.parametrize("wrong", [{"named_on": ""}, {"named_on": "2099-01-01"}, {"title": " "}])
def test_a_wrong_field_is_refused(app: Flask, fang: User, wrong: dict[str, str]) -> None:
    assert enter(app, "fang", make_premises(kind="food_shop").code, **wrong) == 422
    assert db.session.query(Designation).count() == 0


def test_nobody_confirms_the_own_entry(app: Flask, fang: User) -> None:
    shop = make_premises(kind="food_shop")
    assert enter(app, "fang", f"{shop.code[:4]} {shop.code[4:]}".lower()) == 302
    mine = visitor(app, "fang")
    assert "等待另一人确认" in mine.get("/desk/designations", headers=PAGE).text
    path = f"/desk/designations/{entered().id}/confirm"
    assert mine.post(path, headers=PAGE).status_code == 403
    assert entered().recorded_at is None


def test_another_person_confirms_and_the_plan_counts_it(app: Flask, fang: User, ming: User) -> None:
    shop = make_premises(kind="food_shop", name="青杉面馆（示例）")
    enter(app, "fang", shop.code)
    other = visitor(app, "ming")
    response = other.post(f"/desk/designations/{entered().id}/confirm", headers=PAGE)
    assert response.status_code == 302
    assert entered().confirmed_by == ming.id
    side = other.get("/desk/targets/food-shop?side=numerator", headers=PAGE).text
    assert "青杉面馆" in side


END = {"revoked_on": "2022-09-10", "reason": "抽查不合格（示例）"}


@pytest.fixture
def title(app: Flask, fang: User, ming: User) -> str:
    """The address of a title that Ming confirmed."""
    enter(app, "fang", make_premises(kind="food_shop", name="青杉面馆（示例）").code)
    path = f"/desk/designations/{entered().id}"
    visitor(app, "ming").post(f"{path}/confirm", headers=PAGE)
    return path


def post(app: Flask, who: str, path: str, **form: str) -> int:
    return visitor(app, who).post(path, data=form, headers=PAGE).status_code


def test_a_title_is_not_revoked_by_who_may_not_nor_by_one_alone(app: Flask, title: str) -> None:
    make_user("au", role="auditor")
    make_user("elsewhere", role="supervisor", areas=[TAOPU], kinds=["food_shop"])
    assert post(app, "au", f"{title}/revoke", **END) == 403
    assert post(app, "elsewhere", f"{title}/revoke", **END) == 404
    assert post(app, "ming", f"{title}/revoke", **END) == 302
    seen = {"seen": END["revoked_on"]}
    assert post(app, "au", f"{title}/revoke/confirm", **seen) == 403
    assert post(app, "elsewhere", f"{title}/revoke/confirm", **seen) == 404
    assert post(app, "ming", f"{title}/revoke/confirm", **seen) == 403
    assert entered().revoked_on is None


def test_a_title_is_revoked_by_two_people_with_a_reason(app: Flask, title: str) -> None:
    assert post(app, "ming", f"{title}/revoke", revoked_on="x", reason="x") == 422
    assert post(app, "ming", f"{title}/revoke", revoked_on="2022-09-10") == 422
    assert post(app, "ming", f"{title}/revoke", **END) == 302
    shown = visitor(app, "fang").get("/desk/designations", headers=PAGE).text
    assert "待撤销" in shown and END["reason"] in shown
    assert post(app, "fang", f"{title}/revoke/confirm", seen=END["revoked_on"]) == 302
    gone = visitor(app, "fang").get("/desk/designations?state=gone", headers=PAGE).text
    assert "青杉面馆" in gone and END["reason"] in gone


def test_the_premises_shows_its_titles_and_takes_one_back_from_there(
    app: Flask, title: str
) -> None:
    page = visitor(app, "fang").get(f"/desk/premises/{entered().premises_id}", headers=PAGE).text
    assert ENTRY["document"] in page and "2022年9月1日" in page and "fang" in page
    assert f'action="{title}/revoke?at=premises"' in page
    answer = visitor(app, "fang").post(f"{title}/revoke?at=premises", data=END, headers=PAGE)
    assert answer.location == f"/desk/premises/{entered().premises_id}"


def test_a_premises_of_a_kind_without_titles_says_nothing_of_them(app: Flask, ming: User) -> None:
    page = visitor(app, "ming").get(f"/desk/premises/{make_premises().id}", headers=PAGE).text
    assert "还没有称号" not in page


def test_the_same_title_is_refused_in_words_that_name_the_one_there(app: Flask, title: str) -> None:
    code = db.session.get(Premises, entered().premises_id).code
    form = ENTRY | {"code": code, "document": "另一份文件"}
    answer = visitor(app, "fang").post("/desk/designations", data=form, headers=PAGE)
    assert answer.status_code == 409
    assert f"这里已有“{ENTRY['title']}”：{ENTRY['document']}，2022年9月1日命名" in answer.text
    assert 'value="另一份文件"' in answer.text


def test_a_wrong_entry_is_taken_back_by_those_in_scope_alone(app: Flask, fang: User) -> None:
    make_user("elsewhere", role="supervisor", areas=[TAOPU], kinds=["food_shop"])
    enter(app, "fang", make_premises(kind="food_shop").code)
    path = f"/desk/designations/{entered().id}/drop"
    assert visitor(app, "elsewhere").post(path, headers=PAGE).status_code == 404
    assert visitor(app, "fang").post(path, headers=PAGE).status_code == 302
    assert db.session.query(Designation).count() == 0


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_speaks_both_languages(app: Flask, fang: User, language: str) -> None:
    enter(app, "fang", make_premises(kind="food_shop").code)
    page = visitor(app, "fang").get(f"/desk/designations?lang={language}", headers=PAGE)
    assert page.status_code == 200
    assert {"zh": "待确认", "en": "To confirm"}[language] in page.text
