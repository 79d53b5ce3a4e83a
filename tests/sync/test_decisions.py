"""Decisions on kept records, without a database: what leads, what gives way, what is told."""

import json
from collections.abc import Mapping
from typing import Any

import pytest

from sync import decisions
from sync.records import IntakeResult, Stored, Stream
from tests.sync.memory import MemoryHost, MemoryTransaction, push, verdict
from tests.sync.notes import ONE, A, note


class DecidingTransaction(MemoryTransaction):
    """Implements `sync.ports.DecidingTransaction`."""

    reason = "checked"

    def __init__(self, host: MemoryHost) -> None:
        super().__init__(host, host.now)
        self.undone: list[int] = []
        self.closed: list[int] = []
        self.stepped_back: list[int] = []

    def list_lineage(self, stream: Stream, rev: int) -> list[Stored]:
        line = [one for one in self._of(stream) if not one.off_lineage and one.record.rev >= rev]
        return sorted(line, key=lambda one: -one.record.rev)

    def make_head(self, stored: Stored) -> None:
        self.state.streams[(stored.record.collection, stored.record.id)].head = stored

    def reverse_effect(self, stored: Stored) -> None:
        self.undone.append(stored.record.rev)

    def show_without_head(self, stored: Stored) -> None:
        self.stepped_back.append(stored.record.rev)

    def close(self, stored: Stored) -> None:
        self.closed.append(stored.record.rev)

    def apply_revision(
        self, stored: Stored, body: Mapping[str, Any], durable: bool
    ) -> IntakeResult:
        return super().apply_revision(stored, {**body, "aside": body.get("unknown")}, durable)


def stored_of(host: MemoryHost, entry: dict[str, Any]) -> Stored:
    records = host.state.records[(entry["collection"], entry["id"])]
    return next(one for one in records if one.record.digest == entry["digest"])


def stream_of(host: MemoryHost) -> Stream:
    return host.state.streams[("note", ONE)]


def accept(host: MemoryHost, entry: dict[str, Any]) -> DecidingTransaction:
    tx, receipts = DecidingTransaction(host), decisions.Receipts(host.keys, "epoch-1")
    body = json.loads(entry["body"])
    decisions.accept(tx, receipts, stream_of(host), stored_of(host, entry), body)
    return tx


def dismiss(host: MemoryHost, entry: dict[str, Any]) -> None:
    decisions.dismiss(DecidingTransaction(host), stream_of(host), stored_of(host, entry), "no")


def reopen(host: MemoryHost, entry: dict[str, Any]) -> None:
    decisions.reopen(DecidingTransaction(host), stream_of(host), stored_of(host, entry), {})


def payload(host: MemoryHost, entry: dict[str, Any]) -> dict[str, Any]:
    receipt = stored_of(host, entry).receipt
    assert receipt is not None
    read = host.keys.verify(receipt)
    assert read is not None
    return read


def test_what_is_stored_is_not_decided_on() -> None:
    host, one = MemoryHost(), note()
    push(host, one)
    with pytest.raises(decisions.AlreadyDecided):
        accept(host, one)
    with pytest.raises(decisions.AlreadyDecided):
        reopen(host, one)


def test_a_record_is_decided_once() -> None:
    host, one = MemoryHost(), note(aside="out_of_scope")
    push(host, one)
    dismiss(host, one)
    for act in (accept, dismiss):
        with pytest.raises(decisions.AlreadyDecided):
            act(host, one)


def test_a_dismissal_is_not_taken_back_once_its_author_went_on() -> None:
    host, one = MemoryHost(), note(aside="out_of_scope")
    push(host, one)
    dismiss(host, one)
    push(host, note(2, one))
    with pytest.raises(decisions.AlreadyDecided):
        reopen(host, one)
    assert stored_of(host, one).code == "dismissed"


def test_what_cannot_count_yet_stays_as_it_was() -> None:
    host, one = MemoryHost(), note(aside="out_of_scope", unknown="unknown_checklist")
    push(host, one)
    with pytest.raises(decisions.NotAcceptable) as caught, host.transaction():
        accept(host, one)
    assert caught.value.judgement.code == "unknown_checklist"
    assert (stored_of(host, one).verdict, stored_of(host, one).code) == (
        "quarantined",
        "out_of_scope",
    )


