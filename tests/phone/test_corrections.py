"""The photos of a correction, for the phones that recheck it; the row of a phone's own moves."""

import pytest
from flask import Flask

from inspect_app.domain.corrections.correction import Move
from inspect_app.domain.ids import uuid7
from inspect_app.extensions import db
from inspect_app.models.corrections import CorrectionRow
from inspect_app.models.people import User
from inspect_app.models.premises import Premises
from inspect_app.services.corrections.moves import Made, lock_correction, make_move
from inspect_app.services.writing.transaction import writing
from tests.bodies import MadeBody, make_body, signed
from tests.makers import CAOYANG, LONG_AGO, make_premises, make_user
from tests.phone.phones import OURS, Phone, entry, plain, ready_phone
from tests.services.test_corrections import step_of

ITEM, OTHER = "env.pest", "wash.store"


@pytest.fixture
def canteen(app: Flask) -> Premises:
    return make_premises()


@pytest.fixture
def made(lin: User, bai: User, canteen: Premises) -> MadeBody:
    """Two items failed, with a photo each; one is asked to be put right."""
    made = make_body(lin, bai, canteen, fail=(ITEM, OTHER))
    asked = [{"id": uuid7(), "item": ITEM, "measure": "order", "deadline_days": 3}]
    return signed(made, uuid7(), corrections=asked)


@pytest.fixture
def phone(app: Flask, lin: User, made: MadeBody) -> Phone:
    phone = ready_phone(app, lin)
    phone.upload_all(made)
    inspection = uuid7()
    whole = signed_for(made, inspection)
    (result,) = phone.push(entry(whole, inspection))
    assert result["verdict"] == "stored", result
    return phone


def signed_for(made: MadeBody, id: str) -> MadeBody:
    new = ("rev", "content_digest", "signed_at")
    bare = [{k: v for k, v in one.items() if k not in new} for one in made.body["signatures"]]
    return signed(MadeBody(made.body | {"signatures": bare}, made.photos), id)


def colleague() -> User:
    """Somebody of the same area who was not there."""
    return make_user("wu", role="inspector", areas=[CAOYANG], kinds=["canteen_school"])


def ask(phone: Phone, correction: str, sha256: str) -> int:
    path = f"/sync/corrections/{correction}/photos/{sha256}"
    return int(phone.http.get(path, headers=OURS).status_code)


def photo_of(made: MadeBody, item: str) -> str:
    return str(made.body["photos"][item][0]["sha256"])


def test_a_stranger_and_other_photos_are_turned_away(
    app: Flask, phone: Phone, made: MadeBody
) -> None:
    (row,) = db.session.query(CorrectionRow)
    outsider = ready_phone(app, colleague())
    assert ask(outsider, row.id, photo_of(made, ITEM)) == 404
    assert ask(phone, row.id, photo_of(made, OTHER)) == 404
    assert ask(phone, row.id, "../../etc") == 404
    assert ask(phone, uuid7(), photo_of(made, ITEM)) == 404


def test_whoever_lost_his_area_sees_no_photo(phone: Phone, made: MadeBody, lin: User) -> None:
    (row,) = db.session.query(CorrectionRow)
    lin.memberships.clear()
    db.session.commit()
    assert ask(phone, row.id, photo_of(made, ITEM)) == 404


def test_both_inspectors_and_whoever_is_sent_see_the_photo_from_before(
    app: Flask, phone: Phone, made: MadeBody, bai: User
) -> None:
    (row,) = db.session.query(CorrectionRow)
    wu = colleague()
    sent = ready_phone(app, wu)
    row.assigned_to = wu.id
    db.session.commit()
    for one in (phone, ready_phone(app, bai), sent):
        assert ask(one, row.id, photo_of(made, ITEM)) in (200, 503)


def test_a_row_tells_which_moves_phones_made(phone: Phone, lin: User, chen: User) -> None:
    (row,) = db.session.query(CorrectionRow)
    step = plain("correction_step", uuid7(), step_of(lin, row.id, "serve", how="left"))
    (result,) = phone.push(step)
    assert result["verdict"] == "stored"
    with writing(LONG_AGO.replace(year=2027)) as w:
        locked = lock_correction(w, row.id)
        assert locked
        make_move(w, locked, Made(Move("order", "supervisor", LONG_AGO.date()), chen.id))
    pulled = [
        one for one in phone.pull_whole(f"user:{lin.id}") if one["collection"] == "correction"
    ]
    data = pulled[-1]["data"]
    assert (data["state"], data["made"], data["how"]) == ("ordered", [step["id"]], "left")
    assert data["said"]["move"] == "order"


def test_whoever_is_sent_reads_what_the_operator_reported(
    phone: Phone, lin: User, chen: User
) -> None:
    (row,) = db.session.query(CorrectionRow)
    moves = (
        (Move("order", "supervisor", LONG_AGO.date()), chen.id),
        (Move("report", "operator", LONG_AGO.date(), reason="换好了（示例）"), None),
        (Move("send", "supervisor", LONG_AGO.date()), chen.id),
    )
    for wanted, actor in moves:
        with writing(LONG_AGO.replace(year=2027)) as w:
            locked = lock_correction(w, row.id)
            assert locked
            make_move(w, locked, Made(wanted, actor))
    pulled = [
        one["data"]
        for one in phone.pull_whole(f"user:{lin.id}")
        if one["collection"] == "correction"
    ]
    assert (pulled[-1]["said"]["move"], pulled[-1]["reported"]) == ("send", "换好了（示例）")
