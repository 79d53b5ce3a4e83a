"""A drain code: who issues it, what it opens, and that nothing can be read with it."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from inspect_app.domain.ids import uuid7
from inspect_app.errors import ProblemError
from inspect_app.extensions import db
from inspect_app.models.audit import AuditEntry
from inspect_app.models.inspections import Inspection
from inspect_app.models.people import SignInTries
from inspect_app.models.rescue import DrainCode
from inspect_app.models.sync import SyncClient, SyncMeta
from inspect_app.services.people.accounts import disable_user
from inspect_app.services.people.draining import issue_code
from inspect_app.services.review.reviews import approve
from tests.makers import make_user
from tests.phone.deciding import accept, record_of
from tests.phone.phones import OURS, PHOTO, Phone, entry

NOW = datetime(2022, 9, 15, 4, tzinfo=UTC)


def issued(person, user, at: datetime | None = None) -> str:
    return issue_code(person.id, user.id, at=at or datetime.now(UTC))


def type_in(phone: Phone, code: str, **changes):
    given = {"client_id": phone.client_id, "drain_code": code} | changes
    return phone.post("/auth/login", given)


@pytest.fixture
def revoked(phone, lin) -> Phone:
    """Lin left; the phone still holds work."""
    disable_user("lin", at=datetime.now(UTC))
    return phone


@pytest.mark.parametrize("role", ["inspector", "auditor"])
def test_who_decides_on_nothing_issues_no_code(app: Flask, lin, role):
    with pytest.raises(ProblemError) as caught:
        issued(make_user("no", role=role), lin)
    assert caught.value.problem.code == "role"


def test_a_revoked_phone_is_refused_and_told_what_to_do(revoked, made):
    call = {
        "epoch": revoked.epoch,
        "client_id": revoked.client_id,
        "records": [entry(made, uuid7())],
    }
    assert revoked.post("/sync/push", call).status_code == 401
    given = {"user": "lin", "password": "Kitchen-window-2022"}
    answer = revoked.post("/auth/login", given)
    assert (answer.status_code, answer.json["error"]["code"]) == (403, "revoked")
    assert "取出码" in answer.json["error"]["zh"]


@pytest.mark.parametrize("code", ["", "AAAA-AAAA-AAAA", "x" * 64])
def test_a_wrong_code_opens_nothing(revoked, code):
    answer = type_in(revoked, code)
    assert answer.status_code in (400, 401)
    assert "Set-Cookie" not in answer.headers


def test_a_code_works_once(revoked, lin, chen):
    code = issued(chen, lin)
    assert type_in(revoked, code).status_code == 200
    answer = type_in(revoked, code)
    assert (answer.status_code, answer.json["error"]["code"]) == (401, "drain_code")


def test_a_code_lives_for_a_day(revoked, lin, chen):
    code = issued(chen, lin, datetime.now(UTC) - timedelta(hours=24, seconds=1))
    assert type_in(revoked, code).status_code == 401


def test_a_new_code_ends_the_one_before(revoked, lin, chen):
    first, second = issued(chen, lin), issued(chen, lin)
    assert type_in(revoked, first).status_code == 401
    assert type_in(revoked, second).status_code == 200


def test_a_code_is_typed_as_people_type(revoked, lin, chen):
    code = issued(chen, lin)
    assert type_in(revoked, f" {code.lower().replace('-', ' ')} ").status_code == 200


def test_another_persons_client_is_not_drained_with_it(app: Flask, revoked, lin, bai, chen):
    other = Phone(app.test_client(), bai)
    other.post("/auth/login", {"user": "bai", "password": "Kitchen-window-2022"})
    other.hello()
    answer = type_in(other, issued(chen, lin))
    assert (answer.status_code, answer.json["error"]["code"]) == (403, "client")


def test_only_its_hash_is_stored_and_the_audit_names_who_issued_it(lin, chen):
    code = issued(chen, lin)
    row = db.session.query(DrainCode).one()
    assert code.replace("-", "") not in str(vars(row)) and len(row.code_hash) == 64
    line = db.session.query(AuditEntry).filter_by(action="drain.issue").one()
    assert (line.actor, code in str(line.detail)) == (chen.id, False)


def test_guessing_is_slowed_down(app: Flask, revoked):
    answers = [type_in(revoked, f"AAAA-AAAA-{n:04}").status_code for n in range(8)]
    assert answers[:5] == [401] * 5 and 429 in answers
    assert db.session.query(SignInTries).count() >= 1


def test_what_is_drained_is_kept_and_gets_its_receipt(revoked, made, lin, chen):
    type_in(revoked, issued(chen, lin))
    (result,) = revoked.push(entry(made, uuid7()))
    assert (result["verdict"], result["code"]) == ("quarantined", "revoked_author")
    revoked.upload_all(made)
    assert record_of(made.digest).receipt
    assert db.session.query(Inspection).count() == 0


def test_an_upload_in_pieces_goes_on_in_a_drain(revoked, lin, chen):
    type_in(revoked, issued(chen, lin))
    location = revoked.create(PHOTO, PHOTO[:100]).headers["Location"]
    assert revoked.head(location).headers["Upload-Offset"] == "100"
    assert revoked.append(location, 100, PHOTO[100:]).status_code == 204


def test_another_phone_does_not_use_the_session(revoked, made, lin, chen):
    type_in(revoked, issued(chen, lin))
    call = {"epoch": "x", "client_id": uuid7(), "records": [entry(made, uuid7())]}
    assert revoked.post("/sync/push", call).status_code == 403


READS = [
    *("/desk/", "/desk/quarantine", "/desk/people", "/auth/sessions", "/auth/password"),
    "/sync/receipts/inspection/0182f0c1-5b7a-7c3e-9d10-3f6a2b8c4d5e/1",
]
CALLS = ["/sync/hello", "/sync/pull", "/sync/blobs/missing", "/sync/blobs/awaited"]


@pytest.mark.parametrize("path", READS)
def test_nothing_is_read_in_a_drain(revoked, made, lin, chen, path):
    type_in(revoked, issued(chen, lin))
    answer = revoked.http.get(path, headers=OURS | {"Accept": "application/json"})
    assert answer.status_code == 401


@pytest.mark.parametrize("path", CALLS)
def test_no_call_but_push_is_answered_in_a_drain(revoked, lin, chen, path):
    type_in(revoked, issued(chen, lin))
    call = {"client_id": revoked.client_id, "app_version": "1", "schema": 1, "epoch": "x"}
    assert revoked.post(path, call | {"cursors": {}, "hashes": []}).status_code == 401


def test_what_was_read_before_is_told_by_the_push_alone(phone, made, lin, chen):
    """A repeated record answers what became of it: its author's phone needs that to free room."""
    phone.upload_all(made)
    phone.push(entry(made, id := uuid7()))
    disable_user("lin", at=datetime.now(UTC))
    type_in(phone, issued(chen, lin))
    (result,) = phone.push(entry(made, id))
    assert (result["verdict"], result["was"]) == ("already", "stored")


