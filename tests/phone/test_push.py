"""What is pushed gets a verdict each, is stored once, and is called sent only with a receipt."""

import json

import pytest

from inspect_app.domain.ids import uuid7
from inspect_app.extensions import db
from inspect_app.models.inspections import Inspection, Revision
from inspect_app.models.rescue import QuarantinedRecord
from inspect_app.models.sync import SyncRecord
from inspect_app.services.intake import effects
from tests.bodies import make_body
from tests.phone.phones import (
    OURS,
    Phone,
    digest_of,
    entry,
    make_scan,
    plain,
    ready_phone,
    sign_in,
)

pytestmark = pytest.mark.both


def test_nobody_pushes_without_signing_in(client):
    answer = client.post("/sync/push", json={}, headers=OURS)
    assert (answer.status_code, answer.json["error"]["code"]) == (401, "sign_in")


def test_a_supervisor_does_not_push(app, chen):
    answer = sign_in(app, chen).hello()
    assert (answer.status_code, answer.json["error"]["code"]) == (403, "role")


def test_another_person_s_record_is_not_looked_at(app, phone, bai, made):
    (result,) = ready_phone(app, bai).push(entry(made, uuid7()))
    assert (result["verdict"], result["code"]) == ("retry", "wrong_user")
    assert db.session.query(SyncRecord).count() == 0


def test_a_record_pushed_twice_is_one_inspection(phone, made):
    phone.upload_all(made)
    id = uuid7()
    (first,) = phone.push(entry(made, id))
    (second,) = phone.push(entry(made, id))
    assert (first["verdict"], second["verdict"], second["was"]) == ("stored", "already", "stored")
    assert second["receipt"] == first["receipt"]
    assert db.session.query(Inspection).count() == 1
    assert db.session.query(Revision).one().state == "received"


def test_missing_photos_make_it_wait_and_the_last_one_turns_it(phone, made):
    id = uuid7()
    (result,) = phone.push(entry(made, id))
    assert result["verdict"] == "waiting"
    assert result["detail"]["missing"] == [blob["sha256"] for blob in made.blobs]
    assert "receipt" not in result
    before = phone.pull()
    phone.upload_all(made)
    (again,) = phone.push(entry(made, id))
    assert (again["verdict"], again["was"]) == ("already", "stored")
    scope = f"user:{phone.user.id}"
    page = phone.pull({scope: before[scope]["upto"]})[scope]
    rows = {row["collection"]: row for row in page["rows"]}
    assert rows["outcome"]["id"] == f"inspection:{id}:1:{made.digest}"
    assert rows["outcome"]["data"]["receipt"] == again["receipt"]
    assert rows["inspection"]["data"]["state"] == "received"


def test_a_second_revision_stands_on_the_first(app, phone, lin, bai, canteen, made):
    phone.upload_all(made)
    id = uuid7()
    phone.push(entry(made, id))
    body = json.loads(made.text) | {"reason": "补拍", "sealed_at": "2022-09-14T11:40:00+08:00"}
    later = type(made)(body, made.photos)
    (result,) = phone.push(entry(later, id, 2, made.digest))
    assert result["verdict"] == "stored"
    assert [one.rev for one in db.session.query(Revision).order_by(Revision.rev)] == [1, 2]


def test_a_revision_without_its_base_is_a_gap(phone, made):
    (result,) = phone.push(entry(made, uuid7(), 2, "a" * 64))
    assert (result["verdict"], result["code"]) == ("retry", "gap")
    assert result["detail"] == {"last_rev": 0}


def test_a_lost_base_starts_the_line_there(phone, made):
    phone.upload_all(made)
    (result,) = phone.push(entry(made, uuid7(), 2, "a" * 64, base_lost=True))
    assert (result["verdict"], result["code"]) == ("quarantined", "base_lost")
    assert result["receipt"]


def test_a_number_used_twice_is_a_fork_beside_the_line(phone, lin, bai, canteen, made):
    phone.upload_all(made)
    id = uuid7()
    phone.push(entry(made, id))
    other = make_body(lin, bai, canteen, on="2022-09-15")
    phone.upload_all(other)
    (fork,) = phone.push(entry(other, id))
    assert (fork["verdict"], fork["code"]) == ("quarantined", "fork")
    assert db.session.query(Revision).one().digest == made.digest


def test_a_number_that_is_not_its_base_s_next_is_malformed(phone, made):
    id = uuid7()
    phone.push(entry(made, id))
    (result,) = phone.push(entry(made, id, 3, made.digest, body="{}", digest=digest_of("{}")))
    assert (result["verdict"], result["code"]) == ("never", "malformed")


def test_another_person_s_stream_is_kept_and_nothing_is_compared(
    app, phone, lin, bai, canteen, made
):
    id = uuid7()
    phone.push(entry(made, id))
    bais = make_body(bai, lin, canteen)
    other = ready_phone(app, bai)
    other.upload_all(bais)
    (first,) = other.push(entry(bais, id))
    (again,) = other.push(entry(bais, id))
    assert (first["verdict"], first["code"]) == ("quarantined", "wrong_stream")
    assert again["receipt"] == first["receipt"]
    assert db.session.query(Inspection).one().author_id == lin.id


