"""Papers at the desk: whose they are, what their PDFs say, and what a digest tells of them."""

import os
import re
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader

from inspect_app.documents.reports import pdf
from inspect_app.documents.reports.fonts import PACKAGES, has_chinese_font
from inspect_app.domain.corrections.correction import Move
from inspect_app.domain.ids import uuid7
from inspect_app.extensions import db
from inspect_app.models.corrections import CorrectionRow
from inspect_app.models.papers import Paper
from inspect_app.models.people import User
from inspect_app.models.premises import Premises
from inspect_app.models.sync import SyncMeta
from inspect_app.services.corrections.moves import Made, lock_correction, make_move
from inspect_app.services.papers.issuing import renew_papers
from inspect_app.services.review.reviews import approve
from inspect_app.services.review.withdrawals import withdraw_approval
from inspect_app.services.writing.transaction import writing
from tests.bodies import make_body, signed
from tests.makers import TAOPU, make_premises, make_user, replace_attrs
from tests.services.pushing import NOON, push
from tests.signing import PAGE, visitor

LATER = NOON + timedelta(hours=3)
FOUND = "raw.storage"  # its basis was found with care, and nobody read it in the original
NEEDS_PAGES = pytest.mark.usefixtures("page_setting")
DAY = date(2022, 9, 14)
TERM = {"deadline_days": 3}


def approved(
    lin: User, bai: User, chen: User, place: Premises, asked: dict[str, Any], **more: Any
) -> str:
    """An approved inspection that asks for one correction per item."""
    id = uuid7()
    made = make_body(lin, bai, place, fail=tuple(asked), **more)
    wanted = [{"id": uuid7(), "item": item} | of for item, of in asked.items()]
    assert push(signed(made, id, corrections=wanted), lin, id=id).verdict == "stored"
    approve(chen.id, id, 1, at=LATER)
    return id


def moved(actor: User, name: str, who: str, **more: Any) -> None:
    """Every correction makes this move."""
    for id in [row.id for row in db.session.query(CorrectionRow).order_by(CorrectionRow.id)]:
        with writing(LATER) as w:
            row = lock_correction(w, id)
            make_move(w, row, Made(Move(name, who, DAY, **more), actor.id))


def paper_of(kind: str) -> Paper:
    db.session.expire_all()
    newest = (Paper.issued_at.desc(), Paper.serial.desc())
    return db.session.query(Paper).filter_by(kind=kind).order_by(*newest).first()


def text_of(client: FlaskClient, paper: Paper) -> str:
    """What the PDF says, without the spaces that setting puts between words."""
    answer = client.get(f"/desk/papers/{paper.id}.pdf", headers=PAGE)
    assert answer.status_code == 200, answer.text
    pages = PdfReader(BytesIO(answer.data)).pages
    return re.sub(r"\s+", "", "".join(page.extract_text() for page in pages))


def lift() -> Premises:
    attrs: dict[str, Any] = {"residential": True, "device_code": "31103101072005000123"}
    attrs |= {"in_service_on": "2005-03-01", "maintainer": "示例维保公司"}
    made = make_premises(kind="elevator", name="兰溪小区 3 号梯（示例）")
    replace_attrs(made, attrs)
    return made


@pytest.fixture
def canteen(app: Flask) -> Premises:
    return make_premises()


@pytest.fixture
def page_setting() -> None:
    """On a machine that decides what is published nothing is left out."""
    if not has_chinese_font():
        words = f"no Chinese font: sudo apt-get install {PACKAGES}"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(words)


def test_nobody_gets_the_paper_of_a_place_that_is_not_his(app, lin, bai, chen, canteen) -> None:
    id = approved(lin, bai, chen, canteen, {"env.pest": TERM})
    make_user("elsewhere", role="supervisor", areas=[TAOPU])
    paths = (f"/desk/papers/{paper_of('order').id}.pdf", f"/desk/inspections/{id}/papers")
    for path in (*paths, "/desk/papers/none.pdf"):
        assert visitor(app, "elsewhere").get(path, headers=PAGE).status_code == 404
        assert visitor(app, "lin").get(path, headers=PAGE).status_code == 403
    gone = visitor(app, "elsewhere").post(f"/desk/inspections/{id}/papers/recheck", headers=PAGE)
    assert gone.status_code == 404


def test_a_second_pdf_at_a_time_is_told_to_come_again(app, lin, bai, chen, canteen) -> None:
    approved(lin, bai, chen, canteen, {"env.pest": TERM})
    with pdf._busy:
        path = f"/desk/papers/{paper_of('order').id}.pdf"
        answer = visitor(app, "chen").get(path, headers=PAGE)
    assert answer.status_code == 503 and answer.headers["Retry-After"] == "60"


