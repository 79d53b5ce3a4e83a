"""The overview's numbers equal the counting, move with a decision, and open to their premises."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from flask import Flask

from inspect_app.domain.figures.counting import AsOf
from inspect_app.domain.ids import uuid7
from inspect_app.models.designations import Designation
from inspect_app.models.imported import Baseline
from inspect_app.models.people import User
from inspect_app.plans.load import current_plan
from inspect_app.queries.figures.progress import (
    list_progress,
    progress_of,
    quarter_days,
)
from inspect_app.services.review.reviews import approve
from inspect_app.services.writing.transaction import writing
from tests.desk.inspections import receive
from tests.makers import CAOYANG, TAOPU, make_premises, make_user
from tests.services.pushing import NOON
from tests.signing import PAGE, visitor

DAY = "2022-09-20"
SIDE = "/desk/targets/canteen-school?as_of=2022-09-20&side="


def shown(app: Flask, who: str, path: str) -> str:
    response = visitor(app, who).get(path, headers=PAGE)
    assert response.status_code == 200
    return response.text


@pytest.mark.parametrize("path", ["/desk/?target=none", "/desk/targets/none"])
def test_an_unknown_target_is_not_found(app: Flask, chen: User, path: str) -> None:
    assert visitor(app, "chen").get(path, headers=PAGE).status_code == 404


@pytest.mark.parametrize(
    "day", ["yesterday", "2022-13-01", "2022-02-30", "-1", "20220101", "2100-01-01", "9999-12-31"]
)
def test_a_day_that_is_none_is_told_as_such(app: Flask, chen: User, day: str) -> None:
    response = visitor(app, "chen").get(f"/desk/?as_of={day}", headers=PAGE)
    assert response.status_code == 422


def test_a_decision_moves_the_figure(app: Flask, lin: User, bai: User, chen: User) -> None:
    place = make_premises()
    make_premises(name="未查小学食堂（示例）")
    id, _ = receive(lin, bai, place)
    assert 'side=numerator&amp;as_of=2022-09-20">0</a>' in shown(app, "chen", f"/desk/?as_of={DAY}")
    approve(chen.id, id, 1, at=NOON + timedelta(hours=2))
    text = shown(app, "chen", f"/desk/?as_of={DAY}")
    assert 'side=numerator&amp;as_of=2022-09-20">1</a>' in text
    assert "<b>50.0%</b>" in text


def test_each_side_opens_to_its_premises(app: Flask, lin: User, bai: User, chen: User) -> None:
    id, _ = receive(lin, bai, make_premises(name="已查小学食堂（示例）"))
    make_premises(name="未查小学食堂（示例）")
    make_premises(name="某某幼儿园食堂（示例）", stage="幼")
    approve(chen.id, id, 1, at=NOON + timedelta(hours=2))
    reached, missing = shown(app, "chen", SIDE + "numerator"), shown(app, "chen", SIDE + "open")
    assert "已查小学" in reached and "未查小学" not in reached
    assert f"/desk/inspections/{id}?rev=1" in reached
    assert "未查小学" in missing and "没有复核通过的检查" in missing
    for side in ("inspected", "passed"):
        text = shown(app, "chen", SIDE + side)
        assert "已查小学" in text and "未查小学" not in text
    left_out = shown(app, "chen", SIDE + "excluded")
    assert "某某幼儿园" in left_out and "幼儿园</td>" in left_out


def test_a_title_opens_whether_or_not_its_holder_is_on_the_register(app: Flask, ming: User) -> None:
    known = make_premises(name="晴禾食品店（示例）", kind="food_shop")
    add_titles(title_of("2001", known.id), title_of("某某食品店（示例）", None))
    side = "/desk/targets/food-shop?as_of=2022-09-20&side="
    reached, bare = shown(app, "ming", side + "numerator"), shown(app, "ming", side + "unsupported")
    assert f"/desk/premises/{known.id}" in reached and "某某食品店" in reached
    assert bare.count("没有复核通过的检查") == 2
    assert "没有复核通过的检查" not in shown(app, "ming", side + "supported")
    for text in (reached, bare):
        assert "不计入" not in text and "已命名" in text
    assert visitor(app, "ming").get(side + "excluded", headers=PAGE).status_code == 404


def test_a_baseline_is_a_row_of_its_list_and_in_its_number(app: Flask, ming: User) -> None:
    title = title_of("2001", None)
    title.target, title.document = "consumer-unit", "普示〔2022〕7 号（示例）"
    add_titles(title)
    with writing(NOON) as w:
        row = Baseline(
            target="consumer-unit", count=2_668, dated_on=date(2020, 12, 31), recorded_at=NOON
        )
        w.session.add(row)
    text = shown(app, "ming", "/desk/targets/consumer-unit?as_of=2022-09-20&side=numerator")
    assert "期初 2,668" in text and "2,669" in text and "共 2,669 家" in text
    assert "普示〔2022〕7 号（示例）" in text and "2022年5月1日" in text
    overview = shown(app, "ming", f"/desk/?as_of={DAY}")
    assert "含期初 2,668" in overview and "side=supported" in overview


def add_titles(*titles: Designation) -> None:
    with writing(NOON) as w:
        for title in titles:
            w.session.add(title)
            w.move_title(title.target, title.key)


def title_of(key: str, premises_id: str | None) -> Designation:
    return Designation(
        id=uuid7(),
        target="food-shop",
        key=key,
        area=CAOYANG,
        premises_id=premises_id,
        named_on=date(2022, 5, 1),
        entered_at=NOON,
        recorded_at=NOON,
    )


def test_a_supervisor_counts_only_the_own_scope(app: Flask, chen: User, ming: User) -> None:
    make_premises()
    make_premises(area=TAOPU)
    number = 'side=denominator&amp;as_of=2022-09-20">{}</a>'
    assert number.format(1) in shown(app, "chen", f"/desk/?as_of={DAY}")
    assert number.format(2) in shown(app, "ming", f"/desk/?as_of={DAY}")


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2020-06-01", "计划期前"),
        (DAY, None),
        ("2024-02-01", "计划期后延续"),
        ("2090-01-01", "未来的日子"),
    ],
)
def test_a_day_outside_of_the_plan_says_what_is_shown(
    app: Flask, ming: User, day: str, said: str | None
) -> None:
    text = shown(app, "ming", f"/desk/?as_of={day}")
    words = {"计划期前", "计划期后延续", "未来的日子"}
    assert {word for word in words if word in text} == ({said} if said else set())


def test_an_inferred_department_is_shown_as_such(app: Flask, ming: User) -> None:
    assert shown(app, "ming", f"/desk/?as_of={DAY}").count("推定</span>") == 2


def test_a_part_is_named_as_one_with_the_whole_beside_it(
    app: Flask, chen: User, ming: User
) -> None:
    make_premises()
    make_premises(area=TAOPU)
    own, whole = (shown(app, who, f"/desk/?as_of={DAY}") for who in ("chen", "ming"))
    assert "本人范围" in own and "本人范围" not in whole
    assert "本人 1 个街镇 0 /" in own and "全区 0 / 2" in own
    assert "不在本人范围" in own and "不在本人范围" not in whole
    page = shown(app, "chen", SIDE + "denominator")
    assert "本人 1 个街镇" in page and "全区" not in page
    assert "全区" in shown(app, "ming", SIDE + "denominator")


def test_the_needle_stands_where_the_plan_should_be_and_rests_after_it(app: Flask) -> None:
    make_premises()
    make_premises(kind="canteen_elderly", name="养老院食堂（示例）")
    plan = current_plan()
    middle, after = date(2022, 7, 2), date(2024, 1, 1)
    kept, row = list_progress(plan, AsOf(middle))[:2]
    assert row.needle == pytest.approx(50, abs=0.2) and row.pace == "behind"
    assert (kept.needle, kept.pace, kept.gap) == (100, "broken", "100.0")
    for late in list_progress(plan, AsOf(after))[:2]:
        assert (late.needle, late.pace, late.gap) == (None, "missed", "100.0")


def test_what_is_to_be_kept_is_told_without_praise(app: Flask, ming: User) -> None:
    make_premises()
    text = shown(app, "ming", f"/desk/?as_of={DAY}")
    assert "保持 100%" in text and "跌破 100.0 点" in text and "领先" not in text
    assert "保持 100%" in app.test_client().get("/plan").text


def test_what_was_reached_and_what_is_missing_are_the_goal_together(app: Flask) -> None:
    plan, after = current_plan(), date(2024, 1, 1)
    row = list_progress(plan, AsOf(after))[0]
    two_thirds = replace(row.figure, numerator=2, denominator=3, value="66.6", met=False)
    assert progress_of(plan, after, two_thirds).gap == "33.4"
    nearly = replace(row.figure, numerator=9_999, denominator=10_000, value="99.9", met=False)
    assert progress_of(plan, after, nearly).gap == "0.1"


def test_trends_end_on_the_day_itself() -> None:
    days = quarter_days(date(2021, 1, 1), date(2021, 8, 15))
    assert days == [date(2021, 3, 31), date(2021, 6, 30), date(2021, 8, 15)]
    assert quarter_days(date(2021, 1, 1), date(2021, 1, 1)) == [date(2021, 1, 1)]
    assert quarter_days(date(2021, 1, 1), date(2022, 1, 1))[-2:] == [
        date(2021, 12, 31),
        date(2022, 1, 1),
    ]


def test_a_supervisor_counts_the_titles_of_the_own_scope_alone(app: Flask, ming: User) -> None:
    make_user("fang", role="supervisor", kinds=["food_shop"])
    ours = make_premises(name="本街食品店（示例）", kind="food_shop")
    theirs = make_premises(name="别街食品店（示例）", kind="food_shop", area=TAOPU)
    foreign = title_of("2002", theirs.id)
    foreign.area = TAOPU
    add_titles(title_of("2001", ours.id), foreign)
    side = "/desk/targets/food-shop?as_of=2022-09-20&side=numerator"
    text = shown(app, "fang", side)
    assert "本街食品店" in text and "别街食品店" not in text
    assert 'targets/food-shop?side=numerator&amp;as_of=2022-09-20">1</a>' in shown(
        app, "fang", f"/desk/?as_of={DAY}"
    )
    assert "别街食品店" in shown(app, "ming", side)


def test_the_rate_of_a_count_is_floored(app: Flask, ming: User) -> None:
    target = next(one for one in current_plan().targets if one.id == "food-shop")
    shops = [make_premises(kind="food_shop") for _ in range(2)]
    add_titles(*(title_of(str(number), shop.id) for number, shop in enumerate(shops)))
    rows = list_progress(current_plan(), AsOf(date(2022, 9, 20)))
    row = next(row for row in rows if row.figure.target.id == target.id)
    assert (row.rate, target.target) == ("0.2", 900)
    empty = next(row for row in rows if row.figure.target.id == "canteen-school")
    assert empty.rate is None and empty.pace is None


def test_only_targets_of_bright_kitchens_speak_of_them(app: Flask, chen: User) -> None:
    make_premises(name="未查小学食堂（示例）")
    assert "<th>明厨亮灶</th>" in shown(app, "chen", f"{SIDE}denominator")
    for target in ("market-standard", "elevator-monitor", "project-first-pass"):
        assert "<th>明厨亮灶</th>" not in shown(app, "chen", f"/desk/targets/{target}")
