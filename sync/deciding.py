"""What a person decides of a kept record: it joins the line and counts, or it stays aside.

Each runs inside the transaction that holds the stream's lock, and tells the author's phones.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from sync.drafts import is_behind
from sync.ports import DecidingTransaction, Signer
from sync.receipts import issue_receipt
from sync.records import DISMISSED, KEPT, STORED, WAITING, Judgement, Stored, Stream

Body = Mapping[str, Any]


class Decided(Exception):
    """Somebody was quicker, or a newer record of the line is the one to decide on."""


class NotFit(Exception):
    """It cannot count as it is; `judgement` says why."""

    def __init__(self, judgement: Judgement) -> None:
        super().__init__(judgement.code)
        self.judgement = judgement


class Receipts:
    """What every receipt of one decision needs."""

    def __init__(self, signer: Signer, epoch: str) -> None:
        self.signer, self.epoch = signer, epoch

    def renew(self, tx: DecidingTransaction, stored: Stored) -> None:
        """Once per verdict, and only when the bytes are durable."""
        stored.receipt = None
        if not tx.missing(stored.user, stored.record.hashes):
            issue_receipt(self.signer, self.epoch, stored, tx.at)


def accept(
    tx: DecidingTransaction, receipts: Receipts, stream: Stream, held: Stored, body: Body
) -> None:
    """It becomes the head of its line. What stood there in its place is set aside."""
    _expect_open(stream, held)
    before = list(_open_before(tx, stream, held))
    if held.beside:
        for one in _in_its_way(tx, stream, held, before):
            _give_way(tx, receipts, one, held)
    held.verdict, held.code, held.message, held.detail = STORED, None, None, None
    held.beside = False
    missing = tx.missing(held.user, held.record.hashes)
    judgement = tx.judge(held, body, durable=not missing)
    if judgement.verdict != STORED:
        raise NotFit(judgement)
    held.verdict = WAITING if missing else STORED
    held.audit = tx.audit("held.accept", held)
    receipts.renew(tx, held)
    tx.lead(held)
    tx.change(held)
    for one in before:
        tx.close(one)
    if not missing:
        tx.outcome(held)


def hand_over(tx: DecidingTransaction, stream: Stream, held: Stored, body: Body) -> None:
    """A draft goes to its author's phones, unless he has gone on from there."""
    if not _is_open(held):
        raise Decided
    judgement = tx.judge(held, body, durable=True)
    current = tx.find_draft(stream)
    if judgement.verdict == STORED and is_behind(tx, stream, current, held):
        judgement = Judgement(KEPT, "stale")
    if judgement.verdict != STORED:
        raise NotFit(judgement)
    held.verdict, held.code, held.message, held.detail = STORED, None, None, None
    held.beside = False
    held.audit = tx.audit("held.accept", held)
    tx.hand_over(current, held)


def dismiss(tx: DecidingTransaction, stream: Stream, held: Stored, reason: str) -> None:
    """It stays where it is and counts nowhere; what it stands on goes with it."""
    _expect_open(stream, held)
    older = [] if held.beside else list(_open_before(tx, stream, held))
    for one in (held, *older):
        _put_off(tx, one, reason)
    if not held.beside:
        tx.step_back(held)


def reopen(tx: DecidingTransaction, stream: Stream, held: Stored, body: Body) -> None:
    """A dismissal is taken back: it waits for a person again."""
    if held.verdict != KEPT or held.code != DISMISSED:
        raise Decided
    _expect_newest(stream, held)
    detail = dict(held.detail or {})
    detail.pop("reason", None)
    held.code, held.detail = detail.pop("was", "error"), detail or None
    held.audit = tx.audit("held.reopen", held)
    tx.change(held)
    tx.outcome(held)
    if not held.beside:
        tx.put_aside(held, body)


def _expect_open(stream: Stream, held: Stored) -> None:
    if not _is_open(held):
        raise Decided
    _expect_newest(stream, held)


def _expect_newest(stream: Stream, held: Stored) -> None:
    head = stream.head
    if not held.beside and (head is None or head.record.digest != held.record.digest):
        raise Decided


def _is_open(one: Stored) -> bool:
    return one.verdict == KEPT and one.code != DISMISSED


def _in_its_way(
    tx: DecidingTransaction, stream: Stream, fork: Stored, before: list[Stored]
) -> Iterator[Stored]:
    """What stands at its number or after it, and what nobody could decide on behind it."""
    origin = {one.record.digest for one in before}
    for one in tx.list_line(stream, 1):
        later = one.record.rev >= fork.record.rev
        if later or (_is_open(one) and one.record.digest not in origin):
            yield one


def _open_before(tx: DecidingTransaction, stream: Stream, held: Stored) -> Iterator[Stored]:
    """Undecided records that it was made from, the newest first."""
    base = held.record.base
    while base is not None:
        before = tx.find(stream, held.user, base)
        if before is None or not _is_open(before):
            return
        yield before
        base = before.record.base


def _give_way(tx: DecidingTransaction, receipts: Receipts, one: Stored, to: Stored) -> None:
    if one.verdict in (STORED, WAITING):
        tx.undo(one)
    was = one.code if one.verdict == KEPT and one.code else "fork"
    fresh = one.verdict != KEPT
    one.beside, one.verdict, one.message = True, KEPT, None
    one.code = DISMISSED
    one.detail = {"reason": tx.reason, "was": was, "instead": to.record.digest}
    one.audit = tx.audit("held.give_way", one)
    if fresh:
        receipts.renew(tx, one)
    tx.change(one)
    tx.outcome(one)


def _put_off(tx: DecidingTransaction, one: Stored, reason: str) -> None:
    one.detail = (one.detail or {}) | {"reason": reason, "was": one.code or "error"}
    one.code, one.message = DISMISSED, None
    one.audit = tx.audit("held.dismiss", one)
    tx.change(one)
    tx.outcome(one)
