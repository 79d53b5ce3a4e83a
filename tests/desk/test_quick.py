"""Long lists at the desk come in pages, and a longer one asks the database no more often."""

import pytest
from flask import Flask

from inspect_app.extensions import db
from inspect_app.models.people import User
from inspect_app.services.review.reviews import approve
from tests.desk.inspections import receive
from tests.makers import make_premises
from tests.services.pushing import NOON
from tests.signing import PAGE, visitor
from tests.statements import counted

SIDE = "/desk/targets/canteen-school?as_of=2022-09-20&side="
LISTS = [
    "/desk/premises",
    "/desk/map",
    f"{SIDE}numerator",
    f"{SIDE}denominator",
    "/desk/reviews",
    "/desk/",
]


def visited(schools: int) -> None:
    people = {user.name: user for user in db.session.query(User)}
    for number in range(schools):
        place = make_premises(name=f"第{number}小学食堂（示例）")
        id, _ = receive(people["lin"], people["bai"], place)
        approve(people["chen"].id, id, 1, at=NOON)


def queries(app: Flask, path: str) -> int:
    desk = visitor(app, "ming")
    db.session.remove()
    with counted() as asked:
        assert desk.get(path, headers=PAGE).status_code in (200, 302)
    return len(asked)


@pytest.mark.parametrize("path", LISTS)
def test_a_longer_list_takes_as_many_queries(
    app: Flask, lin: User, bai: User, chen: User, ming: User, path: str
) -> None:
    visited(1)
    few = queries(app, path)
    visited(3)
    assert queries(app, path) == few


def test_the_overview_asks_nothing_twice(
    app: Flask, lin: User, bai: User, chen: User, ming: User
) -> None:
    visited(2)
    desk = visitor(app, "ming")
    db.session.remove()
    with counted() as asked:
        desk.get("/desk/", headers=PAGE)
    sums = [one for one in asked if "sum(" in one and "figure_" in one]
    assert len(sums) == 2  # today's numbers, and those of the end of the last month
    others = [one for one in asked if "sum(" not in one]
    assert len(others) == len(set(others))
    assert len(asked) <= 30


@pytest.mark.parametrize("page", ["0", "x", "-1"])
def test_a_page_of_a_figure_that_is_none_is_not_found(app: Flask, ming: User, page: str) -> None:
    path = f"{SIDE}numerator&page={page}"
    assert visitor(app, "ming").get(path, headers=PAGE).status_code == 404


def test_a_figure_opens_page_by_page_in_order(app: Flask, ming: User) -> None:
    for number in range(53):
        make_premises(name=f"第{number:02d}小学食堂（示例）")
    desk = visitor(app, "ming")
    first = desk.get(f"{SIDE}open", headers=PAGE).text
    second = desk.get(f"{SIDE}open&page=2", headers=PAGE).text
    assert "第00小学" in first and "第52小学" not in first
    assert "第52小学" in second and "第 51–53 家，共 53 家" in second
    assert "side=open&amp;area=&amp;as_of=2022-09-20&amp;page=2" in first
