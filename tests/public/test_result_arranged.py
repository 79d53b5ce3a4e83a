"""What stands first at a posted code: the place as it is today, then its results, then the rest."""

from datetime import date, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from inspect_app.extensions import db
from inspect_app.models.people import User
from inspect_app.models.premises import Premises, PremisesStatus
from inspect_app.services.review.reviews import approve
from tests.desk.inspections import receive
from tests.makers import LONG_AGO, make_premises, make_user
from tests.services.pushing import NOON
from tests.signing import PAGE
from tests.statements import counted

LATER = NOON + timedelta(hours=2)
BUILDING = ["construction_site"]


def page(client: FlaskClient, place: Premises | str, more: str = "") -> str:
    path = place if isinstance(place, str) else path_of(place)
    response = client.get(path + more, headers=PAGE)
    assert response.status_code == 200
    return response.text


def path_of(place: Premises) -> str:
    return f"/q/{place.tokens[-1].token}"


def asked_anew(client: FlaskClient, path: str) -> list[str]:
    """The statements of a page, in a session that knows nothing yet."""
    db.session.remove()
    with counted() as found:
        page(client, path)
    return found


@pytest.mark.parametrize(
    ("fail", "said", "unsaid"),
    [
        (("bright.visible-now",), "明厨亮灶未覆盖", "能看到后厨的现场情况"),
        ((), "能看到后厨的现场情况", "没有做到能让人看清"),
    ],
)
def test_a_kitchen_that_is_not_covered_is_not_said_to_be_seen(
    client: FlaskClient,
    lin: User,
    bai: User,
    chen: User,
    fail: tuple[str, ...],
    said: str,
    unsaid: str,
) -> None:
    place = make_premises()
    id, _ = receive(lin, bai, place, fail=fail)
    approve(chen.id, id, 1, at=LATER)
    text = page(client, place)
    assert said in text and unsaid not in text


@pytest.mark.parametrize(("status", "word"), [("suspended", "已停业"), ("closed", "已注销")])
def test_a_place_that_is_not_open_says_so_and_shows_its_old_result_small(
    client: FlaskClient, lin: User, bai: User, chen: User, status: str, word: str
) -> None:
    place = make_premises()
    id, _ = receive(lin, bai, place)
    approve(chen.id, id, 1, at=LATER)
    place.status = status
    row = {"status": status, "from_on": date(2022, 9, 20), "recorded_at": LATER}
    db.session.add(PremisesStatus(premises_id=place.id, **row))
    db.session.commit()
    text = page(client, place)
    assert f'<h2 class="result-word">{word}</h2>' in text and "2022年9月20日" in text
    assert "result-pass" not in text and 'class="bright-mark' not in text
    assert '<span class="chip chip-pass">' in text and "2022年9月14日" in text


def test_an_estate_lists_its_lifts_with_result_and_day(client: FlaskClient) -> None:
    kinds = ["elevator"]
    lin, bai = (make_user(name, role="inspector", kinds=kinds) for name in ("lin", "bai"))
    wei = make_user("wei", role="supervisor", kinds=kinds)
    estate = make_premises(kind="estate", name="示例小区（示例）")
    lifts = [
        make_premises(kind="elevator", name=f"示例小区 {no} 号梯（示例）", parent=estate.id)
        for no in (1, 2, 10)
    ]
    elsewhere = make_premises(kind="elevator", name="别处的梯（示例）")
    lifts[1].attrs = {}
    db.session.commit()
    id, _ = receive(lin, bai, lifts[1])
    approve(wei.id, id, 1, at=LATER)
    text = page(client, estate)
    assert "3 台" in text and elsewhere.name[:4] not in text and "还没有公布的检查结果" not in text
    places = [text.index(f"{no} 号梯") for no in (1, 2, 10)]
    assert places == sorted(places)
    assert text.count("还没有公布的结果") == 2 and "2022年9月14日" in text
    assert f'href="/q/{lifts[1].tokens[-1].token}"' in text


