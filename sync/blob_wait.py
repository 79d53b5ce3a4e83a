"""Completes waiting records once their last blob is durable; no order of events misses one.

The blob's row is committed first; only then is each stream that waits for it locked and counted.
"""

import logging
from typing import Any

from sync.failpoints import failpoint
from sync.ports import Busy, Host, Signer, Transaction
from sync.receipts import issue_receipt
from sync.records import ALREADY, STORED, WAITING, Result, Stored, Stream
from sync.retry import retry_on_conflict

log = logging.getLogger(__name__)


def complete_waiting(
    tx: Transaction, signer: Signer, epoch: str, stream: Stream, answering: Stored | None = None
) -> None:
    """Store and sign each waiting record of a locked stream whose blobs are all durable.

    The sender of `answering` gets its verdict in the answer; the others get an outcome row.
    """
    for stored in tx.list_waiting(stream):
        if tx.missing(stored.user, stored.record.hashes):
            continue
        if stored.verdict == WAITING:
            stored.verdict = STORED
            tx.completed(stored)
        stored.audit = tx.audit("record.complete", stored)
        issue_receipt(signer, epoch, stored, tx.at)
        tx.change(stored)
        if answering is None or stored.record.digest != answering.record.digest:
            tx.outcome(stored)


def blob_arrived(host: Host, signer: Signer, epoch: str, user: str, sha256: str) -> None:
    """Complete what waited for a blob whose row is committed; failures are left to the sweep."""
    _complete_all(host, signer, epoch, host.waiting_for(user, sha256))


def sweep_waiting(host: Host, signer: Signer, epoch: str) -> None:
    """Complete, every minute, what a crash left waiting although its blobs are durable."""
    _complete_all(host, signer, epoch, host.all_waiting())


def _complete_all(host: Host, signer: Signer, epoch: str, keys: list[tuple[str, str]]) -> None:
    for key in keys:
        try:
            _complete(host, signer, epoch, key)
        except Busy:
            log.info("stream is busy, its count is left to the next sweep")
        except Exception:  # the others must not wait for this one; the next sweep tries it again
            log.exception("a waiting stream could not be counted")


@retry_on_conflict
def _complete(host: Host, signer: Signer, epoch: str, key: tuple[str, str]) -> None:
    with host.transaction() as tx:
        if stream := tx.lock_existing(*key):
            complete_waiting(tx, signer, epoch, stream)
        failpoint("blob_wait.written")
    failpoint("blob_wait.committed")


def answer_to(tx: Transaction, stored: Stored, known: bool) -> Result:
    """Build the sender's result for a stored record, in the transaction that read it."""
    detail: dict[str, Any] = dict(stored.detail or {})
    if stored.waits:
        lacking = tx.missing(stored.user, stored.record.hashes)
        unreadable = tx.unreadable(stored.user, lacking)
        detail["missing"] = [one for one in lacking if one not in unreadable]
        if unreadable:
            detail["unreadable"] = unreadable
    return Result(
        stored.record.collection,
        stored.record.id,
        stored.record.rev,
        ALREADY if known else stored.verdict,
        was=stored.verdict if known else None,
        code=stored.code,
        message=stored.message,
        detail=detail or None,
        receipt=stored.receipt,
    )