def test_an_accepted_record_gets_a_second_receipt_of_its_new_verdict() -> None:
    host, one = MemoryHost(), note(aside="out_of_scope")
    push(host, one)
    first = payload(host, one)
    accept(host, one)
    second = payload(host, one)
    assert (first["verdict"], second["verdict"]) == ("quarantined", "stored")
    assert first["complete_at"] == second["complete_at"]
    assert host.state.outcomes[-1] == "1 stored"


def test_without_its_bytes_it_waits_and_no_outcome_says_more() -> None:
    host, one = MemoryHost(), note(aside="out_of_scope", blobs=(A,))
    push(host, one)
    accept(host, one)
    assert (stored_of(host, one).verdict, stored_of(host, one).receipt) == ("waiting", None)
    assert host.state.outcomes == []


def test_a_fork_takes_the_line_from_its_number_on() -> None:
    host, one = MemoryHost(), note()
    mine, late = note(2, one), note(2, one, text="late")
    newer = note(3, mine)
    push(host, one, mine, newer, late)
    tx = accept(host, late)
    assert tx.undone == [3, 2]
    assert stream_of(host).head is stored_of(host, late)
    for entry in (mine, newer):
        loser = stored_of(host, entry)
        assert (loser.off_lineage, loser.verdict, loser.code) == (True, "quarantined", "dismissed")
        assert payload(host, entry)["verdict"] == "quarantined"
    assert verdict(host, note(3, late, text="on")) == ("stored", None)
    assert verdict(host, note(4, newer, text="on"))[1] == "fork"


def test_a_fork_of_a_fork_leaves_nothing_undecided_behind_it() -> None:
    host, one, other = MemoryHost(), note(aside="out_of_scope"), note(text="other")
    on = note(2, other)
    push(host, one, other, on)
    tx = accept(host, on)
    assert (tx.closed, stream_of(host).head) == ([1], stored_of(host, on))
    behind = stored_of(host, one)
    assert (behind.off_lineage, behind.code) == (True, "dismissed")
    assert behind.detail == {"reason": "checked", "was": "out_of_scope", "instead": on["digest"]}


def test_a_fork_of_an_undecided_record_takes_it_along() -> None:
    host, one = MemoryHost(), note(aside="out_of_scope")
    mine, late = note(2, one), note(2, one, text="late")
    push(host, one, mine, late)
    assert accept(host, late).closed == [1]
    assert (stored_of(host, one).off_lineage, stored_of(host, mine).off_lineage) == (False, True)


def test_what_the_accepted_one_stands_on_needs_nobody_any_more() -> None:
    host, one = MemoryHost(), note(aside="out_of_scope")
    two = note(2, one)
    push(host, one, two)
    with pytest.raises(decisions.AlreadyDecided):
        accept(host, one)
    assert accept(host, two).closed == [1]


def test_a_dismissal_takes_along_what_it_stands_on_and_frees_what_comes_after() -> None:
    host, one = MemoryHost(), note(aside="out_of_scope")
    two = note(2, one)
    push(host, one, two)
    dismiss(host, two)
    assert {stored_of(host, entry).code for entry in (one, two)} == {"dismissed"}
    assert verdict(host, note(3, two)) == ("stored", None)


def test_what_stands_on_an_undecided_record_waits_for_it() -> None:
    host, one = MemoryHost(), note(aside="out_of_scope")
    push(host, one)
    assert verdict(host, note(2, one)) == ("quarantined", "base_quarantined")


def test_a_dismissal_that_is_taken_back_leaves_no_trace_on_the_record() -> None:
    host, one = MemoryHost(), note(aside="out_of_scope")
    push(host, one)
    before = stored_of(host, one).receipt
    dismiss(host, one)
    assert stored_of(host, one).detail == {"reason": "no", "was": "out_of_scope"}
    reopen(host, one)
    held = stored_of(host, one)
    assert (held.code, held.detail, held.receipt) == ("out_of_scope", None, before)
    assert host.state.outcomes == ["1 quarantined", "1 quarantined"]
