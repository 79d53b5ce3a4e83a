"""A person's decisions on a quarantined record: it joins its lineage and counts, or does not.

Each runs inside the transaction that locked the stream, and adds the author's outcome rows.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from sync.drafts import is_behind
from sync.ports import DecidingTransaction, Signer
from sync.receipts import issue_receipt
from sync.records import DISMISSED, QUARANTINED, STORED, WAITING, IntakeResult, Stored, Stream

Body = Mapping[str, Any]


class AlreadyDecided(Exception):
    """Another person decided first, or a newer record of the lineage awaits the decision."""


class NotAcceptable(Exception):
    """The accepted record fails intake; `judgement` says why."""

    def __init__(self, judgement: IntakeResult) -> None:
        super().__init__(judgement.code)
        self.judgement = judgement


class Receipts:
    """Issues the receipts of one decision."""

    def __init__(self, signer: Signer, epoch: str) -> None:
        self.signer, self.epoch = signer, epoch

    def renew(self, tx: DecidingTransaction, stored: Stored) -> None:
        """Replace a record's receipt after a new verdict; none while blobs are missing."""
        stored.receipt = None
        if not tx.missing(stored.user, stored.record.hashes):
            issue_receipt(self.signer, self.epoch, stored, tx.at)


def accept(
    tx: DecidingTransaction, receipts: Receipts, stream: Stream, quarantined: Stored, body: Body
) -> None:
    """Make a quarantined record the head of its lineage; dismiss the records that it displaces.

    Raises AlreadyDecided or NotAcceptable.
    """
    _expect_open(stream, quarantined)
    before = list(_open_before(tx, stream, quarantined))
    if quarantined.off_lineage:
        for one in _in_its_way(tx, stream, quarantined, before):
            _give_way(tx, receipts, one, quarantined)
    quarantined.verdict, quarantined.code, quarantined.message, quarantined.detail = (
        STORED,
        None,
        None,
        None,
    )
    quarantined.off_lineage = False
    missing = tx.missing(quarantined.user, quarantined.record.hashes)
    judgement = tx.apply_revision(quarantined, body, durable=not missing)
    if judgement.verdict != STORED:
        raise NotAcceptable(judgement)
    quarantined.verdict = WAITING if missing else STORED
    quarantined.audit = tx.audit("quarantine.accept", quarantined)
    receipts.renew(tx, quarantined)
    tx.make_head(quarantined)
    tx.change(quarantined)
    tx.drop_draft(quarantined)
    for one in before:
        tx.close(one)
    if not missing:
        tx.outcome(quarantined)


def hand_over(tx: DecidingTransaction, stream: Stream, quarantined: Stored, body: Body) -> None:
    """Give a quarantined draft to its author's phones; raise NotAcceptable if it is outdated."""
    if not _is_open(quarantined):
        raise AlreadyDecided
    judgement = tx.apply_revision(quarantined, body, durable=True)
    current = tx.find_draft(stream)
    if judgement.verdict == STORED and is_behind(tx, stream, current, quarantined):
        judgement = IntakeResult(QUARANTINED, "stale")
    if judgement.verdict != STORED:
        raise NotAcceptable(judgement)
    quarantined.verdict, quarantined.code, quarantined.message, quarantined.detail = (
        STORED,
        None,
        None,
        None,
    )
    quarantined.off_lineage = False
    quarantined.audit = tx.audit("quarantine.accept", quarantined)
    tx.hand_over(current, quarantined)


def dismiss(tx: DecidingTransaction, stream: Stream, quarantined: Stored, reason: str) -> None:
    """Dismiss a quarantined record, and the undecided ones of the lineage that it was made from."""
    _expect_open(stream, quarantined)
    older = [] if quarantined.off_lineage else list(_open_before(tx, stream, quarantined))
    for one in (quarantined, *older):
        _put_off(tx, one, reason)
    if not quarantined.off_lineage:
        tx.show_without_head(quarantined)


def reopen(tx: DecidingTransaction, stream: Stream, quarantined: Stored, body: Body) -> None:
    """Put a dismissed record back into quarantine under its earlier code, undecided."""
    if quarantined.verdict != QUARANTINED or quarantined.code != DISMISSED:
        raise AlreadyDecided
    _expect_newest(stream, quarantined)
    detail = dict(quarantined.detail or {})
    detail.pop("reason", None)
    quarantined.code, quarantined.detail = detail.pop("was", "error"), detail or None
    quarantined.audit = tx.audit("quarantine.reopen", quarantined)
    tx.change(quarantined)
    tx.outcome(quarantined)
    if not quarantined.off_lineage:
        tx.show_uncounted(quarantined, body)


def _expect_open(stream: Stream, quarantined: Stored) -> None:
    if not _is_open(quarantined):
        raise AlreadyDecided
    _expect_newest(stream, quarantined)


def _expect_newest(stream: Stream, quarantined: Stored) -> None:
    head = stream.head
    if not quarantined.off_lineage and (
        head is None or head.record.digest != quarantined.record.digest
    ):
        raise AlreadyDecided


def _is_open(one: Stored) -> bool:
    return one.verdict == QUARANTINED and one.code != DISMISSED


def _in_its_way(
    tx: DecidingTransaction, stream: Stream, fork: Stored, before: list[Stored]
) -> Iterator[Stored]:
    """Yield lineage records at the fork's number or later, and undecided ones before it."""
    origin = {one.record.digest for one in before}
    for one in tx.list_lineage(stream, 1):
        later = one.record.rev >= fork.record.rev
        if later or (_is_open(one) and one.record.digest not in origin):
            yield one


def _open_before(tx: DecidingTransaction, stream: Stream, quarantined: Stored) -> Iterator[Stored]:
    """Yield undecided records that this one was made from, newest first."""
    base = quarantined.record.base
    while base is not None:
        before = tx.find(stream, quarantined.user, base)
        if before is None or not _is_open(before):
            return
        yield before
        base = before.record.base


def _give_way(tx: DecidingTransaction, receipts: Receipts, one: Stored, to: Stored) -> None:
    if one.verdict in (STORED, WAITING):
        tx.reverse_effect(one)
    was = one.code if one.verdict == QUARANTINED and one.code else "fork"
    fresh = one.verdict != QUARANTINED
    one.off_lineage, one.verdict, one.message = True, QUARANTINED, None
    one.code = DISMISSED
    one.detail = {"reason": tx.reason, "was": was, "instead": to.record.digest}
    one.audit = tx.audit("quarantine.give_way", one)
    if fresh:
        receipts.renew(tx, one)
    tx.change(one)
    tx.outcome(one)


def _put_off(tx: DecidingTransaction, one: Stored, reason: str) -> None:
    one.detail = (one.detail or {}) | {"reason": reason, "was": one.code or "error"}
    one.code, one.message = DISMISSED, None
    one.audit = tx.audit("quarantine.dismiss", one)
    tx.change(one)
    tx.outcome(one)
