"""Who is told what about a correction, once, and until there is nothing left to do."""

from datetime import date, timedelta

import pytest
from sqlalchemy import true

from inspect_app.domain.corrections.correction import Move
from inspect_app.domain.corrections.table import INSPECTOR, OPERATOR, SUPERVISOR
from inspect_app.domain.ids import uuid7
from inspect_app.extensions import db
from inspect_app.models.notices import Notice, WebhookDelivery
from inspect_app.models.people import User
from inspect_app.queries.notices import count_by_area, count_unread
from inspect_app.services.corrections.moves import Made, lock_correction, make_move
from inspect_app.services.notices.making import NoticeMaker
from inspect_app.services.notices.reading import NOTICES_STAY, drop_old_notices, mark_read
from inspect_app.services.notices.reminders import queue_digest, remind
from inspect_app.services.review.reviews import return_items
from inspect_app.services.writing.notices_port import plug_notices
from inspect_app.services.writing.transaction import together, writing
from tests.makers import make_premises
from tests.notices.conftest import SERVED, Case, morning
from tests.notices.receivers import Heard
from tests.phone.phones import Phone, ready_phone
from tests.services.pushing import push
from tests.services.test_corrections import ITEM, OTHER, made_with

LATER = SERVED + timedelta(hours=1)
EVENING = SERVED + timedelta(hours=2)


def told_of(user: User | None, *, over: bool = False) -> list[str]:
    """The kinds of a person's open notices, or of the desk's."""
    db.session.expire_all()
    query = db.session.query(Notice).filter_by(user_id=user.id if user else None)
    query = query.order_by(Notice.at)
    return [one.kind for one in query if (one.over_at is not None) == over]


def on_phone(phone: Phone) -> list[str]:
    rows = phone.pull_whole(f"user:{phone.user.id}")
    return [one["data"]["kind"] for one in rows if one["collection"] == "notice"]


def test_who_lost_the_street_is_told_nothing_more(case: Case, lin: User, bai: User) -> None:
    lin.memberships.clear()
    db.session.commit()
    case.report()
    assert told_of(lin) == []
    assert told_of(bai) == []
    assert told_of(None) == ["report"]


def test_a_history_that_is_loaded_is_no_news(case: Case) -> None:
    with together():
        case.report()
    assert told_of(None) == []


def test_an_answer_is_told_to_the_desk_and_to_who_inspected(app, case: Case, lin: User) -> None:
    phone = ready_phone(app, lin)
    case.report()
    assert (told_of(None), told_of(lin), on_phone(phone)) == (["report"],) * 3
    case.move("supplement", SUPERVISOR, EVENING, case.chen, reason="再拍一张（示例）")
    assert (told_of(None), told_of(lin), told_of(None, over=True)) == ([], [], ["report"])
    assert on_phone(phone) == []


def test_asking_for_time_stays_open_until_it_is_answered(case: Case) -> None:
    case.move("ask", "operator", LATER, reason="等零件（示例）")
    case.report(LATER + timedelta(minutes=1))
    assert told_of(None) == ["ask", "report"]
    case.move("decline", SUPERVISOR, EVENING, case.chen, reason="不行（示例）")
    assert told_of(None) == ["report"]


def test_who_is_sent_is_told_and_the_desk_of_what_he_finds(case: Case, bai: User) -> None:
    case.send(LATER, to=bai)
    assert (told_of(bai), told_of(None)) == (["sent"], [])
    case.move("still_failing", INSPECTOR, EVENING, bai, reason="没改（示例）")
    assert (told_of(bai), told_of(None)) == ([], ["still_failing"])


def test_a_return_is_told_once_for_all_corrections(app, lin, bai, chen) -> None:
    id = uuid7()
    push(made_with(lin, bai, make_premises(), ITEM, OTHER, id=id), lin, id=id)
    return_items(chen.id, id, 1, [{"item": ITEM, "remark": "看不清（示例）"}], at=LATER)
    assert told_of(lin) == ["returned"]


@pytest.mark.both
def test_each_reminder_comes_once_and_replaces_the_one_before(case: Case, lin: User) -> None:
    seen = []
    for day in (14, 15, 16, 19, 20, 21):
        made = [remind([], morning(day)) for _ in range(2)]
        seen.append((made, told_of(None), told_of(lin)))
    soon, due, late = (["due_soon"],) * 2, (["due"],) * 2, (["overdue"],) * 2
    assert seen == [
        ([1, 0], *soon),
        ([0, 0], *soon),
        ([0, 0], *soon),
        ([1, 0], *due),
        ([1, 0], *late),
        ([0, 0], *late),
    ]


