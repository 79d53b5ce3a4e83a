"""What moved the figures lately: five lines, each with its reason and its link."""

from datetime import date, datetime, timedelta

from flask import Flask

from inspect_app.domain.ids import uuid7
from inspect_app.models.designations import Designation
from inspect_app.models.people import User
from inspect_app.models.premises import PremisesStatus
from inspect_app.models.reviews import Review
from inspect_app.services.review.baselines import Reached, confirm_baseline, enter_baseline
from inspect_app.services.review.reviews import approve
from inspect_app.services.writing.transaction import writing
from tests.desk.inspections import receive
from tests.desk.test_overview import name_shop, shown
from tests.makers import CAOYANG, TAOPU, make_premises, make_user
from tests.services.pushing import NOON

DAY = "/desk/?as_of=2022-09-20"


def lines(app: Flask, who: str, path: str = DAY) -> list[str]:
    part = shown(app, who, path).split('aria-labelledby="moves"')[1].split("</section>")[0]
    return part.split("<li")[1:]


def close(place_id: str, status: str, at: datetime) -> None:
    with writing(at) as w:
        w.session.add(
            PremisesStatus(premises_id=place_id, from_on=at.date(), status=status, recorded_at=at)
        )


def test_another_scope_is_told_nothing(app: Flask, chen: User, ming: User) -> None:
    sun = make_user("sun", role="administrator")
    name_shop("1", TAOPU, "2022-09-05")
    close(make_premises(area=TAOPU).id, "closed", NOON)
    for count in (8, 9):
        reached = Reached("consumer-unit", count, date(2020, 12, 31), "文（示例）")
        confirm_baseline(sun.id, enter_baseline(ming.id, reached, at=NOON), at=NOON)
    assert "没有变动" in lines(app, "chen")[0]
    told = "".join(lines(app, "ming"))
    assert "1号店" in told and "注销" in told and "期初数" in told
    street = "".join(lines(app, "ming", f"{DAY}&area={CAOYANG}"))
    assert "1号店" not in street and "期初数" not in street


def test_an_approval_that_changes_what_counts_is_a_line_and_another_is_none(
    app: Flask, lin: User, bai: User, chen: User
) -> None:
    place = make_premises(name="晴禾小学食堂（示例）")
    first, _ = receive(lin, bai, place)
    approve(chen.id, first, 1, at=NOON)
    (line,) = lines(app, "chen")
    assert f"/desk/inspections/{first}" in line and "+1" in line and "晴禾小学食堂" in line
    second, _ = receive(lin, bai, place, at=NOON + timedelta(hours=1))
    approve(chen.id, second, 1, at=NOON + timedelta(hours=2))
    (line,) = lines(app, "chen")
    assert f"/desk/inspections/{first}" in line


def test_a_return_after_an_approval_takes_the_visit_back(
    app: Flask, lin: User, bai: User, chen: User
) -> None:
    id, _ = receive(lin, bai, make_premises())
    approve(chen.id, id, 1, at=NOON)
    later = NOON + timedelta(hours=1)
    with writing(later) as w:
        row = Review(inspection_id=id, rev=1, reviewer_id=chen.id, action="return", items=[])
        row.id, row.decided_at = uuid7(), later
        w.session.add(row)
    newest = lines(app, "chen")[0]
    assert "撤回" in newest and "−1" in newest


def test_what_is_alike_is_one_line_and_there_are_five_at_most(app: Flask, ming: User) -> None:
    for number in range(7):
        name_shop(str(number), CAOYANG, f"2022-09-{number + 2:02d}")
    (line,) = lines(app, "ming")
    assert "+7" in line and "6号店" in line and "等 7 处" in line
    assert "/desk/targets/food-shop?side=numerator&amp;as_of=2022-09-20" in line
    kinds = ("canteen_school", "canteen_elderly", "market", "stall")
    for hour, kind in enumerate(kinds):
        place = make_premises(kind=kind)
        for minute, status in enumerate(("suspended", "open")):
            close(place.id, status, NOON + timedelta(hours=hour, minutes=minute))
    assert len(lines(app, "ming")) == 5
    assert "恢复营业" in lines(app, "ming")[0]


def test_what_happened_before_the_last_month_ended_or_after_the_day_is_left_out(
    app: Flask, ming: User
) -> None:
    name_shop("1", CAOYANG, "2022-08-31")
    name_shop("2", CAOYANG, "2022-09-21")
    assert "没有变动" in lines(app, "ming")[0]


def test_a_line_of_which_not_all_were_read_says_that_there_are_at_least_as_many(
    app: Flask, ming: User
) -> None:
    name_rows(200)
    (line,) = lines(app, "ming")
    assert "+200" in line and "等 200 处" in line and "至少" not in line
    name_rows(1, first=200)
    (line,) = lines(app, "ming")
    assert "至少 +200" in line and "等至少 200 处" in line
    (line,) = lines(app, "ming", f"{DAY}&lang=en")
    assert "at least +200" in line and "at least 200 in all" in line


def name_rows(number: int, first: int = 0) -> None:
    """Confirm titles of shops that are known by their names alone."""
    with writing(NOON) as w:
        w.session.add_all(
            Designation(
                id=uuid7(),
                target="food-shop",
                key=f"{first + one}号店",
                area=CAOYANG,
                named_on=NOON.date(),
                entered_at=w.at,
                recorded_at=w.at,
            )
            for one in range(number)
        )


def test_of_more_decisions_than_are_read_a_line_tells_the_least(
    app: Flask, lin: User, bai: User, chen: User
) -> None:
    id, _ = receive(lin, bai, make_premises())
    approve(chen.id, id, 1, at=NOON)
    later = NOON + timedelta(hours=1)
    with writing(later) as w:
        for _ in range(200):
            row = Review(inspection_id=id, rev=1, reviewer_id=chen.id, action="approve", items=[])
            row.id, row.decided_at = uuid7(), later
            w.session.add(row)
    (line,) = lines(app, "chen")
    assert "至少 +1" in line and f"/desk/inspections/{id}" not in line
