"""Reviewing a site scored by tables: sheets, points taken, the zero rule, single returns."""

import re
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from inspect_app.domain.ids import uuid7
from inspect_app.extensions import db
from inspect_app.models.inspections import Revision
from inspect_app.models.people import User
from inspect_app.models.premises import Premises
from inspect_app.services.review.reviews import approve
from tests.bodies import make_body
from tests.desk.inspections import receive
from tests.makers import TAOPU, make_premises, make_user
from tests.markup import packed
from tests.services.pushing import NOON, push
from tests.signing import PAGE, visitor

KIND = ["construction_site"]
CRANE = ("load", "travel", "protect", "hook", "multi", "use", "tie", "base", "struct", "elec")
LOAD = "B17[1#].load"


def crane(label: str, **scores: Any) -> dict[str, Any]:
    return {"table": "B17", "label": label, "scores": dict.fromkeys(CRANE, 10) | scores}


def taken(*deductions: tuple[str, int, int]) -> dict[str, Any]:
    rows = [{"clause": name, "count": count, "points": each} for name, count, each in deductions]
    return {"deductions": rows}


@pytest.fixture
def site(app: Flask) -> Premises:
    for name, role in (("lin", "inspector"), ("bai", "inspector"), ("fang", "supervisor")):
        make_user(name, role=role, kinds=KIND)
    made = make_premises(kind="construction_site", name="青杉路工地（示例）")
    made.attrs = {"major": True}
    db.session.commit()
    return made


def sent(site: Premises, *tables: dict[str, Any]) -> str:
    lin, bai = (db.session.query(User).filter_by(name=name).one() for name in ("lin", "bai"))
    id, _ = receive(lin, bai, site, code="construction-jgj59", tables=list(tables))
    return id


def page(app: Flask, id: str, query: str = "") -> str:
    response = visitor(app, "fang").get(f"/desk/inspections/{id}{query}", headers=PAGE)
    assert response.status_code == 200
    return packed(response.text)


def give_back(app: Flask, id: str, item: str, person: str = "fang") -> int:
    form = {"rev": 1, "item": item, f"remark:{item}": "请补拍限位器"}
    path = f"/desk/inspections/{id}/return"
    return visitor(app, person).post(path, data=form, headers=PAGE).status_code


def test_somebody_elsewhere_neither_reads_nor_returns(app: Flask, site: Premises) -> None:
    make_user("elsewhere", role="supervisor", areas=[TAOPU], kinds=KIND)
    id = sent(site, crane("1#", load=4))
    assert give_back(app, id, "B17.load", "elsewhere") == 404


@pytest.mark.parametrize("item", ["B17.load", "B17[3#].load", "B17[1#].wheel", "load"])
def test_an_item_of_no_sheet_cannot_be_returned(app: Flask, site: Premises, item: str) -> None:
    id = sent(site, crane("1#", load=4), crane("2#"))
    assert give_back(app, id, item) == 422


def test_one_item_of_one_crane_goes_back_with_its_remark(app: Flask, site: Premises) -> None:
    id = sent(site, crane("1#", load=4), crane("2#"))
    assert f'value="{LOAD}"' in page(app, id)
    assert give_back(app, id, LOAD) == 302
    db.session.expire_all()
    assert db.session.get_one(Revision, (id, 1)).state == "returned"
    assert "请补拍限位器" in page(app, id)


def test_every_sheet_shows_its_points_and_what_was_taken(app: Flask, site: Premises) -> None:
    clauses = taken(("限制器失灵", 1, 3), ("记录缺", 2, 1))
    text = page(app, sent(site, crane("1#", load=clauses), crane("2#", tie="missing")))
    assert "表 B17 塔式起重机" in text and "1#</span>" in text and "2#</span>" in text
    assert "限制器失灵，扣 3 分" in text and "记录缺，2 处各扣 1 分" in text
    assert "扣 5 分" in text and "5 / 10 分" in text
    assert "保证项目 55.00 / 60" in text
    assert "保证项目</span>" in text and "一般项</span>" in text
    lines = [part.split('"')[0] for part in text.split('data-review-item="')[1:]]
    assert lines[0] == LOAD and len(lines) == 20