def test_who_was_away_gets_the_last_reminder_alone(case: Case) -> None:
    remind([], morning(30))
    assert (told_of(None), told_of(None, over=True)) == (["overdue"], [])


def test_an_extension_ends_a_reminder_and_begins_anew(case: Case, lin: User) -> None:
    remind([], morning(19))
    case.move("extend", SUPERVISOR, morning(19), case.chen, reason="等零件（示例）", days=5)
    assert told_of(None) == []
    remind([], morning(20))
    assert told_of(None) == []
    assert case.row.due_on == date(2022, 9, 26)
    remind([], morning(26))
    assert told_of(None) == ["due"]


def test_what_is_closed_asks_for_nothing(case: Case) -> None:
    remind([], morning(20))
    case.move("escalate", SUPERVISOR, morning(20), case.chen, reason="拒改（示例）")
    assert told_of(None) == []
    assert remind([], morning(21)) == 0


def test_each_reader_marks_for_himself(case: Case, chen: User, ming: User) -> None:
    case.report()
    (notice,) = db.session.query(Notice).filter_by(user_id=None)
    for _ in range(2):
        mark_read(chen.id, [notice.id], LATER)
    assert [count_unread(one.id, true()) for one in (chen, ming)] == [0, 1]


def test_the_digest_counts_what_asks_for_something_street_by_street(case: Case) -> None:
    counted = count_by_area(morning(19).date())
    wanted = {"open": 1, "stopped": 0, "overdue": 0, "due": 1, "due_soon": 0, "report": 0, "ask": 0}
    assert counted.all == wanted
    assert counted.areas == {case.premises.area: wanted}


def test_the_digest_is_queued_once_on_a_working_day_from_eight(case: Case, told: Heard) -> None:
    receivers = [told.receiver()]
    early, weekend = morning(19) - timedelta(hours=2), morning(18)
    assert not queue_digest(receivers, early)
    assert not queue_digest(receivers, weekend)
    assert [queue_digest(receivers, morning(19)) for _ in range(2)] == [True, False]
    assert queue_digest(receivers, morning(20))
    (first, _) = db.session.query(WebhookDelivery).order_by(WebhookDelivery.made_at)
    assert first.event["all"]["due"] == 1


def test_a_move_that_fails_leaves_no_notice_and_nothing_to_send(case: Case, told: Heard) -> None:
    made = Made(Move("report", OPERATOR, LATER.date(), reason="已改（示例）"))
    with pytest.raises(RuntimeError), writing(LATER) as w:
        make_move(w, lock_correction(w, case.id), made)
        w.session.flush()
        assert w.session.query(WebhookDelivery).count() == 1
        raise RuntimeError
    assert told_of(None) == []
    assert db.session.query(WebhookDelivery).count() == 0


def test_a_receiver_is_told_of_what_it_wants_alone(case: Case, told: Heard) -> None:
    plug_notices(NoticeMaker([told.receiver(events=("ask",))]))
    case.report()
    assert db.session.query(WebhookDelivery).count() == 0


def test_an_event_names_nobody(case: Case, told: Heard) -> None:
    case.report()
    (delivery,) = db.session.query(WebhookDelivery)
    place = {name: getattr(case.premises, name) for name in ("id", "code", "name", "kind", "area")}
    assert delivery.event == {
        "event": "report",
        "at": "2022-09-14T17:00:00+08:00",
        "correction": case.id,
        "item": ITEM,
        "weight": "key",
        "measure": "order",
        "state": "reported",
        "due_on": "2022-09-19",
        "premises": place,
        "link": f"/desk/corrections/{case.id}",
    }


def test_what_was_over_long_ago_goes(case: Case, chen: User) -> None:
    case.report()
    (notice,) = db.session.query(Notice).filter_by(user_id=None)
    mark_read(chen.id, [notice.id], LATER)
    case.move("escalate", SUPERVISOR, LATER, case.chen, reason="拒改（示例）")
    drop_old_notices(LATER + NOTICES_STAY)
    assert told_of(None, over=True) == ["report"]
    drop_old_notices(LATER + NOTICES_STAY + timedelta(days=1))
    assert told_of(None, over=True) == []
