"""The map of premises: who sees it, what it draws, and that nothing leaves its canvas."""

import re
from datetime import date, timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
from flask import Flask
from flask.testing import FlaskClient

from inspect_app.config import Settings
from inspect_app.desk.map import drawing as drawings
from inspect_app.models.people import User
from inspect_app.models.premises import Premises
from inspect_app.models.reviews import Standing
from inspect_app.services.review.reviews import approve
from inspect_app.services.writing.transaction import writing
from inspect_app.web.formats import today
from tests.desk.inspections import receive
from tests.makers import CAOYANG, LONG_AGO, TAOPU, make_premises, make_user
from tests.services.pushing import NOON
from tests.signing import PAGE, visitor

SVG = "{http://www.w3.org/2000/svg}"


def shown(app: Flask, query: str = "", who: str = "ming") -> str:
    answer = visitor(app, who).get(f"/desk/map?{query}", headers=PAGE)
    assert answer.status_code == 200
    return answer.text


def move(place: Premises, lat: float | None, lng: float | None) -> Premises:
    with writing(LONG_AGO) as w:
        w.session.merge(place)
        place.lat, place.lng = lat, lng
    return place


def seen(place: Premises, lin: User, bai: User, chen: User, ago: int, passed: bool = True) -> None:
    """An approved visit so many days ago."""
    id, _ = receive(lin, bai, place)
    approve(chen.id, id, 1, at=NOON)
    with writing(LONG_AGO) as w:
        row = w.session.get_one(Standing, ("canteen-school", place.id))
        row.since, row.passed = today() - timedelta(days=ago), passed


def drawing_of(page: str) -> ElementTree.Element:
    found = re.search(r'<svg class="map-drawing.*?</svg>', page, re.DOTALL)
    assert found
    text = found[0]
    return ElementTree.fromstring(text.replace("<svg ", f'<svg xmlns="{SVG[1:-1]}" ', 1))


def marks(page: str) -> list[str]:
    uses = drawing_of(page).iter(f"{SVG}use")
    return [str(one.get("href")).removeprefix("#map-") for one in uses]


def tab(page: str, word: str) -> int:
    found = re.search(rf"{word} <b>([\d,]+)</b>", page)
    assert found
    return int(found[1].replace(",", ""))


def test_a_stranger_is_led_to_sign_in(client: FlaskClient) -> None:
    answer = client.get("/desk/map?state=overdue", headers=PAGE)
    assert (answer.status_code, answer.location[:13]) == (302, "/auth/sign-in")


def test_an_inspector_has_no_map(app: Flask, lin: User) -> None:
    assert visitor(app, "lin").get("/desk/map", headers=PAGE).status_code == 403


@pytest.mark.parametrize("near", ["x", "1,2", "nan,1,1", "91,1,1", "1,inf,1", "1,2,3,4", "1,181,5"])
def test_a_window_that_is_none_is_not_found(app: Flask, ming: User, near: str) -> None:
    assert visitor(app, "ming").get(f"/desk/map?near={near}", headers=PAGE).status_code == 404


@pytest.mark.parametrize("query", ["kind=x", "area=%00", "state=x", "kind=%00&kind=market"])
def test_what_is_unknown_finds_nothing(app: Flask, ming: User, query: str) -> None:
    make_premises()
    assert "青杉中学食堂" not in shown(app, query)


def test_who_sees_one_street_sees_that_street(app: Flask, chen: User, ming: User) -> None:
    make_premises(name="近处小学食堂（示例）")
    make_premises(name="远处小学食堂（示例）", area=TAOPU)
    make_premises(name="别类养老院食堂（示例）", kind="canteen_elderly")
    page = shown(app, who="chen")
    assert "近处小学" in page and "远处小学" not in page and "别类" not in page
    assert tab(page, "全部") == 1 and "1 个在营" in page and "1 个街镇" in page
    assert tab(shown(app), "全部") == 3
    page = shown(app, f"area={TAOPU}", who="chen")
    assert "近处" not in page and "远处小学" not in page


def test_an_auditor_sees_the_district(app: Flask) -> None:
    make_user("audit", role="auditor")
    make_premises(area=TAOPU)
    assert tab(shown(app, who="audit"), "全部") == 1


def test_filters_narrow_by_kind_and_street(app: Flask, ming: User) -> None:
    make_premises(name="甲校食堂（示例）")
    make_premises(name="乙校食堂（示例）", area=TAOPU)
    make_premises(name="丙市场（示例）", kind="market")
    assert "乙校" in (page := shown(app, f"area={TAOPU}")) and "甲校" not in page
    assert "丙市场" in (page := shown(app, "kind=market")) and "甲校" not in page
    page = shown(app, "kind=market&kind=canteen_school")
    assert "丙市场" in page and "甲校" in page
    assert 'value="market" checked' in page


