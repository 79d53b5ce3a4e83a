"""A person decides on what was kept: who may, what moves, and what the phone hears of it."""

from datetime import UTC, datetime

import pytest

from inspect_app.domain.ids import uuid7
from inspect_app.errors import ProblemError
from inspect_app.extensions import db
from inspect_app.models.audit import AuditEntry
from inspect_app.models.inspections import Inspection, Revision
from inspect_app.services.people.accounts import change_scope, disable_user
from inspect_app.services.review.reviews import approve
from inspect_app.services.writing.audit import verify_chain
from tests.bodies import make_body
from tests.makers import CAOYANG, TAOPU, make_premises, make_user
from tests.phone.deciding import WHY, accept, dismiss, head_of, quarantined_of, record_of, reopen
from tests.phone.phones import entry, make_scan, plain, ready_phone

NOW = datetime(2022, 9, 15, 4, tzinfo=UTC)


def refused(act, *args, **more) -> str:
    with pytest.raises(ProblemError) as caught:
        act(*args, **more)
    return caught.value.problem.code


def again(made, **changes):
    return type(made)(made.body | changes, made.photos)


def outcome_of(phone, made):
    rows = phone.pull()[f"user:{phone.user.id}"]["rows"]
    told = [one["data"] for one in rows if one["collection"] == "outcome"]
    return next((one for one in told if one["digest"] == made.digest), None)


@pytest.fixture
def moved(lin):
    """Lin lost the street while the phone was offline."""
    change_scope("lin", area=CAOYANG, kind="canteen_school", add=False, at=NOW)
    return lin


@pytest.fixture
def kept(phone, made, moved):
    phone.upload_all(made)
    (result,) = phone.push(entry(made, uuid7()))
    assert (result["verdict"], result["code"]) == ("quarantined", "out_of_scope")
    return made


@pytest.fixture
def fork(phone, made):
    """Two phones of one person mended the same revision; the second came too late."""
    id, second = uuid7(), again(made, no_position="第二份")
    phone.upload_all(made)
    phone.push(entry(made, id))
    third = again(made, no_position="第三份")
    mine, other = (entry(one, id, 2, made.digest) for one in (second, third))
    assert [one["verdict"] for one in phone.push(mine, other)] == ["stored", "quarantined"]
    return id, second, third


def test_the_author_decides_on_nothing(kept, lin):
    assert refused(accept, lin, kept.digest) == "role"


def test_whoever_took_part_decides_on_nothing(phone, lin, canteen, moved):
    beside = make_user("off_lineage", role="inspector")
    made = make_body(lin, beside, canteen)
    phone.push(entry(made, uuid7()))
    beside.role = "supervisor"
    db.session.commit()
    assert refused(accept, beside, made.digest) == "own_work"
    assert refused(dismiss, beside, made.digest) == "own_work"


def test_an_auditor_or_somebody_who_left_decides_on_nothing(kept, chen):
    assert refused(accept, make_user("au", role="auditor"), kept.digest) == "role"
    disable_user("chen", at=NOW)
    assert refused(dismiss, chen, kept.digest) == "role"


def test_a_decision_needs_a_reason(kept, chen):
    assert refused(dismiss, chen, kept.digest, reason=" ") == "invalid"
    assert refused(accept, chen, kept.digest, reason="x" * 501) == "invalid"


def test_what_is_accepted_counts_and_its_phone_gets_the_receipt(phone, kept, chen):
    before = record_of(kept.digest).receipt
    accept(chen, kept.digest)
    record = record_of(kept.digest)
    assert (record.verdict, record.code, record.receipt != before) == ("stored", None, True)
    told = outcome_of(phone, kept)
    assert (told["verdict"], told["receipt"]) == ("stored", record.receipt)
    assert db.session.get_one(Revision, (record.record_id, 1)).state == "received"
    assert quarantined_of(kept.digest).decision == "accept"


def test_a_repeated_push_hears_of_the_decision(phone, kept, chen):
    accept(chen, kept.digest)
    (result,) = phone.push(entry(kept, record_of(kept.digest).record_id))
    assert (result["verdict"], result["was"]) == ("already", "stored")


def test_it_is_decided_once(kept, chen, ming):
    accept(chen, kept.digest)
    assert refused(dismiss, ming, kept.digest) == "done"
    assert refused(accept, ming, kept.digest) == "done"


def test_what_is_dismissed_stays_kept_and_its_phone_is_told_why(phone, kept, chen):
    receipt = record_of(kept.digest).receipt
    dismiss(chen, kept.digest)
    told = outcome_of(phone, kept)
    assert (told["verdict"], told["code"], told["detail"]["reason"]) == (
        "quarantined",
        "dismissed",
        WHY,
    )
    assert told["receipt"] == receipt
    assert db.session.query(Inspection).count() == 0


def test_a_dismissal_is_taken_back(phone, kept, chen):
    dismiss(chen, kept.digest)
    reopen(chen, kept.digest)
    assert (record_of(kept.digest).code, quarantined_of(kept.digest).decision) == (
        "out_of_scope",
        None,
    )
    assert outcome_of(phone, kept)["code"] == "out_of_scope"
    accept(chen, kept.digest)
    assert record_of(kept.digest).verdict == "stored"


def test_an_acceptance_is_not_taken_back(kept, chen):
    accept(chen, kept.digest)
    assert refused(reopen, chen, kept.digest) == "done"


def test_without_its_photos_it_waits_and_counts_when_they_come(phone, made, moved, chen):
    phone.push(entry(made, id := uuid7()))
    accept(chen, made.digest)
    assert record_of(made.digest).verdict == "waiting"
    assert db.session.get_one(Revision, (id, 1)).state == "waiting"
    change_scope("lin", area=TAOPU, kind="canteen_school", add=True, at=NOW)
    phone.upload_all(made)
    db.session.expire_all()
    assert db.session.get_one(Revision, (id, 1)).state == "received"
    assert outcome_of(phone, made)["receipt"]


