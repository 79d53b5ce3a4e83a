"""The verdicts of the protocol, one by one, over a host in memory."""

import json

import pytest

from sync.ports import Busy, Unavailable
from tests.sync.memory import push, verdict
from tests.sync.notes import ONE, TWO, WU, A, digest_of, note


def test_somebody_else_s_work_is_never_taken_as_one_s_own(host):
    assert verdict(host, note(), user=WU) == ("retry", "wrong_user")
    assert host.state.streams == {}


def test_a_stranger_in_a_stream_is_kept_and_learns_nothing(host):
    first = note()
    push(host, first)
    stranger = note(2, first, author=WU)
    (result,) = push(host, stranger, user=WU)
    assert (result["verdict"], result["code"]) == ("quarantined", "wrong_stream")
    (again,) = push(host, stranger, user=WU)
    assert again["receipt"] == result["receipt"]
    assert host.state.streams[("note", ONE)].head.record.digest == first["digest"]


def test_stored_once_however_often_it_comes(host):
    first, again = push(host, note(), note())
    assert (first["verdict"], again["verdict"], again["was"]) == ("stored", "already", "stored")
    assert again["receipt"] == first["receipt"]
    assert len(host.state.counted) == 1


def test_a_line_grows_by_bases(host):
    one = note()
    two = note(2, one)
    assert [one["verdict"] for one in push(host, one, two)] == ["stored", "stored"]
    assert verdict(host, note(2, one, text="other")) == ("quarantined", "fork")
    assert verdict(host, note(1, text="first again")) == ("quarantined", "fork")


def test_what_stands_on_a_fork_is_a_fork(host):
    one = note()
    push(host, one, note(2, one))
    fork = note(2, one, text="other")
    push(host, fork)
    assert verdict(host, note(3, fork)) == ("quarantined", "fork")


@pytest.mark.parametrize(
    "entry", [note(2), note(1, A), note(1, A, envelope={"base_lost": True}), note(5)]
)
def test_a_number_that_is_not_its_base_s_next_is_malformed(host, entry):
    assert verdict(host, entry) == ("never", "malformed")
    assert host.state.streams == {}


def test_a_number_that_skips_its_base_is_malformed(host):
    one = note()
    push(host, one)
    assert verdict(host, note(3, one)) == ("never", "malformed")


def test_a_gap_tells_the_last_number_and_claims_nothing(host):
    (result,) = push(host, note(2, A))
    assert (result["verdict"], result["code"], result["detail"]) == (
        "retry",
        "gap",
        {"last_rev": 0},
    )
    assert host.state.streams == {}
    push(host, note())
    assert push(host, note(3, A))[0]["detail"] == {"last_rev": 1}


def test_a_lost_base_starts_the_line_and_what_follows_waits_for_a_person(host):
    lost = note(4, A, envelope={"base_lost": True})
    assert verdict(host, lost) == ("quarantined", "base_lost")
    assert verdict(host, note(5, lost)) == ("quarantined", "base_quarantined")


def test_a_lost_base_where_the_line_is_that_far_already_is_a_fork(host):
    lost = {"base_lost": True}
    one = note(2, A, envelope=lost)
    push(host, one)
    assert verdict(host, note(2, A, text="of an older copy", envelope=lost)) == (
        "quarantined",
        "fork",
    )
    assert verdict(host, note(3, one)) == ("quarantined", "base_quarantined")


def test_a_record_to_be_mended_takes_its_number(host):
    wrong = note(wrong=True)
    (result,) = push(host, wrong)
    assert (result["verdict"], result["code"]) == ("fix", "validation")
    assert result["detail"] == {"fields": {"wrong": "it is"}}
    assert "receipt" not in result
    assert verdict(host, note(2, wrong)) == ("stored", None)


def test_what_the_host_keeps_has_a_receipt_that_says_so(host):
    (result,) = push(host, note(aside="out_of_scope"))
    assert (result["verdict"], result["code"]) == ("quarantined", "out_of_scope")
    assert host.keys.verify(result["receipt"])["verdict"] == "quarantined"
    assert host.state.counted == []


@pytest.mark.parametrize(
    ("envelope", "code"),
    [
        ({"digest": A}, "digest"),
        ({"collection": "wish"}, "collection"),
        ({"body": "é" * 501, "digest": digest_of("é" * 501)}, "size"),
        ({"body": "{", "digest": digest_of("{")}, "malformed"),
        ({"body": "[]", "digest": digest_of("[]")}, "malformed"),
        ({"body": {}}, "malformed"),
        ({"rev": True}, "malformed"),
        ({"rev": 1.0}, "malformed"),
        ({"base": "A" * 64}, "malformed"),
        ({"id": ONE.upper().replace("1", "A")}, "malformed"),
        ({"blobs": None}, "malformed"),
        ({"base_lost": "maybe"}, "malformed"),
    ],
)
def test_what_is_no_record_falls_alone(host, envelope, code):
    bad, good = push(host, note(envelope=envelope), note(id=TWO))
    assert (bad["verdict"], bad["code"]) == ("never", code)
    assert good["verdict"] == "stored"


@pytest.mark.parametrize("entry", [None, 7, "text", [], {}])
def test_anything_at_all_gets_an_answer(host, entry):
    (result,) = push(host, entry)
    assert result["verdict"] == "never"
    assert {"collection", "id", "rev"} <= set(result)


def test_unknown_fields_of_the_envelope_are_ignored(host):
    assert verdict(host, note(envelope={"received_at": "1970", "verdict": "stored"}))[0] == "stored"
    assert host.state.records[("note", ONE)][0].received_at.year == 2022


def test_a_missing_author_is_left_to_the_rules(host):
    text = json.dumps({"wrong": True})
    entry = note(envelope={"body": text, "digest": digest_of(text)})
    assert verdict(host, entry) == ("fix", "validation")


def test_an_error_of_ours_is_tried_again_and_leaves_the_rest_alone(host):
    host.failures = [RuntimeError("boom")]
    bad, good = push(host, note(), note(id=TWO))
    assert (bad["verdict"], bad["code"], bad["detail"]) == ("retry", "error", {"error_id": "e1"})
    assert good["verdict"] == "stored"
    assert ("note", ONE) not in host.state.streams


def test_the_fifth_error_sets_the_record_aside(host):
    for _ in range(4):
        host.failures = [RuntimeError("boom")]
        assert verdict(host, note()) == ("retry", "error")
    host.failures = [RuntimeError("boom")]
    (result,) = push(host, note())
    assert (result["verdict"], result["code"]) == ("quarantined", "error")
    assert result["receipt"]
    assert push(host, note())[0]["was"] == "quarantined"


def test_a_locked_store_is_busy_and_a_full_one_ends_the_request(host):
    host.failures = [Busy()]
    assert verdict(host, note()) == ("retry", "busy")
    host.failures = [Unavailable()]
    with pytest.raises(Unavailable):
        push(host, note())


def test_a_draft_that_always_fails_ends_with_a_person_too(host):
    entry = note(collection="draft", for_rev=1)
    for _ in range(5):
        host.failures = [RuntimeError("boom")]
        result = verdict(host, entry)
    assert result == ("quarantined", "error")