def test_each_state_has_its_mark_and_its_tab(
    app: Flask, lin: User, bai: User, chen: User, ming: User
) -> None:
    never, late, failed, soon, fine = [
        move(make_premises(name=f"{name}校食堂（示例）"), 31.24 + n / 1000, 121.4)
        for n, name in enumerate("甲乙丙丁戊")
    ]
    seen(late, lin, bai, chen, 377)
    seen(failed, lin, bai, chen, 20, passed=False)
    seen(soon, lin, bai, chen, 350)
    seen(fine, lin, bai, chen, 20)
    page = shown(app)
    assert marks(page) == ["ok", "never", "due", "failed", "overdue"]
    for word in ("逾期没查", "最近不合格", "30 日内到期", "从没查过", "其余"):
        assert tab(page, word) == 1
    assert "逾期 " in page and "剩 " in page
    order = [page.rindex(f"{name}校食堂") for name in "乙丙丁甲戊"]
    assert order == sorted(order)
    page = shown(app, "state=overdue")
    assert marks(page) == ["overdue"]
    assert "乙校食堂" in page and "甲校食堂" not in page
    assert tab(page, "全部") == 5


def test_a_kind_without_an_interval_says_so(
    app: Flask, lin: User, bai: User, chen: User, ming: User
) -> None:
    place = make_premises(kind="market", name="丙市场（示例）")
    id, _ = receive(lin, bai)
    with writing(LONG_AGO) as w:
        w.session.add(
            Standing(
                target="market-standard",
                premises_id=place.id,
                inspection_id=id,
                passed=True,
                since=date(2015, 1, 1),
            )
        )
    page = shown(app, "kind=market")
    assert "未规定周期" in page and marks(page) == ["ok"]


def test_closed_ones_and_estates_are_not_drawn(app: Flask, ming: User) -> None:
    shut = make_premises(name="关了的食堂（示例）")
    with writing(LONG_AGO):
        shut.status = "closed"
    make_premises(name="某小区（示例）", kind="estate")
    page = shown(app)
    assert "关了的" not in page and "某小区" not in page and "没有在营的单位" in page


def test_what_has_no_position_is_counted_and_listed(app: Flask, ming: User) -> None:
    move(make_premises(name="甲校食堂（示例）"), None, None)
    move(make_premises(name="零点食堂（示例）"), 0.0, 0.0)
    for n in range(5):
        move(make_premises(name=f"{n}号食堂（示例）"), 31.24 + n / 1000, 121.4)
    page = shown(app)
    assert "没有坐标或坐标不在区内的 2 个" in page and "甲校食堂" in page
    assert len(marks(page)) == 5
    page = shown(app, "nowhere=1")
    rows = page[page.index("<tbody>") :]
    assert "甲校食堂" in rows and "零点食堂" in rows and "3号食堂" not in rows


def test_a_name_is_text_and_no_markup(app: Flask, ming: User) -> None:
    make_premises(name='<script>alert(1)</script>"&</title>')
    page = shown(app)
    assert "<script>alert" not in page
    titles = [one.text for one in drawing_of(page).iter(f"{SVG}title")]
    assert titles == ['<script>alert(1)</script>"&</title>，从没查过']


def test_a_mark_leads_to_its_premises_and_several_in_one_spot_to_their_list(
    app: Flask, ming: User
) -> None:
    alone = move(make_premises(name="独校食堂（示例）"), 31.25, 121.41)
    for n in range(3):
        make_premises(name=f"同楼{n}食堂（示例）")
    page = shown(app)
    links = [one.get("href") for one in drawing_of(page).iter(f"{SVG}a")]
    assert f"/desk/premises/{alone.id}" in links and len(links) == 2
    (near,) = [str(link) for link in links if "near=" in str(link)]
    page = shown(app, near.removeprefix("?"))
    assert tab(page, "全部") == 3 and "独校" not in page


def everywhere(count: int) -> None:
    """So many canteens all over the district."""
    made = make_premises()
    columns = {c.name: getattr(made, c.name) for c in Premises.__table__.columns}
    rows = [
        columns
        | {
            "id": f"{n:036d}",
            "code": f"{n:08d}",
            "name": f"第{n}小学食堂（示例）",
            "area": CAOYANG if n % 2 else TAOPU,
            "lat": 31.22 + n % 50 * 0.0012,
            "lng": 121.36 + n // 50 * 0.0013,
        }
        for n in range(count)
    ]
    with writing(LONG_AGO) as w:
        w.session.execute(Premises.__table__.insert(), rows)


