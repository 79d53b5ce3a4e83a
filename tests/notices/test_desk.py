"""The bell tells a desk what corrections of its streets ask for, and the outbox is looked after."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from flask import Flask

from inspect_app.desk.corrections.words import item_words
from inspect_app.domain.notices.receivers import Receiver
from inspect_app.domain.vocabulary import KINDS
from inspect_app.extensions import db
from inspect_app.models.audit import AuditEntry
from inspect_app.models.notices import Notice, NoticeRead, WebhookDelivery
from inspect_app.models.people import User
from inspect_app.queries.corrections.clauses import find_item
from inspect_app.services.notices.outbox import note_try, queue_delivery, take_delivery
from inspect_app.services.writing.transaction import writing
from tests.makers import TAOPU, make_user
from tests.notices.conftest import Case, morning
from tests.signing import PAGE, visitor

SECRET = "the-secret-of-a-receiver"
NOW = datetime(2022, 9, 19, 1, 0, tzinfo=UTC)


@pytest.fixture
def receiver(app: Flask) -> Receiver:
    made = Receiver("city", "https://hooks.example.cn/inspect?key=hidden", SECRET)
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], webhooks=(made,))
    return made


@pytest.fixture
def delivery(receiver: Receiver) -> WebhookDelivery:
    with writing(NOW) as w:
        queue_delivery(w, [receiver], "digest", "x", {"event": "digest", "link": "/x"})
    taken = take_delivery("city", NOW)
    assert taken is not None
    note_try(taken, NOW, ms=1234, status=500, outcome="status", sent=False)
    return db.session.query(WebhookDelivery).one()


def test_an_inspector_has_no_bell(app: Flask, lin: User, case: Case) -> None:
    case.report()
    (notice,) = db.session.query(Notice).filter_by(user_id=None)
    at_home = visitor(app, "lin")
    for path in ("/desk/notices", "/desk/notices/digest", "/desk/webhooks"):
        assert at_home.get(path, headers=PAGE).status_code == 403
    assert at_home.post(f"/desk/notices/{notice.id}/read").status_code == 403
    assert db.session.query(NoticeRead).count() == 0


def test_a_desk_elsewhere_sees_and_marks_nothing(app: Flask, case: Case) -> None:
    make_user("there", role="supervisor", areas=[TAOPU], kinds=KINDS)
    case.report()
    (notice,) = db.session.query(Notice).filter_by(user_id=None)
    there = visitor(app, "there")
    assert case.premises.name[:4] not in there.get("/desk/notices", headers=PAGE).text
    assert there.post(f"/desk/notices/{notice.id}/read").status_code == 404
    assert there.post("/desk/notices/read").status_code == 302
    assert db.session.query(NoticeRead).count() == 0
    digest = there.get("/desk/notices/digest", headers=PAGE).text
    assert "曹杨" not in digest


def test_a_notice_of_an_inspector_is_no_desks(app: Flask, case: Case, chen: User) -> None:
    case.report()
    (his,) = db.session.query(Notice).filter_by(user_id=case.lin.id)
    assert visitor(app, "chen").post(f"/desk/notices/{his.id}/read").status_code == 404


def test_the_bell_counts_what_is_unread_and_a_mark_is_ones_own(
    app: Flask,
    case: Case,
    chen: User,
    ming: User,
) -> None:
    case.report()
    desk, other = visitor(app, "chen"), visitor(app, "ming")
    page = desk.get("/desk/notices", headers=PAGE).text
    assert "当事人已回报" in page and '<span class="rail-count">1</span>' in page
    (notice,) = db.session.query(Notice).filter_by(user_id=None)
    assert desk.post(f"/desk/notices/{notice.id}/read").status_code == 302
    assert ">标为已读</button>" not in desk.get("/desk/notices", headers=PAGE).text
    assert ">标为已读</button>" in other.get("/desk/notices", headers=PAGE).text
    other.post("/desk/notices/read")
    assert ">标为已读</button>" not in other.get("/desk/notices", headers=PAGE).text


def test_the_item_is_told_in_the_words_of_the_checklist(app: Flask, case: Case, chen: User) -> None:
    case.report()
    page = visitor(app, "chen").get("/desk/notices", headers=PAGE).text
    assert case.row.item not in page
    assert item_words(find_item(case.row), case.row.item) in page


def test_what_is_answered_moves_to_the_other_list(app: Flask, case: Case, chen: User) -> None:
    case.report()
    case.move("supplement", "supervisor", morning(15), chen, reason="再拍一张（示例）")
    desk = visitor(app, "chen")
    assert "没有提醒" in desk.get("/desk/notices", headers=PAGE).text
    assert "当事人已回报" in desk.get("/desk/notices?view=over", headers=PAGE).text


def test_the_digest_has_one_row_a_street(app: Flask, case: Case, chen: User) -> None:
    page = visitor(app, "chen").get("/desk/notices/digest?lang=en", headers=PAGE).text
    assert "Caoyang" in page


def test_a_supervisor_does_not_see_the_outbox_and_an_auditor_sends_nothing(
    app: Flask, chen: User, delivery: WebhookDelivery
) -> None:
    make_user("au", role="auditor")
    id = delivery.id
    assert visitor(app, "chen").get("/desk/webhooks", headers=PAGE).status_code == 403
    auditor = visitor(app, "au")
    assert "/replay" not in auditor.get("/desk/webhooks", headers=PAGE).text
    assert auditor.post(f"/desk/webhooks/{id}/replay").status_code == 403
    assert db.session.get_one(WebhookDelivery, id).tries == 1


def test_no_page_shows_a_receivers_address_or_secret(
    app: Flask, ming: User, delivery: WebhookDelivery
) -> None:
    page = visitor(app, "ming").get("/desk/webhooks", headers=PAGE).text
    assert "hooks.example.cn" in page and delivery.id in page and "对方报错" in page
    assert "key=hidden" not in page and SECRET not in page


def test_an_administrator_sends_again(app: Flask, ming: User, delivery: WebhookDelivery) -> None:
    id = delivery.id
    desk = visitor(app, "ming")
    assert desk.post(f"/desk/webhooks/{id}/replay").status_code == 302
    db.session.expire_all()
    row = db.session.get_one(WebhookDelivery, id)
    assert (row.state, row.tries, len(row.log)) == ("waiting", 0, 1)
    (entry,) = db.session.query(AuditEntry).filter_by(action="webhook.replay")
    assert entry.actor == ming.id
    assert desk.post("/desk/webhooks/unknown/replay").status_code == 404
    assert desk.get("/desk/webhooks?state=other", headers=PAGE).status_code == 404
