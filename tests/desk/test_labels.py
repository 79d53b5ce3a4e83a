"""Labels: who may reissue one, all of them by pages, and what is said before they are printed."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient

from inspect_app.documents.labels.codes import draw_code
from inspect_app.domain.label_sheets import FORMS, REASONS
from inspect_app.errors import ProblemError
from inspect_app.extensions import db
from inspect_app.models.audit import AuditEntry
from inspect_app.models.people import User
from inspect_app.models.premises import Premises, QrToken
from inspect_app.services.register.posted_codes import Reissue, reissue_label
from tests.makers import PASSWORD, TAOPU, make_premises, make_user
from tests.signing import OURS, PAGE, visitor
from tests.statements import counted

REISSUE = {"reason": "damaged", "seen": "1"}
PUBLIC = "https://inspect.example.cn"


def reissue(browser: FlaskClient, place: Premises, form: dict[str, str] = REISSUE) -> int:
    path = f"/desk/labels/{place.id}/reissue"
    return browser.post(path, data=form, headers=PAGE).status_code


def shown(app: Flask, query: str = "", who: str = "ming") -> str:
    answer = visitor(app, who).get(f"/desk/labels{query}", headers=PAGE)
    assert answer.status_code == 200
    return answer.text


def tokens(place: Premises) -> list[QrToken]:
    db.session.expire_all()
    return db.session.query(QrToken).filter_by(premises_id=place.id).order_by("issue").all()


def test_an_inspector_and_an_auditor_reissue_nothing(app: Flask, lin: User) -> None:
    make_user("wu", role="auditor")
    place = make_premises()
    assert reissue(visitor(app, "lin"), place) == 403
    assert reissue(visitor(app, "wu"), place) == 403
    assert "作废旧码" not in shown(app, f"/{place.id}", "wu")
    assert [one.issue for one in tokens(place)] == [1]


def test_a_supervisor_of_another_street_finds_no_label_to_reissue(app: Flask) -> None:
    make_user("fang", role="supervisor", areas=[TAOPU])
    place = make_premises()
    browser = visitor(app, "fang")
    assert reissue(browser, place) == 404
    for path in (f"/desk/labels/{place.id}", f"/desk/labels/sheets.pdf?id={place.id}"):
        assert browser.get(path, headers=PAGE).status_code == 404
    assert place.code[:4] not in browser.get("/desk/labels", headers=PAGE).text


@pytest.mark.parametrize(("name", "code"), [("lin", "role"), ("fang", "not_found")])
def test_who_lost_role_or_scope_meanwhile_reissues_nothing(
    app: Flask, lin: User, name: str, code: str
) -> None:
    fang = make_user("fang", role="supervisor", areas=[TAOPU])
    place, actor = make_premises(), {"lin": lin, "fang": fang}[name]
    with pytest.raises(ProblemError) as raised:
        reissue_label(Reissue(place.id, actor.id, "damaged", 1), "N" * 16, at=datetime.now(UTC))
    assert raised.value.problem.code == code
    assert [one.issue for one in tokens(place)] == [1]


@pytest.mark.parametrize(
    "form", [{"seen": "1"}, {"reason": "fun", "seen": "1"}, {"reason": "lost", "seen": "x"}]
)
def test_without_a_known_reason_nothing_is_reissued(
    app: Flask, chen: User, form: dict[str, str]
) -> None:
    place = make_premises()
    assert reissue(visitor(app, "chen"), place, form) == 422
    assert [one.issue for one in tokens(place)] == [1]


@pytest.mark.parametrize("query", ["per=7", "per=x", "per=²"])
def test_a_form_of_sheet_that_is_none_is_refused(app: Flask, ming: User, query: str) -> None:
    assert visitor(app, "ming").get(f"/desk/labels?{query}", headers=PAGE).status_code == 422


@pytest.mark.parametrize("part", ["0", "x", "-1", "2", "9" * 6])
def test_a_part_that_is_none_is_not_found(app: Flask, ming: User, part: str) -> None:
    make_premises()
    path = f"/desk/labels/sheet.html?part={part}"
    assert visitor(app, "ming").get(path, headers=PAGE).status_code == 404


def test_a_reissued_code_takes_the_place_of_the_old_one_with_its_reason(
    app: Flask, chen: User
) -> None:
    place = make_premises()
    (old,) = tokens(place)
    assert reissue(visitor(app, "chen"), place) == 302
    old, new = tokens(place)
    assert old.revoked_at is not None and (new.issue, new.reason) == (2, "damaged")
    page = shown(app, f"/{place.id}", "chen")
    assert REASONS["damaged"].zh in page and "已换新码" in page and "第 3 版" in page
    (entry,) = db.session.query(AuditEntry).filter_by(action="premises.label")
    assert (entry.actor, entry.detail) == (chen.id, {"issue": 2, "reason": "damaged"})
    stranger = app.test_client()
    assert stranger.get(f"/q/{new.token}").status_code == 200
    assert "新" in stranger.get(f"/q/{old.token}").text
    assert stranger.get(f"/q/{old.token}").status_code == 404


def test_of_two_who_reissue_at_once_one_is_told_that_it_was_done(
    app: Flask, chen: User, ming: User
) -> None:
    place = make_premises()
    assert reissue(visitor(app, "chen"), place) == 302
    assert reissue(visitor(app, "ming"), place) == 409
    assert [one.issue for one in tokens(place)] == [1, 2]


def test_labels_are_narrowed_by_kind_street_and_market(app: Flask, ming: User) -> None:
    market = make_premises(kind="market", name="石泉东菜市场（示例）")
    make_premises(kind="stall", name="7 号摊（示例）", parent=market.id)
    make_premises(name="乙校食堂（示例）", area=TAOPU)
    assert "7 号摊" in shown(app, "?kind=stall") and "乙校" not in shown(app, "?kind=stall")
    assert "乙校" in shown(app, f"?area={TAOPU}") and "7 号摊" not in shown(app, f"?area={TAOPU}")
    text = shown(app, f"?parent={market.id}")
    assert "7 号摊" in text and "乙校" not in text and "共 1 张标签" in text
    page = visitor(app, "ming").get(f"/desk/premises/{market.id}", headers=PAGE).text
    assert f"/desk/labels?parent={market.id}" in page


def test_every_label_is_within_reach_and_the_parts_are_counted(app: Flask, ming: User) -> None:
    for number in range(1, 126):
        make_premises(name=f"第{number:03d}小学食堂（示例）")
    first, last = shown(app, "?per=6"), shown(app, "?per=6&page=3")
    assert "共 125 张标签" in first and "21 页 A4" in first and "共 2 份，每份 120 张" in first
    assert "第001小学" in first and "第125小学" in last
    browser = visitor(app, "ming")
    page = browser.get("/desk/labels/sheet.html?per=6&part=2", headers=PAGE).text
    assert "第121小学" in page and "第120小学" not in page and "第 21 页，共 21 页" in page


def test_a_page_beyond_the_end_leads_to_the_last_with_the_same_search(
    app: Flask, ming: User
) -> None:
    for number in range(60):
        make_premises(name=f"第{number}小学食堂（示例）")
    for path in ("/desk/labels?kind=canteen_school&per=24", "/desk/premises?kind=canteen_school"):
        answer = visitor(app, "ming").get(f"{path}&page=99", headers=PAGE)
        assert answer.status_code == 302
        assert "page=2" in answer.location and "kind=canteen_school" in answer.location


def test_a_longer_list_of_labels_takes_as_many_queries_and_stays_light(
    app: Flask, ming: User
) -> None:
    def asked() -> int:
        browser = visitor(app, "ming")
        db.session.remove()
        with counted() as statements:
            answer = browser.get("/desk/labels", headers=PAGE)
        assert answer.status_code == 200 and len(answer.data) < 150_000
        return len(statements)

    make_premises()
    few = asked()
    for number in range(60):
        make_premises(name=f"上海市普陀区示例路第{number}实验小学食堂（示例）")
    assert asked() == few


def at_origin(
    app: Flask, monkeypatch: pytest.MonkeyPatch, origin: str | None
) -> Callable[[str], str]:
    """Reads pages as an administrator who opened the app at this address."""
    settings = replace(app.config["SETTINGS"], origin=origin)
    monkeypatch.setitem(app.config, "SETTINGS", settings)
    address = origin or "http://localhost"
    browser = app.test_client()
    body = {"user": "ming", "password": PASSWORD}
    signed_in = browser.post("/auth/login", json=body, headers=OURS, base_url=address)
    assert signed_in.status_code == 200, signed_in.text
    return lambda path: browser.get(path, headers=PAGE, base_url=address).text


@pytest.mark.parametrize(
    ("origin", "said"),
    [
        (None, "只在本机或本地网络里打得开"),
        ("http://127.0.0.1:8000", "内网地址"),
        ("https://10.2.3.4", "内网地址"),
        ("https://inspect.local", "只在本机或本地网络里打得开"),
        ("http://inspect.example.cn", "不是 https"),
    ],
)
def test_an_origin_that_is_not_public_is_said_before_and_on_what_is_printed(
    app: Flask, ming: User, monkeypatch: pytest.MonkeyPatch, origin: str | None, said: str
) -> None:
    place = make_premises()
    read = at_origin(app, monkeypatch, origin)
    for path in ("/desk/labels", f"/desk/labels/{place.id}"):
        assert said in read(path)
    assert "试印，不要张贴" in read("/desk/labels/sheet.html")


def test_a_public_origin_is_printed_without_a_word(
    app: Flask, ming: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = make_premises()
    read = at_origin(app, monkeypatch, PUBLIC)
    assert "INSPECT_ORIGIN" not in read("/desk/labels")
    sheet = read("/desk/labels/sheet.html")
    assert "试印" not in sheet and "贴在入口" in sheet
    assert draw_code(f"{PUBLIC}/q/{place.tokens[-1].token}").path in sheet


@pytest.mark.parametrize("per", sorted(FORMS))
def test_a_sheet_carries_issue_month_and_short_code(app: Flask, ming: User, per: int) -> None:
    place = make_premises()
    with_token = db.session.query(QrToken).filter_by(premises_id=place.id).one()
    with_token.issued_at = datetime(2022, 8, 31, 17, tzinfo=UTC)  # September in Shanghai
    db.session.commit()
    path = f"/desk/labels/sheet.html?per={per}"
    answer = visitor(app, "ming").get(path, headers=PAGE)
    assert "第 1 版 2022年9月" in answer.text and place.code[:4] in answer.text
    assert "style-src 'sha256-" in answer.headers["Content-Security-Policy"]
    assert len(re.findall(r"<article", answer.text)) == 1


def test_the_labels_that_were_picked_are_printed_alone(app: Flask, ming: User) -> None:
    one, other = make_premises(name="甲校食堂（示例）"), make_premises(name="乙校食堂（示例）")
    path = f"/desk/labels/sheet.html?id={one.id}&id={other.id}"
    make_premises(name="丙校食堂（示例）")
    sheet = visitor(app, "ming").get(path, headers=PAGE).text
    assert "甲校" in sheet and "乙校" in sheet and "丙校" not in sheet