def test_whoever_issued_the_code_neither_accepts_nor_reviews_what_it_let_in(
    revoked, made, lin, chen, ming
):
    """Else one person could write an inspection in another's name and make it count."""
    type_in(revoked, issued(chen, lin))
    revoked.upload_all(made)
    revoked.push(entry(made, id := uuid7()))
    with pytest.raises(ProblemError) as refused:
        accept(chen, made.digest)
    assert refused.value.problem.code == "own_import"
    accept(ming, made.digest)
    with pytest.raises(ProblemError) as refused:
        approve(chen.id, id, 1, at=datetime.now(UTC))
    assert refused.value.problem.code == "own_import"


def test_another_supervisor_accepts_what_was_drained(revoked, made, lin, chen, ming):
    type_in(revoked, issued(chen, lin))
    revoked.push(entry(made, id := uuid7()))
    revoked.upload_all(made)
    line = db.session.query(AuditEntry).filter_by(action="record.quarantined").one()
    assert (line.actor, line.detail["author"]) == (chen.id, lin.id)
    accept(ming, made.digest)
    assert db.session.get_one(Inspection, id).author_id == lin.id


def test_a_drained_phone_hears_of_a_restore_by_handing_in_nothing(revoked, lin, chen):
    type_in(revoked, issued(chen, lin))
    db.session.query(SyncMeta).update({"epoch": "restored"})
    db.session.commit()
    call = {"epoch": revoked.epoch, "client_id": revoked.client_id, "records": []}
    answer = revoked.post("/sync/push", call).json
    assert (answer["results"], answer["epoch"]) == ([], "restored")


def test_signing_out_ends_the_drain(revoked, made, lin, chen):
    type_in(revoked, issued(chen, lin))
    revoked.post("/auth/logout", {})
    call = {"epoch": "x", "client_id": revoked.client_id, "records": []}
    assert revoked.post("/sync/push", call).status_code == 401


@pytest.fixture
def announcing(phone, lin, chen) -> Phone:
    """It said that it holds two, of which the oldest is four days old, and may be drained."""
    phone.pull(outbox={"count": 2, "oldest_age_s": 345_600})
    disable_user("lin", at=datetime.now(UTC))
    type_in(phone, issued(chen, lin))
    return phone


def left_of(phone: Phone) -> int:
    db.session.expire_all()
    return db.session.get_one(SyncClient, phone.client_id).outbox_count


def test_what_was_drained_is_taken_off_once_when_its_last_photo_is_there(announcing, made):
    record = entry(made, uuid7())
    announcing.push(record)
    assert left_of(announcing) == 2
    announcing.upload_all(made)
    announcing.push(record)
    assert left_of(announcing) == 1


def test_what_had_a_receipt_before_a_restore_was_not_among_the_announced(announcing, made):
    announcing.upload_all(made)
    announcing.push(entry(made, uuid7(), receipt="of the old server"))
    assert left_of(announcing) == 2


def test_what_a_drained_phone_says_at_its_end_is_believed(announcing):
    announcing.push(outbox={"count": 1, "oldest_age_s": 400_000})
    assert left_of(announcing) == 1


def test_what_a_phone_says_beside_a_push_counts_in_a_drain_alone(phone):
    phone.pull(outbox={"count": 2, "oldest_age_s": 0})
    phone.push(outbox={"count": 1, "oldest_age_s": 0})
    assert left_of(phone) == 2