def test_too_many_marks_become_a_grid_that_counts_them_all(
    app: Flask, ming: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    everywhere(2_100)
    page = shown(app)
    counts = [int(one.text or 0) for one in texts(page, "map-count")]
    assert sum(counts) == tab(page, "全部") == 2_101
    assert 10 < len(counts) < 800 and "方格合计" in page
    assert "<title>从没查过" in page
    assert len(page) < 400_000
    cell = next(str(a.get("href")) for a in drawing_of(page).iter(f"{SVG}a"))
    page = shown(app, cell.removeprefix("?"))
    assert 0 < len(marks(page)) < 2_000 and not texts(page, "map-count")
    assert tab(page, "全部") <= max(counts) + 8  # what lies on an edge belongs to both


def test_the_most_marks_make_no_heavy_page(app: Flask, ming: User) -> None:
    everywhere(1_990)
    page = shown(app)
    assert len(marks(page)) == 1_991 and len(page.encode()) < 700_000


def texts(page: str, css: str) -> list[Any]:
    return [one for one in drawing_of(page).iter(f"{SVG}text") if one.get("class") == css]


@pytest.mark.parametrize(
    "spread", [(0.0, 0.0), (0.06, 0.12), (0.2, 0.001), (0.001, 0.2), (0.00001, 0.00001)]
)
@pytest.mark.parametrize("most", [2_000, 3])
def test_nothing_leaves_the_canvas(
    app: Flask,
    ming: User,
    monkeypatch: pytest.MonkeyPatch,
    spread: tuple[float, float],
    most: int,
) -> None:
    monkeypatch.setattr(drawings, "MOST_DOTS", most)
    up, across = spread
    corners = [(0, 0), (0, 1), (1, 0), (1, 1), (0.5, 0.5), (0.3, 0.9)]
    for n, (y, x) in enumerate(corners):
        place = make_premises(name=f"第{n}食堂（示例）", area=TAOPU if n % 2 else CAOYANG)
        move(place, 31.24 + up * y, 121.4 + across * x)
    drawing = drawing_of(shown(app))
    _, _, width, height = map(float, str(drawing.get("viewBox")).split())
    boxes = list(boxes_of(drawing))
    assert boxes
    for left, top, right, bottom in boxes:
        assert 0 <= left <= right <= width and 0 <= top <= bottom <= height


def boxes_of(drawing: ElementTree.Element) -> Any:
    for one in (*drawing.iter(f"{SVG}use"), *drawing.iter(f"{SVG}rect")):
        x, y, w, h = (float(str(one.get(name))) for name in ("x", "y", "width", "height"))
        yield x, y, round(x + w, 1), round(y + h, 1)
    for one in drawing.iter(f"{SVG}text"):
        x, y, half = float(str(one.get("x"))), float(str(one.get("y"))), len(one.text or "") * 7
        end = one.get("class") in (None, "map-end")
        yield x - (0 if end else half), y - 12, x + (0 if end else half), y
    for one in drawing.iter(f"{SVG}polygon"):
        for point in str(one.get("points")).split():
            x, y = map(float, point.split(","))
            yield x, y, x, y
    scale = drawing.find(f"{SVG}g[@class='map-scale']/{SVG}path")
    assert scale is not None
    start, y, end = map(float, re.findall(r"[\d.]+", str(scale.get("d"))))
    yield start, y, end, y


def test_the_list_comes_in_pages(app: Flask, ming: User) -> None:
    everywhere(60)
    page = shown(app, "page=2")
    assert "第 51–61 家，共 61 家" in page
    assert len(re.findall(r'class="row-link"', page)) == 11


def test_without_a_setting_pictures_come_from_here_alone(app: Flask, ming: User) -> None:
    make_premises()
    answer = visitor(app, "ming").get("/desk/map", headers=PAGE)
    assert "<image" not in answer.text
    assert "img-src 'self' blob:;" in answer.headers["Content-Security-Policy"]


def test_tiles_come_from_the_one_named_host_on_this_page_alone(
    app: Flask, ming: User, settings: Settings
) -> None:
    template = "https://tiles.example.cn/wgs/{z}/{x}/{y}.png?key=a&b=c"
    object.__setattr__(app.config["SETTINGS"], "map_tiles", template)
    make_premises()
    desk = visitor(app, "ming")
    answer = desk.get("/desk/map", headers=PAGE)
    policy = answer.headers["Content-Security-Policy"]
    assert "img-src 'self' blob: https://tiles.example.cn;" in policy
    assert policy.startswith("default-src 'none'; script-src 'self';")
    pictures = [str(one.get("href")) for one in drawing_of(answer.text).iter(f"{SVG}image")]
    assert 0 < len(pictures) <= 64
    for url in pictures:
        assert re.fullmatch(r"https://tiles\.example\.cn/wgs/\d+/\d+/\d+\.png\?key=a&b=c", url)
    other = desk.get("/desk/premises", headers=PAGE)
    assert "tiles.example" not in other.headers["Content-Security-Policy"]