@NEEDS_PAGES
def test_the_order_says_what_when_and_under_which_clause(app, lin, bai, chen, canteen) -> None:
    with writing(LATER) as w:
        w.session.get_one(SyncMeta, 1).fictional = True
    id = uuid7()
    made = make_body(lin, bai, canteen, fail=("env.pest",))
    wanted = [{"id": uuid7(), "item": "env.pest", "deadline_days": 3}]
    push(signed(made, id, corrections=wanted), lin, id=id)
    moved(lin, "serve", "inspector", how="handed")
    approve(chen.id, id, 1, at=LATER)
    text = text_of(visitor(app, "chen"), paper_of("order"))
    for words in (
        *("责令改正通知书", "普市监责〔2022〕示-1号", "现场检查笔录普市监检〔2022〕示-1号"),
        *("青杉中学食堂（示例）", "2022年9月14日10:12–10:58", "2022年9月19日", "3个工作日"),
        *("示例说明", "✓条文原文已核对", "60日内申请行政复议", "☑当面交付", "2022年9月14日送达"),
        *("整改好了，扫码回报", "微信或相机都能扫", "现场临时编号", "lin", "bai"),
        f"整改码：8位，在检查当天手机出的通知书上。场所码（扫码进来不用填）：{canteen.code}",
    ):
        assert words in text
    assert "草稿" not in text and "◐" not in text and "双" not in text
    assert paper_of("order").versions[-1].digest in text


@NEEDS_PAGES
def test_a_draft_has_a_blank_line_and_no_strip_until_two_entered_the_clause(
    app, lin, bai, chen, ming, canteen
) -> None:
    id = approved(lin, bai, chen, canteen, {FOUND: TERM})
    text = text_of(visitor(app, "chen"), paper_of("order"))
    assert "草稿" in text and "不能送达" in text and "条款待核对" in text
    assert "扫码回报" not in text and "✓" not in text
    with writing(LATER) as w:
        row = w.session.query(CorrectionRow).one()
        row.clause, row.clause_by = "《示例法》第一条", chen.id
        row.clause_confirmed_by = ming.id
        renew_papers(w, id, ming.id)
    text = text_of(visitor(app, "chen"), paper_of("order"))
    assert "《示例法》第一条双" in text and "一人录入、另一人核对" in text
    assert "草稿" not in text and "扫码回报" in text


@NEEDS_PAGES
def test_the_record_says_every_item_as_it_was_found_and_judges_nothing(
    app, lin, bai, chen, canteen
) -> None:
    approved(lin, bai, chen, canteen, {"env.pest": TERM})
    text = text_of(visitor(app, "chen"), paper_of("record"))
    for words in (
        "现场检查笔录",
        "中小学食堂检查表2021.2版",
        "不符合，示例说明",
        "申请回避",
        "当事人意见",
        "见证人",
        "空白处划掉",
    ):
        assert words in text
    assert "当事人签名" not in text and "重点项" not in text
    assert "已在手机上签名" in text


@NEEDS_PAGES
def test_a_lift_gets_an_instruction_that_says_whether_it_stops(app, chen) -> None:
    kinds = {"kinds": ["elevator"]}
    lin, bai = (make_user(name, role="inspector", **kinds) for name in ("one", "two"))
    make_user("head", role="supervisor", **kinds)
    item = {"elevator.brake": {"measure": "stop_use", "deadline_days": 0}}
    approved(lin, bai, chen, lift(), item)
    text = text_of(visitor(app, "head"), paper_of("lift"))
    for words in ("特种设备安全监察指令书", "普市监特令〔2022〕1号", "31103101072005000123"):
        assert words in text
    assert "☑停止使用" in text and "□不停止使用" in text and "自送达起" in text
    assert "当场改正" not in text
    assert "10个工作日内复查" in text and "行政复议" not in text


@NEEDS_PAGES
def test_a_site_gets_an_order_of_its_own_from_its_own_department(app) -> None:
    kinds = {"kinds": ["construction_site"]}
    lin, bai = (make_user(name, role="inspector", **kinds) for name in ("one", "two"))
    chen = make_user("head", role="supervisor", **kinds)
    site = make_premises(kind="construction_site", name="智创园工程（示例）")
    replace_attrs(site, {"contractor": "示例建工", "developer": "示例置业"})
    item = {"special.hot-work": {"measure": "stop_work"}}
    approved(lin, bai, chen, site, item, code="construction-special")
    text = text_of(visitor(app, "head"), paper_of("site"))
    for words in ("整改通知单", "普建管改〔2022〕1号", "示例置业、示例建工", "暂停施工自送达起"):
        assert words in text
    assert "□限期整改" in text and "监理单位复核签字" in text