def test_one_decides_on_the_newest_of_a_line(phone, kept, chen):
    newer = again(kept, no_position="改过")
    id = record_of(kept.digest).record_id
    (result,) = phone.push(entry(newer, id, 2, kept.digest))
    assert result["code"] == "base_quarantined"
    assert refused(accept, chen, kept.digest) == "done"
    accept(chen, newer.digest)
    assert (quarantined_of(kept.digest).decision, record_of(newer.digest).verdict) == (
        "closed",
        "stored",
    )
    assert db.session.get_one(Inspection, id).head_rev == 2


def test_what_stands_on_a_dismissed_record_is_judged_by_itself(phone, kept, chen):
    id = record_of(kept.digest).record_id
    dismiss(chen, kept.digest)
    change_scope("lin", area=CAOYANG, kind="canteen_school", add=True, at=NOW)
    (result,) = phone.push(entry(again(kept, no_position="再来"), id, 2, kept.digest))
    assert result["verdict"] == "stored"


def test_an_accepted_fork_becomes_the_head_and_the_other_gives_way(phone, fork, chen):
    id, second, third = fork
    accept(chen, third.digest)
    assert head_of(id) == third.digest
    assert db.session.get_one(Revision, (id, 2)).digest == third.digest
    told = outcome_of(phone, second)
    assert (told["verdict"], told["code"]) == ("quarantined", "dismissed")
    assert told["detail"]["instead"] == third.digest
    (result,) = phone.push(entry(again(third, no_position="续"), id, 3, third.digest))
    assert result["verdict"] == "stored"


def test_the_choice_between_two_is_changed_as_long_as_nobody_reviewed(phone, fork, chen):
    id, second, third = fork
    accept(chen, third.digest)
    reopen(chen, second.digest)
    accept(chen, second.digest)
    assert db.session.get_one(Revision, (id, 2)).digest == second.digest
    assert record_of(third.digest).code == "dismissed"
    assert verify_chain(db.session()).bad is None


def test_a_fork_does_not_replace_what_was_reviewed(fork, chen):
    id, _, third = fork
    with pytest.raises(ProblemError) as told:
        approve(chen.id, id, 2, at=NOW)
    assert told.value.problem.code == "open_fork"
    dismiss(chen, third.digest)
    approve(chen.id, id, 2, at=NOW)
    reopen(chen, third.digest)
    assert refused(accept, chen, third.digest) == "final"
    assert record_of(third.digest).code == "fork"


def test_two_first_revisions_of_one_number_leave_one_in_the_books(phone, made, chen):
    id, other = uuid7(), again(made, no_position="另一台手机", visit=uuid7())
    phone.upload_all(made)
    phone.push(entry(made, id), entry(other, id))
    accept(chen, other.digest)
    found = db.session.get_one(Inspection, id)
    assert (found.visit, [one.digest for one in found.revisions]) == (
        other.body["visit"],
        [other.digest],
    )


def test_a_line_that_moved_on_since_it_was_read_is_not_decided(phone, fork, chen):
    id, second, third = fork
    seen = head_of(id)
    phone.push(entry(again(second, no_position="又改"), id, 3, second.digest))
    assert refused(accept, chen, third.digest, head=seen) == "done"


def test_what_came_after_an_approval_waits_for_a_new_review(phone, made, chen):
    id = uuid7()
    phone.upload_all(made)
    phone.push(entry(made, id))
    approve(chen.id, id, 1, at=NOW)
    late = again(made, no_position="补充")
    (result,) = phone.push(entry(late, id, 2, made.digest))
    assert result["code"] == "final"
    accept(chen, late.digest)
    states = [one.state for one in db.session.get_one(Inspection, id).revisions]
    assert states == ["approved", "received"]


def test_an_unknown_place_cannot_be_accepted_before_it_is_on_the_register(phone, made, ming):
    stray = again(made, premises=made.body["premises"] | {"id": uuid7()})
    phone.push(entry(stray, uuid7()))
    assert refused(accept, ming, stray.digest) == "cannot_accept"
    assert record_of(stray.digest).code == "unknown_premises"


def test_another_persons_stream_is_only_dismissed(app, phone, made, lin, chen):
    id, bert = uuid7(), make_user("bert", role="inspector")
    phone.push(entry(made, id))
    body = made.body | {"author": bert.id}
    theirs = type(made)(body, made.photos)
    (result,) = ready_phone(app, bert).push(entry(theirs, id))
    assert result["code"] == "wrong_stream"
    assert refused(accept, chen, theirs.digest) == "cannot_accept"
    dismiss(chen, theirs.digest)
    assert head_of(id) == made.digest


def test_a_scan_of_a_lost_place_is_accepted(phone, lin, moved, chen):
    place = make_premises()
    scan = plain("scan", uuid7(), make_scan(lin, place))
    (result,) = phone.push(scan)
    assert result["code"] == "out_of_scope"
    accept(chen, scan["digest"])
    assert record_of(scan["digest"]).verdict == "stored"


def test_every_decision_is_in_the_audit_by_its_maker(kept, chen):
    dismiss(chen, kept.digest)
    reopen(chen, kept.digest)
    accept(chen, kept.digest)
    query = db.session.query(AuditEntry).filter(AuditEntry.action.like("quarantine.%"))
    entries = [(one.action, one.actor) for one in query.order_by(AuditEntry.seq)]
    assert entries == [(f"quarantine.{name}", chen.id) for name in ("dismiss", "reopen", "accept")]
    assert verify_chain(db.session()).bad is None
