"""What happened reaches a receiver once, whatever it does; the desk never waits for it."""

import hashlib
import hmac
import json
import threading
from base64 import b64encode
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask

from inspect_app.config import Settings
from inspect_app.domain.notices.messages import Message, make_message
from inspect_app.domain.notices.receivers import Receiver
from inspect_app.extensions import db
from inspect_app.models.notices import WebhookDelivery, WebhookTry
from inspect_app.server.sweeps import run_sweeps
from inspect_app.services.corrections.moves import lock_correction
from inspect_app.services.notices import outbox
from inspect_app.services.notices.delivering import Outgoing, deliver
from inspect_app.services.notices.making import NoticeMaker
from inspect_app.services.notices.outbox import (
    LEASE,
    LONGEST_PAUSE,
    MOST_TRIES,
    note_try,
    pause_after,
    send_again,
    take_delivery,
)
from inspect_app.services.notices.posting import Answer, NotSent, Way
from inspect_app.services.writing.notices_port import plug_notices
from inspect_app.web.language import texts_of
from tests.notices.conftest import SERVED, Case
from tests.notices.receivers import SECRET, Heard

NOW = SERVED + timedelta(hours=2)
ADDRESS = "https://inspect.example"


def outgoing(heard: Heard, *receivers: Receiver) -> Outgoing:
    way = Way((heard.host,), private=True, whole_s=0.3 if "drops" in heard.answers else 20)
    return Outgoing(receivers or (heard.receiver(),), way, texts_of("zh"), ADDRESS)


def send(heard: Heard, after: timedelta = timedelta(0), **more: object) -> int:
    return deliver(outgoing(heard), lambda: NOW + after, **more)


def delivery() -> WebhookDelivery:
    db.session.expire_all()
    return db.session.query(WebhookDelivery).one()


def tries() -> list[str]:
    db.session.expire_all()
    return [one.outcome for one in db.session.query(WebhookTry).order_by(WebhookTry.at)]


def test_it_is_signed_over_its_time_and_its_body(case: Case, told: Heard) -> None:
    case.report()
    assert told.requests == []  # not in the request that made it
    assert send(told) == 1
    ((path, headers, body),) = told.requests
    seconds = headers["x-inspect-timestamp"]
    signed = hmac.new(SECRET.encode(), seconds.encode() + b"." + body, hashlib.sha256)
    assert headers["x-inspect-signature"] == f"sha256={signed.hexdigest()}"
    assert (path, int(seconds)) == ("/hook?key=1", int(NOW.timestamp()))
    said = json.loads(body)
    assert (said["id"], said["event"]) == (headers["x-inspect-delivery"], "report")
    assert said["link"] == f"{ADDRESS}/desk/corrections/{case.id}"
    assert (delivery().state, tries()) == ("sent", ["ok"])
    assert send(told, timedelta(days=1)) == 0


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [(500, "status"), (404, "status"), ("http://127.0.0.1:1/", "redirect"), ("drops", "timeout")],
)
def test_a_receiver_that_fails_gets_the_same_again_and_nothing_is_lost(
    case: Case, told: Heard, answer: object, outcome: str
) -> None:
    told.answers = [answer, answer, 200]
    case.report()
    pauses = (timedelta(0), timedelta(minutes=1), timedelta(minutes=4))
    assert [send(told, after) for after in pauses] == [0, 0, 1]
    assert tries() == [outcome, outcome, "ok"]
    assert len(told.ids) == 3 and len(set(told.ids)) == 1
    assert len({body for _, _, body in told.requests}) == 1


def test_the_sweep_sends_what_a_move_wrote(
    app: Flask, settings: Settings, case: Case, told: Heard
) -> None:
    hosts = (told.host,)
    app.config["SETTINGS"] = replace(
        settings, webhooks=(told.receiver(),), webhook_hosts=hosts, webhook_private=True
    )
    case.report()
    run_sweeps(app)
    run_sweeps(app)
    said = [json.loads(body)["event"] for _, _, body in told.requests]
    # By now the deadline of the case is over, too; the digest depends on the day.
    assert sorted(set(said) - {"digest"}) == ["overdue", "report"]
    assert len(told.ids) == len(set(told.ids))


def test_nothing_is_locked_while_a_receiver_is_spoken_to(case: Case, told: Heard) -> None:
    seen = []

    def post(_: Message, __: Way) -> Answer:
        seen.append(db.session().in_transaction())
        case.move("ask", "operator", NOW, reason="等零件（示例）")  # somebody works meanwhile
        return Answer(200, b"")

    case.report()
    plug_notices(NoticeMaker([]))
    assert (send(told, send=post), seen) == (1, [False])
    assert case.row.asked


def test_it_waits_longer_each_time_and_rests_at_last(case: Case, told: Heard) -> None:
    assert [pause_after(n) // timedelta(minutes=1) for n in (1, 2, 3, 9, 10, 1000)] == [
        *(1, 2, 4, 256, 360, 360)
    ]
    told.answers = [500]
    case.report()
    assert [send(told, timedelta(seconds=s)) for s in (0, 1, 59)] == [0, 0, 0]
    assert len(told.ids) == 1
    for n in range(1, MOST_TRIES + 3):
        send(told, n * LONGEST_PAUSE)
    assert (delivery().state, len(tries())) == ("resting", MOST_TRIES)


