"""Who opens a notice with a code and who is turned away: all of the latter hear the same words."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from inspect_app.domain.corrections import codes as rules
from inspect_app.extensions import db
from inspect_app.models.audit import AuditEntry
from inspect_app.models.corrections import CorrectionRow, OperatorCode
from inspect_app.models.notices import Notice as Told
from inspect_app.models.people import User
from inspect_app.services.corrections import codes
from inspect_app.services.corrections.new_codes import draw_code, replace_code
from inspect_app.services.writing.transaction import writing
from tests.makers import TAOPU, make_premises, make_user
from tests.public.operators import CODE, ITEM, OTHER, Notice, Operator, make_notice, words_of

ELSEWHERE = {"REMOTE_ADDR": "203.0.113.9"}


@pytest.fixture(autouse=True)
def hurried_derivations(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "ROUNDS", 10)


@pytest.fixture
def notice(lin: User, bai: User, chen: User) -> Notice:
    return make_notice(lin, bai, chen)


@pytest.fixture
def operator(app: Flask) -> Operator:
    return Operator(app)


def far_notice() -> Notice:
    """Of other premises, with another code."""
    people = [make_user(name, role="inspector", areas=[TAOPU]) for name in ("gu", "he")]
    fang = make_user("fang", role="supervisor", areas=[TAOPU])
    far = make_premises(area=TAOPU, name="远处食堂（示例）")
    return Notice(people[0], people[1], fang, far, code="ZZZZ2345")


def refused(answer: Any, words: str = "场所码或整改码不对，或者这个码已停用") -> None:
    assert answer.status_code == 401
    assert words in answer.text


def asked_first(answer: Any) -> None:
    refused(answer, "这一页要先输入通知书下方的场所码和整改码")
    assert "不对" not in answer.text


@pytest.mark.parametrize("path", ["/answer", "/answer/x", "/answer/x/photos/y"])
def test_without_a_code_nothing_is_shown(operator: Operator, path: str) -> None:
    asked_first(operator.get(path))


def test_a_cookie_that_we_did_not_sign_opens_nothing(operator: Operator, notice: Notice) -> None:
    for value in (notice.kept.id, f'"{notice.kept.id}".x.y', ""):
        operator.http.set_cookie("answer", value)
        asked_first(operator.get())


def test_an_unknown_premises_a_wrong_code_and_a_dead_one_are_told_alike(
    operator: Operator, notice: Notice
) -> None:
    wrong = [
        operator.type(notice.place, "22222222"),
        operator.type("ABCD2345", CODE),
        operator.type("", ""),
        operator.type("\0", "\0"),
        operator.type(make_premises(), CODE),
    ]
    for answer in wrong:
        refused(answer)
        assert not [one for one in answer.headers.getlist("Set-Cookie") if "answer=" in one]


def test_each_costs_one_derivation_for_each_open_notice_and_at_least_one(
    operator: Operator, notice: Notice, monkeypatch: pytest.MonkeyPatch
) -> None:
    derived: list[str] = []
    real = rules.prove
    monkeypatch.setattr(rules, "prove", lambda code, salt: derived.append(salt) or real(code, salt))
    costs = []
    for place, code in ((notice.place, CODE), (notice.place, "22222222"), ("ABCD2345", CODE)):
        before = len(derived)
        operator.type(place, code)
        costs.append(len(derived) - before)
    assert costs == [1, 1, 1]


def test_the_code_opens_its_notice_and_its_inspection_alone(
    operator: Operator, notice: Notice
) -> None:
    far = far_notice()
    answer = operator.type(notice.place, "k7m4 2xq9")
    assert (answer.status_code, answer.location) == (303, "/answer")
    assert (
        "HttpOnly" in answer.headers["Set-Cookie"]
        and "SameSite=Lax" in answer.headers["Set-Cookie"]
    )
    assert operator.get().location == f"/answer/{notice.row.id}"
    assert operator.get(f"/answer/{notice.row.id}").status_code == 200
    theirs = far.row.id
    for path in (f"/answer/{theirs}", f"/answer/{theirs}/photos/{'e' * 64}"):
        assert operator.get(path).status_code == 404
    for sent in (operator.send(theirs, note="x"), operator.ask(theirs, "x")):
        assert sent.status_code == 404
    assert far.row.state == "ordered"


def test_the_code_of_other_premises_opens_nothing_here(operator: Operator, notice: Notice) -> None:
    refused(operator.type(notice.place, far_notice().code))


def test_nobody_is_named_and_nothing_else_is_seen(
    operator: Operator, notice: Notice, lin: User, bai: User, chen: User
) -> None:
    operator.type(notice.place, CODE)
    page = operator.get(f"/answer/{notice.row.id}")
    text, words = page.text, words_of(page)
    for name in (lin.full_name, bai.full_name, chen.full_name, "示例说明", "地下室没有信号"):
        assert name not in words, name
    for id in (lin.id, bai.id, chen.id, notice.inspection, notice.place.id):
        assert id not in text
    assert "style=" not in text and "onclick" not in text


def test_before_the_approval_it_is_open_as_well(operator: Operator, lin: User, bai: User) -> None:
    early = Notice(lin, bai, None, make_premises())
    operator.type(early.place, CODE)
    assert "已记录，待复核" in operator.get(f"/answer/{early.row.id}").text


def test_five_wrong_tries_pause_that_address_for_an_hour_and_no_other(
    operator: Operator, notice: Notice
) -> None:
    for _ in range(5):
        refused(operator.type(notice.place, "22222222", environ_base=ELSEWHERE))
    paused = operator.type(notice.place, CODE, environ_base=ELSEWHERE)
    assert paused.status_code == 429
    assert 3500 < int(paused.headers["Retry-After"]) <= 3601 and "约 60 分钟" in paused.text
    other = operator.type(notice.place, CODE, environ_base={"REMOTE_ADDR": "203.0.113.10"})
    assert other.status_code == 303


def test_the_pause_ends_after_an_hour(notice: Notice, app: Flask) -> None:
    now = datetime.now(UTC)
    wrong = codes.Try(notice.place.code, "22222222", "203.0.113.9")
    for _ in range(5):
        with pytest.raises(Exception, match="operator_code"):
            codes.open_code(wrong, now)
    right = codes.Try(notice.place.code, CODE, "203.0.113.9")
    with pytest.raises(Exception, match="too_many"):
        codes.open_code(right, now + timedelta(minutes=59))
    assert codes.open_code(right, now + timedelta(minutes=61)).id == notice.kept.id


def test_fifty_wrong_tries_end_the_code_and_the_desk_can_read_why(
    operator: Operator, notice: Notice
) -> None:
    for number in range(50):
        given = {"REMOTE_ADDR": f"203.0.113.{number}"}
        refused(operator.type(notice.place, "22222222", environ_base=given))
    assert (notice.kept.why, notice.kept.wrong) == ("tries", 50)
    refused(operator.type(notice.place, CODE, environ_base={"REMOTE_ADDR": "198.51.100.1"}))
    audited = db.session.query(AuditEntry).filter_by(action="operator_code.tries")
    assert audited.count() == 1


def test_the_desk_is_told_once_of_a_code_that_ended_until_it_gives_another(
    operator: Operator, notice: Notice, chen: User
) -> None:
    with writing() as w:
        w.session.get(OperatorCode, notice.kept.id).wrong = 48
    assert told_of_codes() == []
    for number in range(4):
        given = {"REMOTE_ADDR": f"203.0.113.{number}"}
        refused(operator.type(notice.place, "22222222", environ_base=given))
    assert told_of_codes() == [(notice.row.id, True)]
    with writing() as w:
        replace_code(w, notice.inspection, chen.id, draw_code())
    assert told_of_codes() == [(notice.row.id, False)]


def told_of_codes() -> list[tuple[str, bool]]:
    """About which correction the desk was told of a dead code, and whether it still is."""
    db.session.expire_all()
    told = db.session.query(Told).filter_by(kind="code_ended", user_id=None)
    return [(one.correction_id, one.over_at is None) for one in told]


def test_of_several_corrections_the_last_due_says_that_the_code_ended(
    operator: Operator, lin: User, bai: User, chen: User
) -> None:
    notice = Notice(lin, bai, chen, make_premises(), ITEM, OTHER)
    first, last = notice.rows
    with writing() as w:
        w.session.get(OperatorCode, notice.kept.id).wrong = 49
        w.session.get(CorrectionRow, last.id).due_on += timedelta(days=7)
    refused(operator.type(notice.place, "22222222"))
    assert told_of_codes() == [(last.id, True)]


def test_a_right_try_is_given_back(operator: Operator, notice: Notice) -> None:
    for _ in range(7):
        assert operator.type(notice.place, CODE, environ_base=ELSEWHERE).status_code == 303
    assert notice.kept.wrong == 0


def test_another_code_ends_the_old_one_and_its_sessions(
    operator: Operator, notice: Notice, chen: User
) -> None:
    operator.type(notice.place, CODE)
    with writing() as w:
        new = replace_code(w, notice.inspection, chen.id, draw_code())
    refused(operator.get())
    refused(operator.type(notice.place, CODE))
    assert operator.type(notice.place, new).status_code == 303
    stored = db.session.query(OperatorCode).filter_by(ended_at=None).one()
    assert new not in (stored.hash, stored.salt)


def test_a_month_after_the_last_deadline_the_code_is_over(
    operator: Operator, notice: Notice
) -> None:
    operator.type(notice.place, CODE)
    today = datetime.now(UTC).date()
    for days, status in ((29, 303), (32, 401)):
        with writing() as w:
            w.session.get(CorrectionRow, notice.row.id).due_on = today - timedelta(days=days)
        assert operator.type(notice.place, CODE).status_code == status
    refused(operator.get())


def test_at_the_closure_of_all_it_takes_nothing_more_and_who_had_opened_it_reads_the_end(
    operator: Operator, lin: User, bai: User, chen: User, app: Flask
) -> None:
    both = make_notice(lin, bai, chen, "env.pest", OTHER)
    operator.type(both.place, CODE)
    first, second = (row.id for row in both.rows)
    both.move(first, "void", "supervisor", reason="误开（示例）")
    assert Operator(app).type(both.place, CODE).status_code == 303
    both.move(second, "void", "supervisor", reason="误开（示例）")
    refused(Operator(app).type(both.place, CODE))
    page = operator.get(f"/answer/{first}")
    assert page.status_code == 200 and "整改码已停用" in page.text and "误开" not in page.text
    assert operator.send(first, note="改好了").status_code == 403


def test_who_leaves_is_out_in_this_browser(operator: Operator, notice: Notice) -> None:
    operator.type(notice.place, CODE)
    assert operator.http.post("/answer/leave").status_code == 303
    asked_first(operator.get())


def test_another_site_can_neither_try_nor_answer(operator: Operator, notice: Notice) -> None:
    given = {"place": notice.place.code, "code": CODE}
    evil = {"Origin": "https://evil.example", "Accept": "text/html"}
    assert operator.http.post("/z", data=given, headers=evil).status_code == 403
    operator.type(notice.place, CODE)
    answer = operator.http.post(f"/answer/{notice.row.id}", data={"note": "x"}, headers=evil)
    assert (answer.status_code, notice.row.state) == (403, "ordered")


def test_the_page_of_the_posted_code_leads_to_the_form(operator: Operator, notice: Notice) -> None:
    page = operator.get(f"/q/{notice.place.tokens[-1].token}").text
    assert f'href="/z?place={notice.place.code}"' in page
    assert f'value="{notice.place.code}"' in operator.get(f"/z?place={notice.place.code}").text
