"""What a phone pulls: its own scopes only, in the order of their numbers, and nothing skipped."""

import pytest

from inspect_app.domain.ids import uuid7
from inspect_app.extensions import db
from inspect_app.models.people import Membership
from inspect_app.models.sync import SyncRow, SyncScope
from inspect_app.services.writing.transaction import writing
from tests.makers import CAOYANG, TAOPU, make_premises, make_user
from tests.phone.phones import OURS, Phone, plain, ready_phone, sign_in

AREA = f"area:{CAOYANG}:canteen_school"


def test_nobody_pulls_without_signing_in(client):
    assert client.post("/sync/pull", json={}, headers=OURS).status_code == 401


def test_a_supervisor_does_not_pull(app, chen):
    answer = sign_in(app, chen).post("/sync/pull", {})
    assert (answer.status_code, answer.json["error"]["code"]) == (403, "role")


def test_a_client_of_somebody_else_is_refused_and_told_who_is_signed_in(app, phone, bai):
    other = ready_phone(app, bai)
    other.client_id = phone.client_id
    call = {"epoch": other.epoch, "client_id": phone.client_id, "cursors": {}}
    answer = other.post("/sync/pull", call)
    assert (answer.status_code, answer.json["error"]["code"]) == (403, "client")
    error = other.hello().json["error"]
    assert (error["code"], error["user"]) == ("client", bai.id)


def test_scopes_that_are_not_one_s_own_are_revoked_and_empty(phone, wu):
    make_premises(area=TAOPU)
    foreign = {f"area:{TAOPU}:canteen_school": 0, f"user:{wu.id}": 3, "area:nowhere": 7}
    pages = phone.pull(foreign)
    for scope, cursor in foreign.items():
        page = pages[scope]
        assert (page["state"], page["rows"], page["gone"]) == ("revoked", [], [])
        assert (page["from"], page["upto"], page["more"]) == (cursor, cursor, False)


def test_all_own_scopes_are_answered(phone, canteen):
    pages = phone.pull()
    assert set(pages) == {AREA, "catalogue", f"user:{phone.user.id}"}
    (row,) = pages[AREA]["rows"]
    assert (row["collection"], row["id"], row["seq"]) == ("premises", canteen.id, 1)
    assert row["data"]["name"] == canteen.name
    kinds = {row["collection"] for row in phone.pull_whole("catalogue")}
    assert kinds == {"checklist", "person"}


def test_nothing_new_is_the_same(phone, canteen):
    cursors = phone.pull_to_the_end()
    assert {page["state"] for page in phone.pull(cursors).values()} == {"same"}


def test_a_scope_taken_away_is_revoked_at_the_next_pull(phone, lin, canteen):
    cursors = {scope: page["upto"] for scope, page in phone.pull().items()}
    with writing() as w:
        w.session.query(Membership).filter_by(user_id=lin.id).delete()
    assert phone.pull(cursors)[AREA]["state"] == "revoked"


def test_pages_add_up_to_everything_exactly_once(phone):
    made = {make_premises().id for _ in range(7)}
    seen, cursors, pages = [], {}, 0
    while True:
        answer = phone.pull(cursors, limit=3)
        count = sum(len(page["rows"]) + len(page["gone"]) for page in answer.values())
        assert count <= 3
        for scope, page in answer.items():
            assert page["from"] == cursors.get(scope, 0)
            seen += [row["id"] for row in page["rows"] if row["collection"] == "premises"]
            cursors[scope] = page["upto"]
        pages += 1
        if not any(page["more"] for page in answer.values()):
            break
    assert sorted(seen) == sorted(made)
    assert pages > 3


def test_a_scope_not_reached_says_so(phone, canteen):
    pages = phone.pull(limit=1)
    unreached = pages["catalogue"]
    assert (unreached["upto"], unreached["from"], unreached["more"]) == (0, 0, True)


def test_a_row_that_moves_on_comes_once_under_its_new_number(phone, canteen):
    first = phone.pull()[AREA]
    publish(canteen.id, {"name": "moved on"})
    second = phone.pull({AREA: first["upto"]})[AREA]
    assert [row["data"]["name"] for row in second["rows"]] == ["moved on"]
    assert [row["seq"] for row in phone.pull()[AREA]["rows"]] == [2]


def test_a_withdrawn_row_is_gone_and_never_both(phone, canteen):
    cursor = phone.pull()[AREA]["upto"]
    with writing() as w:
        w.queue_tombstone(AREA, "premises", canteen.id)
    page = phone.pull({AREA: cursor})[AREA]
    assert page["rows"] == []
    assert page["gone"] == [{"collection": "premises", "id": canteen.id, "seq": cursor + 1}]


