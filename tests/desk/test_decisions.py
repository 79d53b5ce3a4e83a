"""Decisions on the page: withdrawn, undone, refused in place; two supervisors at once; a fork."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from markupsafe import escape
from werkzeug.test import TestResponse

from inspect_app.domain.ids import uuid7
from inspect_app.domain.review import withdrawing
from inspect_app.extensions import db
from inspect_app.models.audit import AuditEntry
from inspect_app.models.inspections import Revision
from inspect_app.models.people import User
from inspect_app.models.review_marks import ReviewSeen
from inspect_app.queries.checklist_rules import items_of
from inspect_app.services.review.reviews import approve, return_items
from tests.bodies import make_body, signed
from tests.desk.inspections import receive
from tests.makers import TAOPU, checklist_row, make_premises, make_user
from tests.markup import packed
from tests.phone.phones import entry, ready_phone
from tests.services.pushing import push
from tests.signing import PAGE, visitor
from tests.statements import counted

COLD, OTHER = "raw.cold-temp", "raw.expired-spoiled"
ARROW = '{"sha256": "示例"}'
WHY = "第二检查员否认签名（示例）"


def ago(**given: int) -> datetime:
    return datetime.now(UTC) - timedelta(**given)


def send(app: Flask, who: str, id: str, act: str, **form: object) -> TestResponse:
    path = f"/desk/inspections/{id}/{act}"
    return visitor(app, who).post(path, data={"rev": 1, **form}, headers=PAGE)


def read(app: Flask, who: str, path: str) -> str:
    answer = visitor(app, who).get(path, headers=PAGE)
    assert answer.status_code == 200
    return packed(answer.text)


def state(id: str, rev: int = 1) -> str:
    db.session.expire_all()
    return db.session.get_one(Revision, (id, rev)).state


@pytest.fixture
def wu(app: Flask) -> User:
    return make_user("wu", role="supervisor")


@pytest.fixture
def approved(app: Flask, lin: User, bai: User, chen: User) -> str:
    id, _ = receive(lin, bai)
    approve(chen.id, id, 1, at=ago(days=2))
    return id


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """However slow the machine is, a decision can still be undone on the next page."""
    monkeypatch.setattr(withdrawing, "UNDO", timedelta(minutes=30))


# -- withdrawing


def test_inspectors_auditors_and_other_streets_withdraw_nothing(approved: str, app: Flask) -> None:
    make_user("au", role="auditor")
    make_user("he", role="supervisor", areas=(TAOPU,))
    codes = [send(app, who, approved, "withdraw", reason=WHY).status_code for who in ("lin", "au")]
    assert codes == [403, 403]
    assert send(app, "he", approved, "withdraw", reason=WHY).status_code == 404
    page = f"/desk/inspections/{approved}"
    assert f"{page}/withdraw" not in read(app, "au", page)
    assert visitor(app, "au").get(f"{page}/withdraw", headers=PAGE).status_code == 403
    assert state(approved) == "approved"


def test_whoever_inspected_reviews_it_and_withdraws_nothing(
    approved: str, app: Flask, bai: User
) -> None:
    bai.role = "supervisor"
    db.session.commit()
    assert f"/{approved}/withdraw" not in read(app, "bai", f"/desk/inspections/{approved}")
    assert send(app, "bai", approved, "withdraw", reason=WHY).status_code == 403
    assert state(approved) == "approved"


def test_another_withdraws_it_with_a_reason_and_the_number_goes_back(
    approved: str, app: Flask, wu: User
) -> None:
    before = read(app, "wu", "/desk/targets/canteen-school")
    page = f"/desk/inspections/{approved}"
    assert f'href="{page}/withdraw"' in read(app, "wu", page)
    asked = read(app, "wu", f"{page}/withdraw")
    assert "撤回原因（要写）" in asked and "required" in asked
    answer = send(app, "wu", approved, "withdraw", reason=WHY)
    assert (answer.status_code, answer.location) == (302, page)
    assert state(approved) == "received" and WHY in read(app, "wu", page)
    assert read(app, "wu", "/desk/targets/canteen-school") != before
    entry = db.session.query(AuditEntry).filter_by(action="approval.withdraw").one()
    assert (entry.actor, entry.subject) == (wu.id, f"inspection:{approved}")


def test_without_a_reason_the_form_comes_back_and_says_so(
    approved: str, app: Flask, wu: User
) -> None:
    answer = send(app, "wu", approved, "withdraw", reason="  ")
    assert answer.status_code == 422 and "请写撤回原因" in answer.text
    long = "因" * 501
    answer = send(app, "wu", approved, "withdraw", reason=long)
    assert answer.status_code == 422 and "最长 500 字" in answer.text and long in answer.text
    assert state(approved) == "approved"


def test_its_giver_needs_another_on_a_later_day(approved: str, app: Flask) -> None:
    page = f"/desk/inspections/{approved}"
    text = read(app, "chen", page)
    assert f"{page}/withdraw" not in text and "要由另一位复核员撤回" in text
    answer = send(app, "chen", approved, "withdraw", reason=WHY)
    assert answer.status_code == 403 and "已过当天" in answer.text
    assert state(approved) == "approved"


def test_its_giver_withdraws_it_on_the_day_without_a_reason(
    app: Flask, lin: User, bai: User, chen: User
) -> None:
    id, _ = receive(lin, bai)
    approve(chen.id, id, 1, at=ago())
    assert "撤回原因（可不写）" in read(app, "chen", f"/desk/inspections/{id}/withdraw")
    assert send(app, "chen", id, "withdraw").status_code == 302
    assert state(id) == "received"


def test_what_is_not_approved_leads_back_to_its_page(
    app: Flask, lin: User, bai: User, chen: User
) -> None:
    id, _ = receive(lin, bai)
    answer = visitor(app, "chen").get(f"/desk/inspections/{id}/withdraw", headers=PAGE)
    assert (answer.status_code, answer.location) == (302, f"/desk/inspections/{id}")


# -- undoing


@pytest.mark.usefixtures("slow")
@pytest.mark.parametrize("act", ["approve", "return"])
def test_the_next_page_offers_to_undo_and_one_post_does(
    app: Flask, lin: User, bai: User, chen: User, wu: User, act: str
) -> None:
    id, _ = receive(lin, bai, fail=(COLD,))
    other, _ = receive(lin, bai, make_premises(name="下一所小学食堂（示例）"))
    form = {"item": COLD, f"remark:{COLD}": "请拍清楚"} if act == "return" else {}
    where = send(app, "chen", id, act, following=other, **form).location
    text = read(app, "chen", where)
    assert f'action="/desk/inspections/{id}/undo"' in text and "我今天定的 1 件" in text
    assert f"{id}/undo" not in read(app, "wu", where)
    assert send(app, "wu", id, "undo").status_code == 409
    answer = send(app, "chen", id, "undo")
    assert (answer.status_code, answer.location) == (302, f"/desk/inspections/{id}")
    assert state(id) == "received"
    page = read(app, "chen", f"/desk/inspections/{id}")
    assert "全部通过" in page and "请拍清楚" not in page and f"{id}/undo" not in page


def test_after_the_seconds_nothing_is_offered_and_the_post_says_why(
    app: Flask, lin: User, bai: User, chen: User
) -> None:
    id, _ = receive(lin, bai)
    return_items(chen.id, id, 1, [{"item": OTHER, "remark": "看不清"}], at=ago(seconds=30))
    assert f"{id}/undo" not in read(app, "chen", f"/desk/inspections/{id}")
    answer = send(app, "chen", id, "undo")
    assert answer.status_code == 409 and "十秒之内" in answer.text
    assert 'class="rail' in answer.text and state(id) == "returned"


@pytest.mark.usefixtures("slow")
def test_the_list_of_own_decisions_of_today_has_no_other_and_none_taken_back(
    app: Flask, lin: User, bai: User, chen: User, wu: User
) -> None:
    mine, theirs, undone = (
        receive(lin, bai, make_premises(name=f"{name}小学食堂（示例）"))[0]
        for name in ("甲", "乙", "丙")
    )
    approve(chen.id, mine, 1, at=ago(seconds=3))
    approve(wu.id, theirs, 1, at=ago(seconds=3))
    approve(chen.id, undone, 1, at=ago(seconds=2))
    send(app, "chen", undone, "undo")
    text = read(app, "chen", "/desk/reviews/decided")
    assert "甲小学食堂" in text and "乙小学食堂" not in text and "丙小学食堂" not in text


# -- refused in place


def test_two_at_once_the_second_reads_who_decided_what_and_loses_nothing(
    app: Flask, lin: User, bai: User, chen: User, wu: User
) -> None:
    id, _ = receive(lin, bai, fail=(COLD,))
    approve(wu.id, id, 1, at=ago(seconds=5))
    form = {"item": COLD, f"remark:{COLD}": "表头没有拍到", f"remark:{OTHER}": "还没勾选的话"}
    answer = send(app, "chen", id, "return", **form)
    text = packed(answer.text)
    assert answer.status_code == 409 and state(id) == "approved"
    assert "已通过这次检查" in text and wu.full_name in text
    assert "表头没有拍到" in text and "还没勾选的话" in text
    assert 'class="rail' in answer.text and "data-review" in answer.text


def test_after_a_newer_revision_ticks_and_remarks_stand_in_the_form_again(
    app: Flask, lin: User, bai: User, chen: User
) -> None:
    place, id = make_premises(), uuid7()
    first = make_body(lin, bai, place, fail=(COLD,))
    push(first, lin, id=id)
    again = make_body(lin, bai, place, fail=(COLD,), visit=first.body["visit"])
    push(again, lin, id=id, rev=2)
    form = {"item": COLD, f"remark:{COLD}": "表头没有拍到"}
    answer = send(app, "chen", id, "return", **form)
    text = packed(answer.text)
    assert answer.status_code == 409 and "第 2 次提交" in text
    assert 'name="rev" value="2"' in text
    assert f'name="item" value="{COLD}" checked' in text and "表头没有拍到" in text


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"item": [COLD], f"remark:{COLD}": " "}, "还没有写退回原因"),
        ({"item": [COLD], f"remark:{COLD}": "长" * 2001}, "太长"),
        ({f"remark:{COLD}": "忘了勾选"}, "先勾选要退回的项"),
    ],
)
def test_a_refused_return_comes_back_filled_with_its_field_named(
    app: Flask, lin: User, bai: User, chen: User, form: dict[str, object], words: str
) -> None:
    id, _ = receive(lin, bai, fail=(COLD, OTHER))
    kept = {f"remark:{OTHER}": "另一句话", f"arrow:{OTHER}": ARROW}
    answer = send(app, "chen", id, "return", **kept, **form)
    text = packed(answer.text)
    assert answer.status_code == 422 and words in text and "另一句话" in text
    assert str(escape(ARROW)) in text
    assert "data-review" in text and state(id) == "received"
    if "item" in form:
        assert f'name="item" value="{COLD}" checked' in text and "aria-invalid" in text


def test_a_remark_may_be_as_long_as_its_refusal_says(
    app: Flask, lin: User, bai: User, chen: User
) -> None:
    id, _ = receive(lin, bai, fail=(COLD,))
    page = visitor(app, "chen").get(f"/desk/inspections/{id}", headers=PAGE).text
    field = re.search(rf'<textarea name="remark:{COLD}"[^>]*maxlength="(\d+)"', page)
    assert field is not None
    form = {"item": COLD, f"remark:{COLD}": "长" * (int(field[1]) + 1)}
    answer = send(app, "chen", id, "return", **form)
    assert answer.status_code == 422 and f"最多 {int(field[1]):,} 字" in packed(answer.text)


def test_a_refused_address_that_is_opened_again_leads_to_the_page(
    app: Flask, lin: User, bai: User, chen: User
) -> None:
    id, _ = receive(lin, bai)
    for act in ("approve", "return", "undo"):
        asked = f"/desk/inspections/{id}/{act}?item=a&inspection_id=b&_external=1"
        answer = visitor(app, "chen").get(asked, headers=PAGE)
        assert answer.location == f"/desk/inspections/{id}?item=a"


# -- vetoes


@pytest.fixture
def vetoed(app: Flask, lin: User, bai: User, chen: User) -> tuple[str, str]:
    items = items_of(checklist_row("canteen-school"))
    veto = next(id for id, item in items.items() if item["class"] == "veto")
    id, _ = receive(lin, bai, fail=(veto,))
    return id, veto


def test_a_failed_veto_that_was_not_looked_at_is_asked_about_by_name(
    app: Flask, vetoed: tuple[str, str], wu: User
) -> None:
    id, veto = vetoed
    db.session.add(
        ReviewSeen(user_id=wu.id, inspection_id=id, rev=1, item=veto, seen_at=ago(hours=1))
    )
    db.session.commit()
    answer = send(app, "chen", id, "approve")  # what another has seen does not count
    text = packed(answer.text)
    assert answer.status_code == 409 and state(id) == "received"
    assert "一票否决项不合格，您还没看" in text and 'name="veto_seen"' in text
    assert send(app, "chen", id, "approve", veto_seen="yes").status_code == 302
    assert state(id) == "approved"


def test_whoever_looked_at_the_veto_is_not_asked(
    app: Flask, vetoed: tuple[str, str], chen: User
) -> None:
    id, veto = vetoed
    db.session.add(
        ReviewSeen(user_id=chen.id, inspection_id=id, rev=1, item=veto, seen_at=ago(hours=1))
    )
    db.session.commit()
    assert send(app, "chen", id, "approve").status_code == 302
    assert state(id) == "approved"


# -- forks


def test_with_an_open_fork_nobody_approves_before_choosing(
    app: Flask, lin: User, bai: User, chen: User
) -> None:
    phone, id = ready_phone(app, lin), uuid7()
    first = make_body(lin, bai, make_premises())
    mine, late = (signed(first, id, 2, app=f"1.0.{n}") for n in (1, 2))
    phone.upload_all(first)
    phone.push(entry(first, id))
    phone.push(*(entry(one, id, 2, first.digest) for one in (mine, late)))
    text = read(app, "chen", f"/desk/inspections/{id}")
    assert "这份检查有两个版本" in text and "全部通过，先选定版本" in text
    assert "data-approve" not in text and "/desk/quarantine/" in text
    answer = send(app, "chen", id, "approve", rev=2)
    assert answer.status_code == 409 and "先选定算哪一份" in answer.text
    assert state(id, 2) == "received"


# -- how much is asked


@pytest.mark.parametrize("path", ["/desk/inspections/{id}", "/desk/reviews/decided"])
def test_the_page_asks_as_much_after_many_own_decisions(
    app: Flask, lin: User, bai: User, chen: User, path: str
) -> None:
    id, _ = receive(lin, bai)
    counts = []
    for number in (1, 6):
        for place in range(number):
            done, _ = receive(lin, bai, make_premises(name=f"第{place}小学食堂（示例）"))
            approve(chen.id, done, 1, at=ago(seconds=place))
        desk = visitor(app, "chen")
        db.session.expire_all()
        with counted() as asked:
            assert desk.get(path.format(id=id), headers=PAGE).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]
