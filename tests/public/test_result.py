"""The page behind the posted code: public results, and nothing of persons, items or photos."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from inspect_app.extensions import db
from inspect_app.models.people import User
from inspect_app.models.premises import Premises
from inspect_app.services.review.reviews import approve, return_items
from tests.desk.inspections import receive
from tests.makers import make_premises, make_user
from tests.services.pushing import NOON
from tests.signing import PAGE

LATER = NOON + timedelta(hours=2)


def page(client: FlaskClient, place: Premises, **headers: str) -> str:
    response = client.get(f"/q/{place.tokens[-1].token}", headers=PAGE | headers)
    assert response.status_code == 200
    return response.text


@pytest.mark.parametrize("token", ["none", "x" * 300, "%00", "..%2f..%2fetc", "' OR 1=1"])
def test_an_unknown_code_gets_a_helpful_page(client: FlaskClient, token: str) -> None:
    response = client.get(f"/q/{token}", headers=PAGE)
    assert response.status_code == 404
    assert "没有找到" in response.text


def test_a_withdrawn_code_says_that_there_is_a_newer_one(client: FlaskClient) -> None:
    place = make_premises()
    place.tokens[-1].revoked_at = LATER
    db.session.commit()
    response = client.get(f"/q/{place.tokens[-1].token}", headers=PAGE)
    assert response.status_code == 404
    assert "旧码停用" in response.text and place.name[:4] not in response.text


def test_what_is_not_approved_is_not_public(client: FlaskClient, lin: User, bai: User) -> None:
    place = make_premises()
    receive(lin, bai, place)
    assert "还没有公布的检查结果" in page(client, place)


def test_an_approved_result_is_public(
    client: FlaskClient, lin: User, bai: User, chen: User
) -> None:
    place = make_premises()
    id, made = receive(lin, bai, place, fail=("env.pest",))
    approve(chen.id, id, 1, at=LATER)
    text = page(client, place)
    assert "2022年9月14日" in text and "result-fail" in text or "result-pass" in text
    assert f"<dd>{len(made.body['answers'])}</dd>" in text


def test_no_person_item_or_photo_is_named(
    client: FlaskClient, lin: User, bai: User, chen: User
) -> None:
    place = make_premises()
    id, made = receive(lin, bai, place, fail=("raw.cold-temp",))
    approve(chen.id, id, 1, at=LATER)
    text = page(client, place)
    for private in (
        *("lin", "bai", "chen", "吴敏", "示例说明", "冷藏", "raw.cold-temp", id, place.id),
        *made.photos,
    ):
        assert f">{private}" not in text and f'"{private}' not in text
    assert "<img" not in text and "<script" not in text


def test_a_returned_visit_leaves_the_page_at_once(
    client: FlaskClient, lin: User, bai: User, chen: User
) -> None:
    place = make_premises()
    older, _ = receive(lin, bai, place, on="2022-03-01", at=NOON - timedelta(days=190))
    approve(chen.id, older, 1, at=NOON - timedelta(days=189))
    newer, _ = receive(lin, bai, place)
    remark = [{"item": "raw.cold-temp", "remark": "请补拍"}]
    return_items(chen.id, newer, 1, remark, at=LATER)
    text = page(client, place)
    assert "2022年3月1日" in text and "2022年9月14日" not in text


def test_the_page_is_small_speaks_english_and_needs_no_script(
    app: Flask, client: FlaskClient, lin: User, bai: User, chen: User
) -> None:
    place = make_premises()
    id, _ = receive(lin, bai, place)
    approve(chen.id, id, 1, at=LATER)
    text = page(client, place, **{"Accept-Language": "en"})
    assert "What was looked at" in text and 'lang="en"' in text
    assert len(text.encode()) < 20_000
    assert "style=" not in text and "onclick" not in text


@pytest.fixture
def accepted(app: Flask) -> tuple[Premises, Premises]:
    """A site, and its tower that was not accepted."""
    kinds = ["construction_site"]
    gu, he = (make_user(name, role="inspector", kinds=kinds) for name in ("gu", "he"))
    fang = make_user("fang", role="supervisor", kinds=kinds)
    site = make_premises(kind="construction_site", name="河滨广场（示例）")
    tower = make_premises(kind="unit_work", name="河滨广场 1# 楼（示例）")
    site.attrs, tower.attrs, tower.parent_id = {}, {}, site.id
    db.session.commit()
    code, given = "construction-acceptance", {"unit_work": tower.id}
    id, _ = receive(gu, he, site, code=code, acceptance=given, fail=("acceptance.files",))
    approve(fang.id, id, 1, at=LATER)
    return site, tower


def test_an_acceptance_says_of_what_it_is(
    client: FlaskClient, accepted: tuple[Premises, Premises]
) -> None:
    text = page(client, accepted[0])
    assert "不合格" in text and "竣工验收" in text and "1# 楼" in text


def test_a_unit_work_has_its_acceptances_on_its_own_page(
    client: FlaskClient, accepted: tuple[Premises, Premises]
) -> None:
    text = page(client, accepted[1])
    assert "不合格" in text and "竣工验收" in text
    assert "还没有公布" not in text
