"""What is due stands in the register's list and on a premises' page, with what it rests on."""

from flask import Flask

from inspect_app.models.people import User
from inspect_app.services.review.reviews import approve
from inspect_app.services.writing.transaction import writing
from tests.desk.inspections import receive
from tests.makers import LONG_AGO, make_premises
from tests.services.pushing import NOON
from tests.signing import PAGE, visitor


def read(app: Flask, path: str) -> str:
    return visitor(app, "ming").get(path, headers=PAGE).text


def test_a_closed_one_is_due_on_no_day(app: Flask, ming: User) -> None:
    place = make_premises()
    with writing(LONG_AGO):
        place.status = "closed"
    page = read(app, f"/desk/premises/{place.id}")
    assert "下次应查" not in page and "从没查过" not in page


def test_a_canteen_is_due_a_year_after_its_visit_and_the_page_says_why(
    app: Flask, lin: User, bai: User, chen: User, ming: User
) -> None:
    place = make_premises()
    assert "从没查过" in read(app, "/desk/premises")
    id, _ = receive(lin, bai, place)
    approve(chen.id, id, 1, at=NOON)
    for path in ("/desk/premises", f"/desk/premises/{place.id}"):
        page = read(app, path)
        assert "逾期 " in page and '<time datetime="2023-09-14">2023年9月14日</time>应查' in page
    page = read(app, f"/desk/premises/{place.id}")
    assert "每 12 个月" in page and "本系统建议：明厨亮灶的认定满十二个月失效" in page


def test_a_kind_without_an_interval_has_no_day(
    app: Flask, lin: User, bai: User, chen: User, ming: User
) -> None:
    place = make_premises()
    id, _ = receive(lin, bai, place)
    approve(chen.id, id, 1, at=NOON)
    with writing(LONG_AGO):
        place.kind = "market"
    for path in ("/desk/premises", f"/desk/premises/{place.id}"):
        page = read(app, path)
        assert "未规定周期" in page and "</time>应查" not in page and "周期依据" not in page
