"""Proposals at the desk: who decides, and that the register changes with the acceptance alone."""

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from inspect_app.domain.figures.counting import AsOf
from inspect_app.domain.ids import uuid7
from inspect_app.extensions import db
from inspect_app.models.audit import AuditEntry
from inspect_app.models.people import User
from inspect_app.models.premises import Premises
from inspect_app.models.proposals import Proposal
from inspect_app.models.sync import SyncRow
from inspect_app.queries.figures.plans import plan_in_force
from inspect_app.queries.figures.targets import as_of_today, list_figures
from inspect_app.services.register.proposals import mark_of
from tests.bodies import MadeBody
from tests.desk.rescue_tar import rescue_of
from tests.desk.test_rescue import imported, opened
from tests.makers import TAOPU, make_premises, make_user, sha256
from tests.markup import packed
from tests.phone.deciding import accept
from tests.phone.phones import PHOTO, Phone, plain, ready_phone
from tests.phone.test_proposals import proposal, sent, told
from tests.signing import PAGE, visitor


@pytest.fixture
def phone(app: Flask, lin: User) -> Phone:
    return ready_phone(app, lin)


@pytest.fixture
def canteen(app: Flask) -> Premises:
    return make_premises()


def proposed(phone: Phone, place: Premises, *without: str, **changes: Any) -> str:
    id = uuid7()
    body = told(proposal(phone.user, place, **changes), *without)
    assert sent(phone, body, id)["verdict"] == "stored"
    return id


def decide(app: Flask, who: str, id: str, way: str, **form: str) -> int:
    path = f"/desk/proposals/{id}/{way}"
    form = {"seen": mark_of(row_of(id))} | form
    return visitor(app, who).post(path, data=form, headers=PAGE).status_code


def page(app: Flask, who: str) -> str:
    return packed(visitor(app, who).get("/desk/proposals", headers=PAGE).text)


def row_of(id: str) -> Proposal:
    db.session.expire_all()
    return db.session.get_one(Proposal, id)


def register_says(place: Premises) -> dict[str, Any]:
    row = db.session.query(SyncRow).filter_by(collection="premises", id=place.id).one()
    data: dict[str, Any] = json.loads(row.data or "null")
    return data


def test_inspectors_auditors_and_strangers_decide_nothing(
    app: Flask, phone: Phone, canteen: Premises
) -> None:
    id = proposed(phone, canteen)
    make_user("au", role="auditor")
    make_user("there", role="supervisor", areas=[TAOPU])
    assert decide(app, "lin", id, "accept") == 403
    assert decide(app, "au", id, "accept") == 403
    assert decide(app, "there", id, "accept") == 404
    assert id not in page(app, "there") and "采纳</button>" not in page(app, "au")
    assert row_of(id).state == "open"


def test_whoever_imported_one_does_not_decide_on_it(
    app: Flask, lin: User, canteen: Premises, chen: User, ming: User
) -> None:
    made, id = MadeBody(proposal(lin, canteen)), uuid7()
    record = plain("proposal", id, made.body)
    imported(app, "chen", opened(app, "chen", rescue_of(made, record)))
    accept(ming, record["digest"])
    assert decide(app, "chen", id, "accept") == 403
    assert decide(app, "chen", id, "reject", reason="不是") == 403
    assert row_of(id).state == "open"
    assert decide(app, "ming", id, "accept") == 302


def test_a_rejection_says_why_and_changes_nothing(
    app: Flask, phone: Phone, canteen: Premises, chen: User
) -> None:
    name, id = canteen.name, proposed(phone, canteen)
    assert decide(app, "chen", id, "reject", reason=" ") == 422
    assert decide(app, "chen", id, "reject", reason="执照上仍是原名") == 302
    assert (row_of(id).state, row_of(id).reason) == ("rejected", "执照上仍是原名")
    assert register_says(canteen)["name"] == name
    (told_to,) = db.session.query(SyncRow).filter_by(collection="proposal").all()
    assert json.loads(told_to.data or "null")["reason"] == "执照上仍是原名"
    assert decide(app, "chen", id, "accept") == 409
    assert "执照上仍是原名" in page(app, "chen")


def test_another_name_holds_from_the_acceptance_on(
    app: Flask, phone: Phone, canteen: Premises, chen: User
) -> None:
    old, id = canteen.name, proposed(phone, canteen, note="招牌换了")
    text = page(app, "chen")
    assert old in text and "曹杨二中食堂（示例）" in text and "招牌换了" in text
    assert decide(app, "chen", id, "accept") == 302
    assert register_says(canteen)["name"] == "曹杨二中食堂（示例）"
    row = row_of(id)
    assert (row.state, row.before, row.decided_by) == ("accepted", {"name": old}, chen.id)
    entry = db.session.query(AuditEntry).filter_by(action="proposal.accept").one()
    assert entry.actor == chen.id and old not in json.dumps(entry.detail, ensure_ascii=False)
    assert old in page(app, "chen")


