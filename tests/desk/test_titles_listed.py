"""The list of titles: whose it shows, its pages, its search, and what a page of it costs."""

from datetime import UTC, date, datetime

import pytest
from flask import Flask

from inspect_app.domain.ids import uuid7
from inspect_app.extensions import db
from inspect_app.models.designations import Designation
from inspect_app.models.people import User
from inspect_app.models.premises import Premises
from tests.makers import TAOPU, make_premises, make_user
from tests.signing import PAGE, visitor
from tests.statements import counted

NOW = datetime(2022, 9, 14, 4, tzinfo=UTC)
MOST_BYTES = 150_000


@pytest.fixture
def places(app: Flask) -> dict[str, Premises]:
    return {
        "shop": make_premises(kind="food_shop", name="青杉面馆（示例）"),
        "unit": make_premises(kind="consumer_unit", name="白杨书店（示例）", area=TAOPU),
    }


def named(place: Premises, by: User, number: int = 0, **changes: object) -> Designation:
    row = Designation(
        id=uuid7(),
        target={"food_shop": "food-shop", "consumer_unit": "consumer-unit"}[place.kind],
        key=place.id,
        area=place.area,
        premises_id=place.id,
        title=f"第{number:04d}号示范店（示例）",
        level="区级",
        document=f"普市监〔2022〕示例-{number}号",
        named_on=date(2022, 9, 1),
        entered_at=NOW,
        entered_by=by.id,
        recorded_at=NOW,
        confirmed_by=by.id,
    )
    for name, value in changes.items():
        setattr(row, name, value)
    db.session.add(row)
    return row


@pytest.fixture
def many(places: dict[str, Premises], ming: User) -> int:
    """As many as the plan promises."""
    for number in range(1377):
        named(places["shop"], ming, number)
    db.session.commit()
    return 1377


def shown(app: Flask, query: str = "", who: str = "ming") -> str:
    answer = visitor(app, who).get(f"/desk/designations?{query}", headers=PAGE)
    assert answer.status_code == 200
    return answer.text


def test_titles_of_other_streets_and_kinds_are_neither_listed_nor_counted(
    app: Flask, places: dict[str, Premises], ming: User
) -> None:
    make_user("fang", role="supervisor", kinds=["food_shop"])
    named(places["shop"], ming)
    named(places["unit"], ming)
    db.session.commit()
    page = shown(app, who="fang")
    assert "青杉面馆" in page and "白杨书店" not in page
    assert "全部 1" in page and "全部 2" in shown(app)


def test_an_unknown_state_is_not_found(app: Flask, ming: User) -> None:
    answer = visitor(app, "ming").get("/desk/designations?state=never", headers=PAGE)
    assert answer.status_code == 404


def test_1377_titles_are_paged_and_their_number_is_said(app: Flask, many: int) -> None:
    first, last = shown(app), shown(app, "page=28")
    assert "第 1–50 条，共 1,377 条" in first and "全部 1,377" in first
    assert "第 1351–1377 条，共 1,377 条" in last
    beyond = visitor(app, "ming").get("/desk/designations?q=示范&page=99", headers=PAGE)
    assert (beyond.status_code, beyond.location.endswith("page=28")) == (302, True)


def test_a_page_of_1377_titles_is_light_and_costs_as_many_statements_as_one_of_ten(
    app: Flask, places: dict[str, Premises], ming: User
) -> None:
    desk = visitor(app, "ming")
    for number in range(10):
        named(places["shop"], ming, number)
    db.session.commit()
    with counted() as few:
        desk.get("/desk/designations", headers=PAGE)
    for number in range(10, 1377):
        named(places["shop"], ming, number)
    db.session.commit()
    with counted() as many:
        page = desk.get("/desk/designations", headers=PAGE)
    assert len(page.data) < MOST_BYTES
    read = [[one for one in asked if one.startswith("SELECT")] for asked in (few, many)]
    assert len(read[0]) == len(read[1]) <= 15


def test_search_looks_at_premises_code_title_and_document(
    app: Flask, places: dict[str, Premises], ming: User
) -> None:
    named(places["shop"], ming, 7)
    named(places["unit"], ming, 8)
    db.session.commit()
    shop = places["shop"]
    for words in ("青杉", "第0007号", "示例-7号", f"{shop.code[:4]} {shop.code[4:]}", "面馆 0007"):
        page = shown(app, f"q={words}")
        assert "青杉面馆" in page and "白杨书店" not in page, words
    assert "没有找到称号" in shown(app, "q=%25")


def test_kind_street_and_state_narrow_the_list(
    app: Flask, places: dict[str, Premises], ming: User
) -> None:
    named(places["shop"], ming, 1)
    named(places["unit"], ming, 2, recorded_at=None, confirmed_by=None)
    named(places["shop"], ming, 3, valid_to=date(2022, 9, 2))
    named(places["shop"], ming, 4, revoked_on=date(2022, 9, 3), revocation_recorded_at=NOW)
    named(places["shop"], ming, 5, asked_end_on=date(2022, 9, 3), asked_end_at=NOW)
    db.session.commit()
    for query, found in (
        ("target=consumer-unit", [2]),
        (f"area={TAOPU}", [2]),
        ("state=waiting", [2]),
        ("state=over", [3]),
        ("state=gone", [4]),
        ("state=asked", [5]),
        ("state=holds&target=food-shop", [1]),
    ):
        page = shown(app, query)
        assert [one for one in range(1, 6) if f"第000{one}号" in page] == found, query
        assert "全部 5" in page or "target=" in query or "area=" in query


def test_what_waits_for_a_second_person_stands_first(
    app: Flask, places: dict[str, Premises], ming: User
) -> None:
    named(places["unit"], ming, 2, recorded_at=None, confirmed_by=None)
    named(places["shop"], ming, 1, asked_end_on=date(2022, 9, 3), asked_end_at=NOW)
    for number in range(3, 60):
        named(places["shop"], ming, number, entered_at=datetime.now(UTC))
    db.session.commit()
    page = shown(app)
    assert max(page.index("第0001号"), page.index("第0002号")) < page.index("第0059号")


def test_a_step_leads_back_to_the_same_search_and_page(
    app: Flask, places: dict[str, Premises], ming: User
) -> None:
    chen = make_user("fang", role="supervisor", kinds=["food_shop"])
    row = named(places["shop"], chen, 1, recorded_at=None, confirmed_by=None)
    db.session.commit()
    path = f"/desk/designations/{row.id}/confirm?q=青杉"
    answer = visitor(app, "ming").post(path, headers=PAGE)
    assert answer.location == "/desk/designations?q=%E9%9D%92%E6%9D%89"