def test_a_large_estate_has_pages_and_no_more_statements(app: Flask, client: FlaskClient) -> None:
    estate = make_premises(kind="estate", name="大小区（示例）")
    make_premises(kind="elevator", name="大小区 0 号梯（示例）", parent=estate.id)
    path, under, area = path_of(estate), estate.id, estate.area
    page(client, path)
    few = asked_anew(client, path)
    for no in range(1, 121):
        lift = Premises(
            id=f"lift-{no}",
            kind="elevator",
            code=f"L{no:07d}",
            name=f"大小区 {no} 号梯（示例）",
            area=area,
            parent_id=under,
            registered_on=date(2020, 9, 1),
            recorded_at=LONG_AGO,
        )
        db.session.add(lift)
    db.session.commit()
    assert len(asked_anew(client, path)) == len(few) < 20
    text = page(client, path)
    assert "大小区 49 号梯" in text and "大小区 50 号梯" not in text and len(text) < 60_000
    assert "大小区 120 号梯" in page(client, path, "?page=3")
    beyond = client.get(f"{path}?page=99", headers=PAGE)
    assert beyond.status_code == 302 and beyond.location.endswith("?page=3")
    for odd in ("0", "-1", "x", "9" * 9):
        answer = client.get(f"{path}?page={odd}", headers=PAGE)
        assert answer.location.endswith("?page=1"), odd


@pytest.fixture
def site(app: Flask) -> tuple[Premises, User, User, User]:
    """A site whose tower was accepted after the site itself was last looked at."""
    gu, he = (make_user(name, role="inspector", kinds=BUILDING) for name in ("gu", "he"))
    fang = make_user("fang", role="supervisor", kinds=BUILDING)
    found = make_premises(kind="construction_site", name="河滨广场（示例）")
    tower = make_premises(kind="unit_work", name="河滨广场 1# 楼（示例）", parent=found.id)
    found.attrs, tower.attrs = {}, {}
    db.session.commit()
    more = {"code": "construction-acceptance", "acceptance": {"unit_work": tower.id}}
    id, _ = receive(gu, he, found, **more)
    approve(fang.id, id, 1, at=LATER)
    return found, gu, he, fang


def test_a_site_begins_with_itself_and_its_unit_works_stand_below(
    client: FlaskClient, site: tuple[Premises, User, User, User]
) -> None:
    found, gu, he, fang = site
    alone = page(client, found)
    assert "还没有公布这个工地自己的检查结果" in alone and 'class="result-word"' not in alone
    assert alone.index("单位工程验收") < alone.index("1# 楼")
    id, _ = receive(gu, he, found, code="construction-special", on="2022-09-01")
    approve(fang.id, id, 1, at=LATER)
    text = page(client, found)
    head = text[text.index("<main>") : text.index("单位工程验收")]
    assert "专项检查" in head and "2022年9月1日" in head and "1# 楼" not in head


def test_the_grade_face_is_shown_as_it_was_recorded(
    client: FlaskClient, lin: User, bai: User, chen: User
) -> None:
    plain = make_premises(name="没有脸谱的食堂（示例）")
    assert "脸，" not in page(client, plain)
    place = make_premises(face_grade="yellow")
    assert "黄脸，一般" in page(client, place) and "照登记记录" in page(client, place)
    id, _ = receive(lin, bai, place)
    approve(chen.id, id, 1, at=LATER)
    text = page(client, place)
    assert "照现场公示牌记录" in text and "2022年9月14日</time>看到" in text
    assert 'class="face face-green"' in text


def test_a_canteen_of_many_years_asks_no_more_and_lists_no_more(
    client: FlaskClient, lin: User, bai: User, chen: User
) -> None:
    place = make_premises()
    id, _ = receive(lin, bai, place)
    approve(chen.id, id, 1, at=LATER)
    path = path_of(place)
    page(client, path)
    for month in range(1, 9):
        id, _ = receive(lin, bai, place, on=f"2022-0{month}-01")
        approve(chen.id, id, 1, at=LATER)
    many = asked_anew(client, path)
    assert len(many) < 20, many
