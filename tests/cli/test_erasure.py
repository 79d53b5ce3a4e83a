"""`user erase`: who is at work stays; of who is gone no name stays, and every proof holds."""

import json
from datetime import UTC, datetime
from zipfile import ZipFile

import pytest
from flask import Flask

from inspect_app.domain.ids import uuid7
from inspect_app.extensions import db
from inspect_app.models.audit import AuditEntry
from inspect_app.models.people import User
from inspect_app.models.rescue import PossibleLoss
from inspect_app.models.sync import SyncRecord, SyncRow
from inspect_app.services.people.accounts import add_user
from inspect_app.services.people.draining import issue_code
from inspect_app.services.people.factors.enrolment import issue_enrolment_code
from inspect_app.services.people.invitations import invite
from inspect_app.services.review.reviews import approve
from tests import makers
from tests.bodies import make_body
from tests.cli.conftest import assert_refused
from tests.cli.histories import figures
from tests.phone.phones import Phone, entry, ready_phone
from tests.phone.test_cosignatures import questions
from tests.phone.test_drafts import draft
from tests.signing import PAGE, visitor

NOW = datetime.now(UTC)
NAMES = ("qiuhaitang", "秋海棠", "SHPT-0817")
# What law keeps of an erased person: the record of inspections, with a number for the name.
KEPT = {
    *("user", "audit", "review", "designation", "cosignature", "named_in", "acceptance"),
    *("inspection", "inspection_revision", "answer", "inspection_photo"),
    *("sync_stream", "sync_record", "sync_record_blob", "sync_blob_owner", "sync_row"),
    *("quarantined_record", "sync_upload"),
}


@pytest.fixture
def qiu(app: Flask) -> User:
    """Qiu inspects, and is going to leave."""
    return add_user(
        NAMES[0],
        role="inspector",
        areas=[makers.CAOYANG],
        kinds=["canteen_school"],
        password=makers.PASSWORD,
        full_name=NAMES[1],
        badge=NAMES[2],
        at=makers.LONG_AGO,
    )


@pytest.fixture
def phone(app: Flask, qiu: User) -> Phone:
    return ready_phone(app, qiu)


@pytest.fixture
def visit(phone, qiu, bai, chen, ming) -> str:
    """An approved inspection of Qiu, a draft, and a row of everything that serves signing in."""
    made, id = make_body(qiu, bai, makers.make_premises()), uuid7()
    phone.upload_all(made)
    assert phone.push(entry(made, id))[0]["verdict"] == "stored"
    approve(chen.id, id, 1, at=NOW)
    assert phone.push(draft(made, uuid7(), 1))[0]["verdict"] == "stored"
    issue_code(chen.id, qiu.id, at=NOW)
    issue_enrolment_code(ming.id, qiu.name, at=NOW)
    invite(qiu.name, at=NOW, actor=ming.id)
    return id


def erase(tell, *options):
    return tell("user", "erase", NAMES[0], "--json", *options)


def leave(tell) -> None:
    assert tell("user", "disable", NAMES[0]).code == 0


def everything() -> str:
    """Every value of every table as text."""
    db.session.rollback()
    tables = db.metadata.tables.values()
    return "\n".join(str(row) for table in tables for row in db.session.execute(table.select()))


def test_nobody_is_erased_who_may_sign_in_or_is_nobody(tell, qiu):
    assert_refused(tell("user", "erase", "ghost", "--apply", "--json"), "not_found")
    assert "1 enabled" in assert_refused(erase(tell, "--apply"), "open_work")["message"]
    assert NAMES[1] in everything()


def test_nobody_is_erased_whose_work_waits_for_a_decision(tell, phone, qiu, bai):
    made = make_body(qiu, bai, makers.make_premises())
    phone.upload_all(made)
    phone.push(entry(made, uuid7()))
    leave(tell)
    assert "1 undecided" in assert_refused(erase(tell, "--apply"), "open_work")["message"]


@pytest.mark.parametrize("what", ["photos", "unsent", "quarantined", "losses"])
def test_nobody_is_erased_of_whom_work_may_still_come(tell, app, phone, qiu, bai, what):
    made = make_body(qiu, bai, makers.make_premises())
    if what == "photos":
        phone.push(entry(made, uuid7()))
    elif what == "quarantined":
        id = uuid7()
        ready_phone(app, bai).push(entry(make_body(bai, qiu, makers.make_premises()), id))
        phone.push(entry(made, id))
    else:
        phone.pull(outbox={"count": 2, "oldest_age_s": 5})
    if what == "losses":
        phone.pull(outbox={"count": 0, "oldest_age_s": 0})
    leave(tell)
    assert f" {what}" in assert_refused(erase(tell, "--apply"), "open_work")["message"]
    assert NAMES[1] in everything()


