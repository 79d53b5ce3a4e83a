"""What a person decides of a kept record: it joins the line and counts, or it stays aside.

Each runs inside the transaction that holds the stream's lock, and tells the author's phones.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from sync.ports import DecidingDesk, Signer
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


class Seal:
    """What every receipt of one decision needs."""

    def __init__(self, signer: Signer, epoch: str) -> None:
        self.signer, self.epoch = signer, epoch

    def set(self, desk: DecidingDesk, stored: Stored) -> None:
        """Once per verdict, and only when the bytes are durable."""
        stored.receipt = None
        if not desk.missing(stored.user, stored.record.hashes):
            issue_receipt(self.signer, self.epoch, stored, desk.at)


def accept(desk: DecidingDesk, seal: Seal, stream: Stream, held: Stored, body: Body) -> None:
    """It becomes the head of its line. What stood there in its place is set aside."""
    _expect_open(stream, held)
    before = list(_open_before(desk, stream, held))
    if held.beside:
        for one in desk.list_line(stream, held.record.rev):
            _give_way(desk, seal, one, held)
    held.verdict, held.code, held.message, held.detail = STORED, None, None, None
    held.beside = False
    missing = desk.missing(held.user, held.record.hashes)
    judgement = desk.judge(held, body, durable=not missing)
    if judgement.verdict != STORED:
        raise NotFit(judgement)
    held.verdict = WAITING if missing else STORED
    held.audit = desk.audit("held.accept", held)
    seal.set(desk, held)
    desk.lead(held)
    desk.change(held)
    for one in before:
        desk.close(one)
    if not missing:
        desk.outcome(held)


def dismiss(desk: DecidingDesk, stream: Stream, held: Stored, reason: str) -> None:
    """It stays where it is and counts nowhere; what it stands on goes with it."""
    _expect_open(stream, held)
    older = [] if held.beside else list(_open_before(desk, stream, held))
    for one in (held, *older):
        _put_off(desk, one, reason)


def reopen(desk: DecidingDesk, held: Stored) -> None:
    """A dismissal is taken back: it waits for a person again."""
    if held.verdict != KEPT or held.code != DISMISSED:
        raise Decided
    detail = dict(held.detail or {})
    detail.pop("reason", None)
    held.code, held.detail = detail.pop("was", "error"), detail or None
    held.audit = desk.audit("held.reopen", held)
    desk.change(held)
    desk.outcome(held)


def _expect_open(stream: Stream, held: Stored) -> None:
    if held.verdict != KEPT or held.code == DISMISSED:
        raise Decided
    head = stream.head
    if not held.beside and (head is None or head.record.digest != held.record.digest):
        raise Decided


def _open_before(desk: DecidingDesk, stream: Stream, held: Stored) -> Iterator[Stored]:
    """Undecided records that it was made from, the newest first."""
    base = held.record.base
    while base is not None:
        before = desk.find(stream, held.user, base)
        if before is None or before.verdict != KEPT or before.code == DISMISSED:
            return
        yield before
        base = before.record.base


def _give_way(desk: DecidingDesk, seal: Seal, one: Stored, to: Stored) -> None:
    if one.verdict in (STORED, WAITING):
        desk.undo(one)
    was = one.code if one.verdict == KEPT and one.code else "fork"
    fresh = one.verdict != KEPT
    one.beside, one.verdict, one.message = True, KEPT, None
    one.code = DISMISSED
    one.detail = {"reason": desk.reason, "was": was, "instead": to.record.digest}
    one.audit = desk.audit("held.give_way", one)
    if fresh:
        seal.set(desk, one)
    desk.change(one)
    desk.outcome(one)


def _put_off(desk: DecidingDesk, one: Stored, reason: str) -> None:
    one.detail = (one.detail or {}) | {"reason": reason, "was": one.code or "error"}
    one.code, one.message = DISMISSED, None
    one.audit = desk.audit("held.dismiss", one)
    desk.change(one)
    desk.outcome(one)