@NEEDS_PAGES
def test_a_void_number_is_printed_as_void(app, lin, bai, chen, canteen) -> None:
    id = approved(lin, bai, chen, canteen, {"env.pest": TERM})
    withdraw_approval(chen.id, id, 1, "误点（示例）", at=LATER)
    text = text_of(visitor(app, "chen"), paper_of("order"))
    assert "作废" in text and "文号不再使用" in text and "扫码回报" not in text


def test_whoever_rechecked_issues_no_opinion_and_without_a_recheck_there_is_none(
    app, lin, bai, chen, canteen
) -> None:
    id = approved(lin, bai, chen, canteen, {"env.pest": TERM})
    path = f"/desk/inspections/{id}/papers/recheck"
    assert visitor(app, "chen").post(path, headers=PAGE).status_code == 409
    moved(chen, "send", "supervisor")
    moved(chen, "still_failing", "inspector", reason="还有鼠迹（示例）")
    assert visitor(app, "chen").post(path, headers=PAGE).status_code == 403
    assert paper_of("recheck") is None


@NEEDS_PAGES
def test_the_opinion_says_how_each_item_was_found_again(app, lin, bai, chen, canteen) -> None:
    id = approved(lin, bai, chen, canteen, {"env.pest": TERM, "wash.store": TERM})
    moved(chen, "send", "supervisor")
    moved(lin, "still_failing", "inspector", reason="还有鼠迹（示例）")
    client, path = visitor(app, "chen"), f"/desk/inspections/{id}/papers/recheck"
    assert client.post(path, headers=PAGE).status_code == 302
    assert client.post(path, headers=PAGE).status_code == 409
    text = text_of(client, paper_of("recheck"))
    for words in ("复查意见书", "普市监复〔", "原文书普市监责〔2022〕1号", "仍不符合"):
        assert words in text
    assert "还有鼠迹（示例）" in text and "继续整改" in text and "不改变原来的检查结果" in text


def test_the_list_links_each_paper_and_says_how_it_stands(app, lin, bai, chen, canteen) -> None:
    id = approved(lin, bai, chen, canteen, {FOUND: TERM})
    text = visitor(app, "chen").get(f"/desk/inspections/{id}/papers", headers=PAGE).text
    assert "草稿" in text and "有效" in text and "普市监责〔2022〕1号" in text
    assert f"/desk/papers/{paper_of('record').id}.pdf" in text
    page = visitor(app, "chen").get(f"/desk/inspections/{id}", headers=PAGE).text
    assert f"/desk/inspections/{id}/papers" in page


@pytest.mark.parametrize("digest", ["abc", "zzzzzzzz", "0" * 64, "0" * 8, "%00" * 8, "a" * 99])
def test_a_digest_of_no_paper_tells_nothing(client: FlaskClient, digest: str) -> None:
    assert client.get(f"/verify/{digest}", headers=PAGE).status_code == 404


def test_a_digest_shows_type_day_and_standing_and_no_names(
    app, client, lin, bai, chen, canteen
) -> None:
    id = approved(lin, bai, chen, canteen, {"env.pest": TERM})
    order = paper_of("order")
    digest, name = order.versions[-1].digest, canteen.name[:4]
    spaced = " ".join((digest[:8], digest[8:])).upper()
    led = client.get("/verify", query_string={"digest": spaced}, headers=PAGE)
    assert led.location == f"/verify/{digest}"
    for asked in (digest, digest[:8]):
        text = client.get(f"/verify/{asked}", headers=PAGE).text
        assert "责令改正通知书" in text and "2022年9月14日" in text and "有效" in text
        assert name not in text and order.number not in text and lin.id not in text
    withdraw_approval(chen.id, id, 1, "误点（示例）", at=LATER)
    assert "作废" in client.get(f"/verify/{digest}", headers=PAGE).text


def test_a_version_that_was_renewed_is_told_as_an_older_one(
    app, client, lin, bai, chen, ming, canteen
) -> None:
    id = approved(lin, bai, chen, canteen, {FOUND: TERM})
    draft = paper_of("order").versions[-1].digest
    assert "草稿" in client.get(f"/verify/{draft}", headers=PAGE).text
    with writing(LATER) as w:
        row = w.session.query(CorrectionRow).one()
        row.clause, row.clause_by, row.clause_confirmed_by = "《示例法》第一条", chen.id, ming.id
        renew_papers(w, id, ming.id)
    assert "旧版" in client.get(f"/verify/{draft}", headers=PAGE).text
    newer = paper_of("order").versions[-1].digest
    assert "有效" in client.get(f"/verify/{newer}", headers=PAGE).text
