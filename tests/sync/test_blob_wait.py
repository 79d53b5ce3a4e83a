"""A record waits until the last byte it names is durable; an old receipt links what is."""

import pytest

from sync.blob_wait import blob_arrived, sweep_waiting
from tests.sync.memory import MemoryHost, push, verdict
from tests.sync.notes import LIN, ONE, TWO, WU, A, B, note


def test_missing_bytes_make_it_wait_and_the_last_turns_it(host):
    (result,) = push(host, note(blobs=(A, B)))
    assert (result["verdict"], result["detail"]) == ("waiting", {"missing": [A, B]})
    for one in (A, B):
        assert host.state.counted == []
        host.own(LIN, one)
        blob_arrived(host, host.keys, "epoch-1", LIN, one)
    assert host.state.counted == [result_digest(host)]
    assert host.state.outcomes == ["1 stored"]
    (again,) = push(host, note(blobs=(A, B)))
    assert (again["was"], "detail" in again) == ("stored", False)
    assert host.keys.verify(again["receipt"])["blobs"] == [A, B]


def test_another_person_s_bytes_do_not_count(host):
    host.own(WU, A)
    assert verdict(host, note(blobs=(A,))) == ("waiting", None)


def test_a_blob_that_arrives_between_count_and_commit_is_seen(host):
    host.after_commit.append(lambda: host.own(LIN, A))
    (result,) = push(host, note(blobs=(A,)))
    assert (result["verdict"], bool(result["receipt"])) == ("stored", True)
    assert host.state.outcomes == []


def test_a_repeat_counts_again_and_so_does_the_sweep(host):
    push(host, note(blobs=(A,)), note(id=TWO, blobs=(B,)))
    host.own(LIN, A, B)
    assert push(host, note(blobs=(A,)))[0]["was"] == "stored"
    sweep_waiting(host, host.keys, "epoch-1")
    assert host.all_waiting() == []
    assert len(host.state.counted) == 2


def test_unreadable_bytes_are_named_apart(host):
    host.state.refused.add((LIN, A))
    (result,) = push(host, note(blobs=(A, B)))
    assert result["detail"] == {"missing": [B], "unreadable": [A]}


def test_kept_work_asks_for_its_bytes_and_is_proved_when_they_are_in(host):
    (result,) = push(host, note(aside="final", blobs=(A,)))
    assert (result["detail"], "receipt" in result) == ({"missing": [A]}, False)
    host.own(LIN, A)
    blob_arrived(host, host.keys, "epoch-1", LIN, A)
    assert host.state.outcomes == ["1 quarantined"]
    assert push(host, note(aside="final", blobs=(A,)))[0]["receipt"]


@pytest.mark.parametrize(
    ("blobs", "envelope"),
    [
        ((A,), {"blobs": []}),
        ((), {"blobs": [{"sha256": A, "size": 1, "type": "x"}]}),
        ((A,), {"blobs": [{"sha256": A, "size": 1, "type": "x"}] * 2}),
        (("1" * 64, "2" * 64, "3" * 64, "4" * 64), {}),
    ],
)
def test_blobs_are_exactly_what_the_body_names(host, blobs, envelope):
    assert verdict(host, note(blobs=blobs, envelope=envelope)) == ("fix", "validation")


def test_an_old_receipt_of_ours_links_what_survived_and_keeps_its_time(host):
    host.own(LIN, A)
    (result,) = push(host, note(blobs=(A,)))
    restored = MemoryHost()
    restored.keys, restored.disk = host.keys, {A}
    (without,) = push(restored, note(blobs=(A,)))
    assert without["verdict"] == "waiting"
    restored.state = type(restored.state)()
    (again,) = push(restored, note(blobs=(A,), envelope={"receipt": result["receipt"]}))
    assert again["verdict"] == "stored"
    old, new = (host.keys.verify(one["receipt"]) for one in (result, again))
    assert old["received_at"] == new["received_at"]


@pytest.mark.parametrize("change", ["user", "digest", "key", "text"])
def test_a_receipt_that_is_not_for_this_record_proves_nothing(host, change):
    host.own(LIN, A)
    (result,) = push(host, note(blobs=(A,)))
    restored = MemoryHost()
    restored.disk = {A}
    restored.keys = restored.keys if change == "key" else host.keys
    receipt = "a.b.c" if change == "text" else result["receipt"]
    user = WU if change == "user" else LIN
    more = {"text": "another"} if change == "digest" else {}
    entry = note(blobs=(A,), author=user, envelope={"receipt": receipt}, **more)
    assert verdict(restored, entry, user=user) == ("waiting", None)


def result_digest(host: MemoryHost) -> str:
    return host.state.records[("note", ONE)][0].record.digest