def test_what_lost_points_comes_first_and_what_is_not_there_is_folded(
    app: Flask, site: Premises
) -> None:
    id = sent(site, crane("1#", **dict.fromkeys(CRANE, "missing")), crane("2#"), crane("3#", tie=4))
    text = page(app, id)
    assert text.index("3#</span>") < text.index("2#</span>") < text.index("本工地没有的 1 张表")
    assert text.index("本工地没有的 1 张表") < text.index("1#</span>")
    folded = '<details class="rest"><summary>'
    assert folded in page(app, id, "?item=B17[3%23].tie")
    assert f"{folded[:-10]} open" in page(app, id, "?item=B17[1%23].load")


def test_the_total_stands_with_its_reason(app: Flask, site: Premises) -> None:
    text = page(app, sent(site, crane("1#"), crane("2#", hook=9)))
    assert "<b>99.50</b>" in text and "优良" in text and "80 分起优良" in text
    assert "塔式起重机与起重吊装" in text and "9.95 / 10" in text


def test_a_guarantee_item_at_nothing_zeroes_its_sheet(app: Flask, site: Premises) -> None:
    text = page(app, sent(site, crane("1#", hook=0), crane("2#")))
    assert "本表得零分：有保证项目得零分" in text and "等级不合格" in text
    assert "<b>50.00</b>" in text
    assert 'item=B17%5B1%23%5D.hook">表 B17 塔式起重机 1#，' in text


def test_guarantee_items_under_forty_zero_their_sheet(app: Flask, site: Premises) -> None:
    low = dict.fromkeys(("load", "travel", "protect", "hook", "multi", "use"), 6)
    text = page(app, sent(site, crane("1#", **low)))
    assert "保证项目小计不足 40 分" in text and "保证项目 36.00 / 60" in text


def test_a_missing_item_says_why(app: Flask, site: Premises) -> None:
    absent = {"missing": True, "reason": "单塔作业"}
    text = page(app, sent(site, crane("1#", multi=absent)))
    assert "单塔作业" in text and "保证项目 60.00 / 60" in text


def test_the_photo_of_a_repeated_sheet_opens_its_item(app: Flask, site: Premises) -> None:
    text = page(app, sent(site, crane("1#", load=4), crane("2#")))
    assert "item=B17%5B1%23%5D.load&amp;photo=1" in text
    opened = page(app, site_id(site), "?item=B17%5B2%23%5D.use")
    assert re.search(r'data-review-item="B17\[2#\]\.use"[^>]* open>', opened)


def site_id(site: Premises) -> str:
    row = db.session.query(Revision).one()
    return row.inspection_id


def test_the_queue_counts_what_lost_points(app: Flask, site: Premises) -> None:
    assert "2 项扣分" in page(app, sent(site, crane("1#", load=4, hook=9)))


def test_a_loss_says_where_it_was_and_why_there_is_no_photo(app: Flask, site: Premises) -> None:
    loss = taken(("限制器失灵", 1, 3)) | {"note": "司机室内", "no_photo": "高处拍不到"}
    id = sent(site, crane("1#", load=loss))
    assert db.session.get_one(Revision, (id, 1)).complete
    text = page(app, id)
    assert "司机室内" in text and "高处拍不到" in text


def test_a_crane_may_be_named_in_any_script(app: Flask, site: Premises) -> None:
    id = sent(site, crane("3号楼东侧", load=4), crane("2#"))
    revision = db.session.get_one(Revision, (id, 1))
    assert revision.complete
    assert [photo.item for photo in revision.photos if photo.role != "signature"] == [
        "B17[3号楼东侧].load"
    ]


@pytest.mark.parametrize("label", ["1]#[", "\x07", "#" * 60])
def test_a_name_that_breaks_the_names_of_photos_is_mended(
    app: Flask, site: Premises, label: str
) -> None:
    lin, bai = (db.session.query(User).filter_by(name=name).one() for name in ("lin", "bai"))
    tables = [crane(label, load=4), crane("2#")]
    made = make_body(lin, bai, site, code="construction-jgj59", tables=tables)
    assert push(made, lin, id=uuid7(), at=NOON).verdict == "fix"


def test_the_public_page_counts_points_and_shows_the_grade(app: Flask, site: Premises) -> None:
    id = sent(site, crane("1#", load=4), crane("2#", tie="missing"))
    fang = db.session.query(User).filter_by(name="fang").one()
    approve(fang.id, id, 1, at=NOON + timedelta(hours=1))
    text = packed(app.test_client().get(f"/q/{site.tokens[-1].token}", headers=PAGE).text)
    for count, word in ((20, "检查项"), (18, "满分"), (1, "扣分"), (1, "缺项")):
        assert f"<dd>{count}</dd><dt>{word}</dt>" in text
    assert "优良" in text