def test_work_outside_the_scope_is_kept(app, wu, bai, canteen):
    made = make_body(wu, bai, canteen)
    other = ready_phone(app, wu)
    other.upload_all(made)
    (result,) = other.push(entry(made, uuid7()))
    assert (result["verdict"], result["code"]) == ("quarantined", "out_of_scope")
    assert db.session.query(Inspection).count() == 0


def test_a_wrong_body_takes_its_number_and_its_repair_is_the_next(phone, made):
    phone.upload_all(made)
    id = uuid7()
    broken = type(made)(json.loads(made.text) | {"surprise": 1}, made.photos)
    (result,) = phone.push(entry(broken, id))
    assert (result["verdict"], result["code"]) == ("fix", "validation")
    assert result["detail"]["fields"] == {"surprise": "Unknown field."}
    (repaired,) = phone.push(entry(made, id, 2, broken.digest))
    assert repaired["verdict"] == "stored"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"digest": "0" * 64}, "digest"),
        ({"collection": "wish"}, "collection"),
        ({"id": "not-an-id"}, "malformed"),
        ({"rev": 0}, "malformed"),
        ({"rev": "1"}, "malformed"),
        ({"body": None}, "malformed"),
        ({"blobs": [{"sha256": "x", "size": 1, "type": "image/jpeg"}]}, "malformed"),
        ({"body": "[1]", "digest": digest_of("[1]")}, "malformed"),
        ({"body": '{"a":1,"a":1}', "digest": digest_of('{"a":1,"a":1}')}, "malformed"),
        ({"body": "x" * 600_000, "digest": digest_of("x" * 600_000)}, "size"),
    ],
)
def test_what_cannot_be_stored_falls_alone(phone, made, changes, code):
    phone.upload_all(made)
    bad, good = phone.push(entry(made, uuid7(), **changes), entry(made, uuid7()))
    assert (bad["verdict"], bad["code"]) == ("never", code)
    assert good["verdict"] == "stored"


def test_an_entry_that_is_ambiguous_json_falls_alone(phone, made):
    phone.upload_all(made)
    good = json.dumps(entry(made, uuid7()))
    text = f'{{"epoch":"x","client_id":"{phone.client_id}","records":[{{"rev":1,"rev":1}},{good}]}}'
    answer = phone.http.post("/sync/push", data=text, headers=OURS, content_type="application/json")
    assert [one["verdict"] for one in answer.json["results"]] == ["never", "stored"]


def test_blobs_that_the_body_does_not_name_are_refused(phone, made):
    phone.upload_all(made)
    (result,) = phone.push(entry(made, uuid7(), blobs=made.blobs[1:]))
    assert (result["verdict"], result["code"]) == ("fix", "validation")
    assert "blobs" in result["detail"]["fields"]


def test_a_scan_says_no_finer_than_ten_metres_where_it_was_made(phone, lin, canteen):
    finer = {"lat": 31.23456, "lng": 121.4, "accuracy_m": 13}
    (result,) = phone.push(plain("scan", uuid7(), make_scan(lin, canteen) | {"position": finer}))
    assert result["verdict"] == "fix"
    assert list(result["detail"]["fields"]) == ["position.lat"]


def test_a_scan_is_stored_with_a_receipt(phone, lin, canteen):
    (result,) = phone.push(plain("scan", uuid7(), make_scan(lin, canteen)))
    assert result["verdict"] == "stored"
    assert result["receipt"]


def test_a_move_of_a_correction_is_kept_until_there_are_corrections(phone, lin):
    body = {
        "schema": 1,
        "author": lin.id,
        "app": "1.0.0",
        "clock": {"server_time": None, "age_ms": None},
        "correction": uuid7(),
        "seen_rev": 1,
        "move": "recheck",
        "photos": [],
        "at": "2022-09-14T10:12:00+08:00",
    }
    (result,) = phone.push(plain("correction_step", uuid7(), body))
    assert (result["verdict"], result["code"]) == ("quarantined", "stale")


def test_a_forgotten_client_says_hello_again(phone: Phone, made):
    stranger = Phone(phone.http, phone.user)
    answer = stranger.post(
        "/sync/push", {"epoch": "x", "client_id": stranger.client_id, "records": []}
    )
    assert (answer.status_code, answer.json["error"]["code"]) == (403, "client")


def test_what_fails_here_five_times_ends_with_a_person(phone, made, monkeypatch):
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr(effects, "apply_revision", fail)
    sent = entry(made, uuid7())
    results = [phone.push(sent)[0] for _ in range(5)]
    assert [one["verdict"] for one in results] == ["retry"] * 4 + ["quarantined"]
    assert (results[-1]["code"], db.session.query(QuarantinedRecord).one().code) == (
        "error",
        "error",
    )