def test_without_apply_it_tells_what_would_go_and_changes_nothing(tell, visit, qiu):
    leave(tell)
    before = everything()
    told = erase(tell).json
    assert (told["applied"], told["pseudonym"]) == (False, f"已注销-{qiu.id[-8:]}")
    assert told["goes"]["session"] == told["goes"]["sync_client"] == told["goes"]["drain_code"] == 1
    assert told["stays"]["inspection"] == told["stays"]["sync_record"] == 1
    assert "goes: 1 invitation" in tell("user", "erase", NAMES[0]).out
    assert everything() == before


@pytest.mark.both
def test_no_name_of_an_erased_person_stands_anywhere(tell, visit, qiu, app):
    leave(tell)
    assert erase(tell, "--apply").code == 0
    left = everything()
    assert [name for name in NAMES if name in left] == []
    assert db.session.get_one(User, qiu.id).password_hash is None


def test_no_proof_and_no_figure_is_lost_by_an_erasure(tell, visit, qiu):
    leave(tell)
    before, head = figures(tell), tell("audit", "verify", "--json").json["head"]
    body = db.session.query(SyncRecord.body, SyncRecord.receipt).filter_by(record_id=visit).one()
    assert erase(tell, "--apply").code == 0
    assert tell("audit", "verify", "--head", head).code == 0
    assert tell("rollup", "verify").code == 0
    assert figures(tell) == before
    after = db.session.query(SyncRecord.body, SyncRecord.receipt).filter_by(record_id=visit).one()
    assert tuple(after) == tuple(body)
    entry = db.session.query(AuditEntry).filter_by(action="user.erase").one()
    assert (entry.subject, entry.detail["rows"]["session"]) == (f"user:{qiu.id}", 1)


def test_what_is_left_for_a_copy_is_what_law_keeps(tell, visit, qiu, tmp_path):
    leave(tell)
    erase(tell, "--apply")
    out = tmp_path / "left.zip"
    assert tell("user", "export", f"已注销-{qiu.id[-8:]}", "--out", str(out)).code == 0
    with ZipFile(out) as zip:
        files = json.loads(zip.read("manifest.json"))["files"]
        whole = b"".join(zip.read(name) for name in zip.namelist()).decode()
    assert {name.removesuffix(".json") for name, one in files.items() if one["rows"]} <= KEPT
    assert [name for name in NAMES if name in whole] == []
    drafts = db.session.query(SyncRecord).filter_by(user_id=qiu.id, collection="draft")
    assert drafts.count() == 0


def test_an_erased_account_is_never_opened_again(tell, visit, qiu, app):
    leave(tell)
    erase(tell, "--apply")
    assert_refused(erase(tell, "--apply"), "not_found")
    pseudonym = f"已注销-{qiu.id[-8:]}"
    for words in (("enable",), ("invite",), ("reset-factor",), ("erase", "--apply")):
        result = tell("user", words[0], pseudonym, *words[1:], "--json")
        assert_refused(result, "not_found")
    add_user(NAMES[0], role="inspector", areas=[], kinds=[], password=None, at=NOW)
    assert User.query.filter_by(name=NAMES[0]).one().id != qiu.id


def test_the_desk_offers_nothing_for_an_erased_person(tell, visit, qiu, app):
    leave(tell)
    page = f"/desk/people/{qiu.id}"
    assert f"{page}/enable" in visitor(app, "ming").get(page, headers=PAGE).text
    erase(tell, "--apply")
    text = visitor(app, "ming").get(page, headers=PAGE).text
    assert f"已注销-{qiu.id[-8:]}" in text
    assert f"{page}/" not in text


def test_phones_drop_the_card_and_ask_without_the_name(tell, visit, qiu, bai, app):
    other = ready_phone(app, bai)
    assert questions(other)[visit]["author"] == NAMES[1]
    leave(tell)
    erase(tell, "--apply")
    card = db.session.get_one(SyncRow, ("catalogue", "person", qiu.id))
    assert (card.gone, card.data) == (True, None)
    assert questions(other)[visit]["author"] == f"已注销-{qiu.id[-8:]}"
    assert db.session.query(PossibleLoss).filter_by(user_id=qiu.id).count() == 0