def test_who_fails_holds_up_nobody_else(case: Case, told: Heard, app: Flask) -> None:
    calls: list[str] = []

    def post(message: Message, _: Way) -> Answer:
        calls.append(message.headers["X-Inspect-Delivery"])
        if message.url == "https://down.example/":
            raise NotSent("timeout")
        return Answer(200, b"")

    down = Receiver("down", "https://down.example/", SECRET)
    for n in range(3):
        with outbox.writing(NOW) as w:
            for one in (down, told.receiver()):
                event = {"event": "report", "link": "/"}
                outbox.queue_delivery(w, [one], "report", str(n), event)
    assert deliver(outgoing(told, down, told.receiver()), lambda: NOW, post) == 3
    assert len(calls) == 4


def test_a_worker_that_died_after_taking_loses_its_lease_alone(case: Case, told: Heard) -> None:
    case.report()
    dead = take_delivery("city", NOW)
    assert dead is not None
    assert send(told, LEASE - timedelta(seconds=1)) == 0
    assert send(told, LEASE) == 1
    note_try(dead, NOW + LEASE, ms=1, status=500, outcome="status", sent=False)
    assert (delivery().state, delivery().tries) == ("sent", 1)


@pytest.mark.both
def test_two_workers_never_send_the_same_at_once(app: Flask, case: Case, told: Heard) -> None:
    with outbox.writing(NOW) as w:
        for n in range(12):
            event = {"event": "report", "link": "/"}
            outbox.queue_delivery(w, [told.receiver()], "report", str(n), event)
    db.session.rollback()
    gate, arrived = threading.Barrier(4), []

    def work() -> None:
        with app.app_context():
            gate.wait()
            arrived.append(send(told))

    workers = [threading.Thread(target=work) for _ in range(4)]
    for one in workers:
        one.start()
    for one in workers:
        one.join()
    # A worker that finds a row taken looks for the next round; two rounds send all.
    arrived.append(send(told))
    assert sum(arrived) == len(told.ids) == len(set(told.ids)) == 12


def test_a_replay_keeps_the_id_and_leaves_a_trace(case: Case, told: Heard, ming) -> None:
    case.report()
    send(told)
    send_again(ming.id, delivery().id, NOW)
    assert send(told) == 1
    assert len(told.ids) == 2 and len(set(told.ids)) == 1
    assert tries() == ["ok", "ok"]


@pytest.mark.parametrize("form", ["wecom", "dingtalk"])
def test_a_robot_that_refuses_with_status_200_is_asked_again(
    case: Case, heard: Heard, form: str
) -> None:
    receiver = heard.receiver(template=form)
    heard.answers = [{"errcode": 45009}, 200, {"errcode": 0}]
    with outbox.writing(NOW) as w:
        outbox.queue_event(w, [receiver], lock_correction(w, case.id), "overdue", "x")
    hours = [deliver(outgoing(heard, receiver), lambda h=h: NOW + h * LEASE * 12) for h in range(3)]
    assert (hours, tries()) == ([0, 0, 1], ["robot", "robot", "ok"])
    said = json.loads(heard.requests[-1][2])
    assert said["msgtype"] == "markdown"
    text = said["markdown"]["text" if form == "dingtalk" else "content"]
    link = f"({ADDRESS}/desk/corrections/{case.id})"
    for word in ("**已逾期**", "青杉中学食堂", "责令改正", "9月19日", link):
        assert word in text


def test_dingtalk_is_signed_in_the_query() -> None:
    """By the example of its own documentation: HMAC over the time and the secret, in base64."""
    url = "https://oapi.dingtalk.com/robot/send?access_token=a"
    receiver = Receiver("d", url, SECRET, "dingtalk")
    event = {"event": "digest", "day": "2022-09-19", "all": COUNTS, "areas": [], "link": "/x"}
    at = datetime(2022, 9, 19, 1, 0, tzinfo=UTC)
    made = make_message(receiver, "id", event, at, texts_of("zh"))
    query = parse_qs(urlsplit(made.url).query)
    assert (query["access_token"], query["timestamp"]) == (["a"], ["1663549200000"])
    assert query["sign"] == [expected_sign("1663549200000")]


COUNTS = {"overdue": 2, "due": 1, "due_soon": 0, "report": 0, "ask": 0}


def expected_sign(stamp: str) -> str:
    made = hmac.new(SECRET.encode(), f"{stamp}\n{SECRET}".encode(), hashlib.sha256).digest()
    return b64encode(made).decode()


def test_a_digest_of_many_streets_fits_into_a_robots_message() -> None:
    receiver = Receiver("w", "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1", "", "wecom")
    areas = [COUNTS | {"name": "某某街道" * 5, "area": str(n)} for n in range(200)]
    event = {"event": "digest", "day": "2022-09-19", "all": COUNTS, "areas": areas, "link": "/x"}
    made = make_message(receiver, "id", event, datetime(2022, 9, 19, tzinfo=UTC), texts_of("zh"))
    content = json.loads(made.body)["markdown"]["content"]
    assert len(content.encode()) <= 4096
    assert content.startswith("**整改每日摘要**\n9月19日\n> 合计：已逾期 2，今天到期 1")


def test_a_name_makes_no_link_in_a_robots_message() -> None:
    receiver = Receiver("w", "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1", "", "wecom")
    event = {
        "event": "due",
        "due_on": None,
        "item": "a",
        "measure": "order",
        "premises": {"name": "[点我](https://evil.example)\n# 标题"},
        "link": "/x",
    }
    made = make_message(receiver, "id", event, NOW, texts_of("zh"))
    assert "](https://evil" not in json.loads(made.body)["markdown"]["content"]