@pytest.mark.parametrize("cursor", [99, 3])
def test_a_cursor_that_cannot_be_answered_is_reset(phone, canteen, cursor):
    with writing() as w:
        scope = w.session.get_one(SyncScope, AREA)
        scope.head, scope.floor = 50, 5
    page = phone.pull({AREA: cursor})[AREA]
    assert (page["state"], page["from"], page["upto"]) == ("reset", 0, 50)
    assert [row["id"] for row in page["rows"]] == [canteen.id]


def test_an_unknown_epoch_resets_every_scope(phone, canteen):
    cursors = {scope: page["upto"] for scope, page in phone.pull().items()}
    pages = phone.pull(cursors, epoch="another")
    assert {page["state"] for page in pages.values()} == {"reset"}
    assert all(page["from"] == 0 for page in pages.values())


def test_a_page_ends_at_its_bytes_but_one_row_always_fits(phone, canteen):
    publish(canteen.id, {"name": "x" * 600_000})
    other = make_premises()
    page = phone.pull()[AREA]
    assert [row["id"] for row in page["rows"]] == [canteen.id]
    assert page["more"]
    assert [row["id"] for row in phone.pull({AREA: page["upto"]})[AREA]["rows"]] == [other.id]


def test_a_whole_answer_keeps_to_the_bytes_of_a_page(phone, canteen):
    for _ in range(130):
        publish(uuid7(), {"name": "x" * 3_985})
    call = {"epoch": phone.epoch, "client_id": phone.client_id, "cursors": {}, "limit": 500}
    answer = phone.post("/sync/pull", call)
    assert 500 * 1024 < len(answer.data) <= 512 * 1024


def test_numbers_have_no_gap(phone, made, canteen):
    for _ in range(3):
        make_premises()
    for scope in (AREA, "catalogue"):
        numbers = [one.seq for one in db.session.query(SyncRow).filter_by(scope=scope)]
        head = db.session.get_one(SyncScope, scope).head
        assert sorted(numbers) == list(range(1, head + 1))


@pytest.mark.parametrize(
    "changes",
    [
        {"limit": 0},
        {"limit": 501},
        {"limit": "5"},
        {"cursors": {"catalogue": -1}},
        {"cursors": {"catalogue": 1.5}},
        {"cursors": []},
        {"client_id": "x"},
        {"outbox": {"count": "seven"}},
    ],
)
def test_a_malformed_call_is_refused(phone: Phone, changes):
    call = {"epoch": phone.epoch, "client_id": phone.client_id, "cursors": {}} | changes
    answer = phone.post("/sync/pull", call)
    assert (answer.status_code, answer.json["error"]["code"]) == (400, "malformed")


def test_what_a_phone_still_holds_is_remembered(phone: Phone):
    phone.pull(outbox={"count": 7, "oldest_age_s": 90})
    from inspect_app.models.sync import SyncClient

    client = db.session.get_one(SyncClient, phone.client_id)
    assert (client.outbox_count, client.outbox_oldest_s) == (7, 90)


def publish(id: str, data: dict[str, str]) -> None:
    with writing() as w:
        w.queue_row(AREA, "premises", id, 2, data)


def test_estates_and_unit_works_come_with_what_they_follow(app):
    user = make_user("gu", role="inspector", kinds=["elevator", "construction_site"])
    estate, work = make_premises(kind="estate"), make_premises(kind="unit_work")
    make_premises(kind="market")
    phone = ready_phone(app, user)
    assert set(phone.hello().json["scopes"]) == set(phone.pull())
    pulled = {row["id"] for page in phone.pull().values() for row in page["rows"]}
    assert {estate.id, work.id} <= pulled
    assert not [scope for scope in phone.pull() if scope.endswith((":market", ":stall"))]


def test_a_scan_of_an_estate_is_judged_by_the_right_to_its_lifts(app, lin, phone):
    estate = make_premises(kind="estate")
    lifts = ready_phone(app, make_user("gu", role="inspector", kinds=["elevator"]))
    assert [scan(one, estate)["verdict"] for one in (phone, lifts)] == ["quarantined", "stored"]


def scan(phone, premises):
    body = {
        "schema": 1,
        "author": phone.user.id,
        "app": "1.0.0",
        "clock": {"server_time": None, "age_ms": None},
        "code": premises.code,
        "how": "typed",
        "premises": premises.id,
        "at": "2022-09-14T10:00:00+08:00",
        "position": None,
    }
    return phone.push(plain("scan", uuid7(), body))[0]