def test_nothing_is_accepted_that_was_not_seen(
    app: Flask, phone: Phone, canteen: Premises, chen: User
) -> None:
    name, id, first = canteen.name, uuid7(), proposal(phone.user, canteen)
    sent(phone, first, id)
    seen = mark_of(row_of(id))
    assert f'name="seen" value="{seen}"' in page(app, "chen")
    closed = told(proposal(phone.user, canteen, about="closed", note="门面已拆"), "name")
    record = plain("proposal", id, closed, 2) | {"base": plain("proposal", id, first)["digest"]}
    assert phone.push(record)[0]["verdict"] == "stored"
    assert decide(app, "chen", id, "accept", seen=seen) == 409
    assert decide(app, "chen", id, "accept", seen="") == 409
    row = row_of(id)
    assert (row.state, row.premises.name, row.premises.status) == ("open", name, "open")
    assert decide(app, "chen", id, "accept") == 302


def test_other_attributes_hold_beside_the_rest(
    app: Flask, phone: Phone, canteen: Premises, chen: User
) -> None:
    before = dict(canteen.attrs)
    name, value = "stage", "初"
    id = proposed(phone, canteen, "name", about="attrs", attrs={name: value})
    decide(app, "chen", id, "accept")
    assert register_says(canteen)["attrs"] == before | {name: value}
    assert row_of(id).before == {name: before.get(name)}


def test_a_correction_moves_the_figures_from_now_on_and_none_that_was_known_before(
    app: Flask, phone: Phone, canteen: Premises, chen: User
) -> None:
    decide(
        app,
        "chen",
        proposed(phone, canteen, "name", about="attrs", attrs={"stage": "幼"}),
        "accept",
    )
    today = as_of_today().day
    known = [AsOf(today, today - timedelta(days=1)), AsOf(date(2022, 9, 20)), AsOf(today)]
    assert [schools_counted(as_of) for as_of in known] == [1, 0, 0]


def schools_counted(as_of: AsOf) -> int | None:
    (found,) = list_figures(plan_in_force(), as_of, None, "canteen-school")
    return found.denominator


def test_what_is_closed_is_closed_from_that_day_on(
    app: Flask, phone: Phone, canteen: Premises, chen: User
) -> None:
    id = proposed(phone, canteen, "name", about="closed", note="门面已拆")
    decide(app, "chen", id, "accept")
    db.session.expire_all()
    change = db.session.get_one(Premises, canteen.id).statuses[-1]
    assert (change.status, change.reason) == ("closed", "门面已拆")
    assert change.from_on >= datetime(2022, 9, 14, tzinfo=UTC).date()
    assert register_says(canteen)["status"] == "closed"


def test_a_torn_code_gets_its_next_issue(
    app: Flask, phone: Phone, canteen: Premises, chen: User
) -> None:
    old = register_says(canteen)["qr"]["current"]
    decide(app, "chen", proposed(phone, canteen, "name", about="code"), "accept")
    qr = register_says(canteen)["qr"]
    assert qr["current"] != old and qr["revoked"] == [old]


def test_its_photo_is_seen_by_who_may_decide(
    app: Flask, phone: Phone, canteen: Premises, chen: User
) -> None:
    make_user("there", role="supervisor", areas=[TAOPU])
    shot = {"sha256": sha256(PHOTO), "taken_at": "2022-09-14T10:12:00+08:00", "source": "camera"}
    shots = [shot | {"role": "evidence"}]
    record = plain(
        *("proposal", uuid7()),
        told(proposal(phone.user, canteen, about="code", photos=shots), "name"),
    ) | {"blobs": [{"sha256": sha256(PHOTO), "size": len(PHOTO), "type": "image/jpeg"}]}
    phone.push(record)
    path = f"/desk/proposals/{record['id']}/photos/{sha256(PHOTO)}"
    assert visitor(app, "chen").get(path, headers=PAGE).status_code == 404
    phone.create(PHOTO)
    assert visitor(app, "chen").get(path, headers=PAGE).status_code == 200
    assert visitor(app, "there").get(path, headers=PAGE).status_code == 404
    other = f"/desk/proposals/{record['id']}/photos/{'e' * 64}"
    assert visitor(app, "chen").get(other, headers=PAGE).status_code == 404


def test_a_new_stall_is_registered_under_its_market(app: Flask) -> None:
    lin = make_user("lin", role="inspector", kinds=("market", "stall"))
    make_user("chen", role="supervisor", kinds=("market", "stall"))
    market = make_premises(kind="market")
    id = proposed(ready_phone(app, lin), market, about="new", name="水产 12 号摊（示例）")
    decide(app, "chen", id, "accept")
    db.session.expire_all()
    stall = db.session.query(Premises).filter_by(kind="stall").one()
    assert (stall.name, stall.parent_id, stall.area) == (
        "水产 12 号摊（示例）",
        market.id,
        market.area,
    )
    assert len(stall.code) == 8 and len(stall.tokens) == 1
    assert register_says(stall)["parent"] == market.id
