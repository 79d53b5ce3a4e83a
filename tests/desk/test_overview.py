"""The overview in one minute: narrowed to a street or a department, compared with last month."""

from datetime import date, datetime

import pytest
from flask import Flask

from inspect_app.domain.ids import uuid7
from inspect_app.models.designations import Designation
from inspect_app.models.people import User
from inspect_app.services.review.reviews import approve
from inspect_app.services.writing.transaction import writing
from tests.desk.inspections import receive
from tests.makers import CAOYANG, TAOPU, make_premises
from tests.markup import packed
from tests.services.pushing import NOON
from tests.signing import PAGE, visitor

DAY = "/desk/?as_of=2022-09-20"


def shown(app: Flask, who: str, path: str) -> str:
    response = visitor(app, who).get(path, headers=PAGE)
    assert response.status_code == 200
    return packed(response.text)


def row_of(page: str, target: str) -> str:
    return page.split(f'<tr data-target="{target}"')[1].split("</tr>")[0]


def name_shop(key: str, area: str, on: str) -> None:
    shop = make_premises(kind="food_shop", area=area, name=f"{key}号店（示例）")
    with writing(datetime.fromisoformat(f"{on}T12:00:00+08:00")) as w:
        title = Designation(
            id=uuid7(),
            target="food-shop",
            key=key,
            area=area,
            premises_id=shop.id,
            named_on=date.fromisoformat(on),
            entered_at=w.at,
            recorded_at=w.at,
        )
        w.session.add(title)
        w.move_title(title.target, title.key)


@pytest.mark.parametrize(
    "asked", [f"area={TAOPU}", "area=310107", "department=none", "department=fgw", "view=none"]
)
def test_what_a_reader_cannot_choose_is_not_found(app: Flask, chen: User, asked: str) -> None:
    assert visitor(app, "chen").get(f"{DAY}&{asked}", headers=PAGE).status_code == 404


def test_a_reader_is_offered_the_own_streets_alone(app: Flask, chen: User, ming: User) -> None:
    own, whole = shown(app, "chen", DAY), shown(app, "ming", DAY)
    assert f'<option value="{CAOYANG}">' in own and f'<option value="{TAOPU}">' not in own
    assert f'<option value="{TAOPU}">' in whole


def test_a_department_sees_its_targets_and_every_link_keeps_it(app: Flask, ming: User) -> None:
    page = shown(app, "ming", f"{DAY}&department=jgw&view=table")
    assert page.count("<tr data-target=") == 1 and 'data-target="project-first-pass"' in page
    row = row_of(page, "project-first-pass")
    assert "department=jgw&amp;view=table&amp;target=project-first-pass" in row
    assert "side=numerator&amp;as_of=2022-09-20&amp;department=jgw&amp;view=table" in row
    behind = shown(app, "ming", "/desk/targets/project-first-pass?department=jgw&as_of=2022-09-20")
    assert "/desk/?target=project-first-pass&amp;as_of=2022-09-20&amp;department=jgw" in behind
    assert "side=open&amp;area=&amp;as_of=2022-09-20&amp;department=jgw" in behind


def test_a_street_is_counted_by_itself_beside_the_whole(app: Flask, ming: User) -> None:
    make_premises(area=CAOYANG)
    make_premises(area=TAOPU)
    page = shown(app, "ming", f"{DAY}&area={TAOPU}")
    row = row_of(page, "canteen-school")
    assert f"side=denominator&amp;as_of=2022-09-20&amp;area={TAOPU}" in row
    assert ">1</a>" in row and "全区 0 / 2" in row
    assert "桃浦镇" in page.split("</header>")[0]
    assert f'<option value="{TAOPU}" selected>' in page


def test_a_count_moves_by_what_was_named_since_the_end_of_last_month(
    app: Flask, ming: User
) -> None:
    for key, area, on in [
        ("1", CAOYANG, "2022-08-31"),
        ("2", CAOYANG, "2022-09-01"),
        ("3", TAOPU, "2022-09-19"),
    ]:
        name_shop(key, area, on)
    page = shown(app, "ming", f"{DAY}&target=food-shop")
    assert "+2 家" in row_of(page, "food-shop")
    assert '<time datetime="2022-08-31">' in page.split("<tbody>")[0]
    street = row_of(shown(app, "ming", f"{DAY}&area={TAOPU}"), "food-shop")
    assert "+1 家" in street
    unchanged = row_of(shown(app, "ming", "/desk/?as_of=2022-10-20"), "food-shop")
    assert "没变" in unchanged


def test_a_share_moves_in_points(app: Flask, lin: User, bai: User, chen: User) -> None:
    make_premises(name="未查小学食堂（示例）")
    id, _ = receive(lin, bai, make_premises())
    approve(chen.id, id, 1, at=NOON)
    row = row_of(shown(app, "chen", DAY), "canteen-school")
    assert 'aria-label="上升"' in row and "50.0 点" in row
    fallen = row_of(shown(app, "chen", "/desk/?as_of=2023-09-15"), "canteen-school")
    assert 'aria-label="下降"' in fallen and "50.0 点" in fallen


def test_nothing_is_compared_in_the_first_month_of_the_plan(app: Flask, ming: User) -> None:
    page = shown(app, "ming", "/desk/?as_of=2021-01-20")
    assert "没变" not in row_of(page, "food-shop")


def test_a_monitored_lift_is_told_with_those_that_passed(app: Flask, ming: User) -> None:
    row = row_of(shown(app, "ming", DAY), "elevator-monitor")
    assert "已监测" in row and 'side=passed&amp;as_of=2022-09-20">0</a>' in row


def test_the_streets_stand_as_charts_or_as_a_table(app: Flask, ming: User) -> None:
    charts, table = shown(app, "ming", DAY), shown(app, "ming", f"{DAY}&view=table")
    assert "multiples" in charts and "streets-table" not in charts
    assert "multiples" not in table and table.count('<th scope="row">') >= 10


def test_a_screen_on_a_wall_renews_itself_and_has_nothing_to_press(app: Flask, ming: User) -> None:
    wall, plain = shown(app, "ming", f"{DAY}&wall=1"), shown(app, "ming", DAY)
    assert '<meta http-equiv="refresh" content="60">' in wall and "http-equiv" not in plain
    assert 'class="rail"' not in wall and 'class="rail"' in plain
    assert "<select" not in wall and "multiples" not in wall


def test_each_sheet_of_paper_says_of_what_and_of_when(app: Flask, ming: User) -> None:
    for view in ("charts", "table"):
        page = shown(app, "ming", f"{DAY}&view={view}")
        heads = [part.split("</tr>")[0].split("</p>")[0] for part in page.split("print-only")[1:]]
        assert len(heads) == 2
        assert all("2022年9月20日" in head and "只计已复核" in head for head in heads)
