"""Lists of premises, visits, children and labels: bounded however many there are."""

import os

import pytest
from flask import Flask

from inspect_app.extensions import db
from inspect_app.models.people import User
from inspect_app.services.review.reviews import approve
from tests.desk.inspections import receive
from tests.desk.many import copy_premises, copy_visits
from tests.makers import make_premises, make_user
from tests.services.pushing import NOON
from tests.signing import PAGE, visitor
from tests.statements import counted

LIGHT = 150_000
PLACES, VISITS = 50_000, 100_000
SCALE = pytest.mark.skipif(
    "INSPECT_TEST_SCALE" not in os.environ, reason="minutes: INSPECT_TEST_SCALE=on runs it"
)


def asked(app: Flask, who: str, path: str) -> tuple[int, int]:
    """How many statements a page takes, and what it weighs; a visit later on writes its time."""
    browser = visitor(app, who)
    db.session.remove()
    with counted() as statements:
        answer = browser.get(path, headers=PAGE)
    assert answer.status_code == 200, path
    return len(statements), len(answer.data)


def visited(lin: User, bai: User, chen: User) -> tuple[str, str]:
    """The ids of a premises and of its approved inspection."""
    place = make_premises()
    id, _ = receive(lin, bai, place)
    approve(chen.id, id, 1, at=NOON)
    return place.id, id


def test_visits_come_by_pages_with_their_number(
    app: Flask, lin: User, bai: User, chen: User, ming: User
) -> None:
    place, id = visited(lin, bai, chen)
    copy_visits(id, [place] * 59)
    browser = visitor(app, "ming")
    path = f"/desk/premises/{place}"
    first = browser.get(path, headers=PAGE).text
    second = browser.get(f"{path}?visits=2", headers=PAGE).text
    assert "第 1–50 条，共 60 条" in first and "第 51–60 条，共 60 条" in second
    assert first.count("row-link") == 50 and second.count("row-link") == 10
    beyond = browser.get(f"{path}?visits=9", headers=PAGE)
    assert beyond.status_code == 302 and "visits=2" in beyond.location


@pytest.mark.parametrize("page", ["0", "x", "²"])
def test_a_page_of_visits_that_is_none_is_not_found(app: Flask, ming: User, page: str) -> None:
    path = f"/desk/premises/{make_premises().id}?visits={page}"
    assert visitor(app, "ming").get(path, headers=PAGE).status_code == 404


def test_a_page_of_stalls_beyond_the_end_leads_to_the_last(app: Flask, ming: User) -> None:
    market = make_premises(kind="market")
    make_premises(kind="stall", parent=market.id)
    path = f"/desk/premises/{market.id}?page=7"
    answer = visitor(app, "ming").get(path, headers=PAGE)
    assert answer.status_code == 302 and answer.location.endswith("page=1")


def test_more_visits_of_one_premises_take_no_more_statements(
    app: Flask, lin: User, bai: User, chen: User, ming: User
) -> None:
    place, id = visited(lin, bai, chen)
    path = f"/desk/premises/{place}"
    few, _ = asked(app, "ming", path)
    copy_visits(id, [place] * 120)
    many, weight = asked(app, "ming", path)
    assert many == few and weight < LIGHT


@pytest.mark.parametrize("who", ["ming", "chen"])
def test_more_premises_take_no_more_statements_and_a_page_stays_light(
    app: Flask, lin: User, bai: User, chen: User, ming: User, who: str
) -> None:
    place, id = visited(lin, bai, chen)
    paths = ("/desk/premises", "/desk/labels", "/desk/premises?q=食堂", "/desk/labels?per=24")
    few = [asked(app, who, path)[0] for path in paths]
    copy_visits(id, copy_premises(place, 300))
    for path, before in zip(paths, few, strict=True):
        many, weight = asked(app, who, path)
        assert many == before and weight < LIGHT, path


@SCALE
@pytest.mark.long
def test_fifty_thousand_premises_and_twice_as_many_visits_change_nothing(
    app: Flask, lin: User, bai: User, chen: User, ming: User
) -> None:
    make_user("wu", role="auditor")
    place, id = visited(lin, bai, chen)
    market = make_premises(kind="market").id
    stall = make_premises(kind="stall", parent=market).id
    paths = (
        *("/desk/premises", "/desk/premises?page=1000", "/desk/premises?q=食堂"),
        *("/desk/labels", "/desk/labels?page=1000", "/desk/labels?kind=canteen_school&per=24"),
        *(f"/desk/premises/{place}", f"/desk/premises/{market}", "/desk/audit"),
    )
    ids = copy_premises(place, PLACES)
    copy_premises(stall, 2_000, start=PLACES)
    copy_visits(id, [one for one in ids for _ in range(VISITS // PLACES)])
    for who in ("ming", "chen"):
        for path in paths[: -1 if who == "chen" else None]:
            statements, weight = asked(app, who, path)
            assert statements < 40 and weight < LIGHT, path
