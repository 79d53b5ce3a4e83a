"""Gives every record of a push its own verdict, each in its own transaction over its stream."""

import logging
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sync.blob_wait import answer_to, complete_waiting
from sync.drafts import receive_draft
from sync.envelope import Refused, read_entry
from sync.failpoints import failpoint
from sync.lineage import Position, Rejected, check_base
from sync.ports import Busy, Host, Signer, Transaction, Unavailable
from sync.receipts import issue_receipt, read_old_receipt
from sync.records import (
    DRAFT,
    FIX,
    HANDED_IN,
    QUARANTINED,
    RETRY,
    STORED,
    WAITING,
    BodyFacts,
    IntakeResult,
    Limits,
    Record,
    Result,
    Stored,
)
from sync.retry import retry_on_conflict

log = logging.getLogger(__name__)
Body = Mapping[str, Any]


class Receiver:
    """Receives pushes for one host."""

    def __init__(self, host: Host, signer: Signer, epoch: str, limits: Limits) -> None:
        self.host, self.signer, self.epoch, self.limits = host, signer, epoch, limits

    def receive(
        self, user: str, entries: Sequence[Any], forced: IntakeResult | None = None
    ) -> list[Result]:
        """Return one result per entry, in input order; a failure leaves the others alone.

        `forced` replaces every other intake result: what is new is quarantined under its code.
        """
        return [self._receive_one(user, entry, forced) for entry in entries]

    def _receive_one(self, user: str, entry: Any, forced: IntakeResult | None) -> Result:
        try:
            record, body = read_entry(entry, self.limits)
        except Refused as refused:
            return refused.result
        try:
            return retry_on_conflict(self._deliver)(user, record, body, forced)
        except Rejected as rejected:
            return _result(
                record, rejected.verdict, rejected.code, rejected.message, rejected.detail
            )
        except Busy:
            return _result(record, RETRY, "busy", "the server is busy")
        except Unavailable:
            raise
        except Exception as error:  # a failure of the server: the next records are still taken in
            return self._after_error(user, record, body, error, forced)

    def _deliver(
        self, user: str, record: Record, body: Body, forced: IntakeResult | None = None
    ) -> Result:
        facts = self.host.facts(record, body)
        if facts.author is not None and facts.author != user:
            raise Rejected(RETRY, "wrong_user", "the author of this record is not signed in")
        with self.host.transaction() as tx:
            known, stored = self._commit(tx, user, record, body, facts, forced)
            answer = answer_to(tx, stored, known)
            failpoint("record.written")
        failpoint("record.committed")
        return self._count_again(stored, known, answer) if stored.waits else answer

    def _count_again(self, stored: Stored, known: bool, answer: Result) -> Result:
        """Complete the record if a blob became durable between count and commit."""
        try:
            with self.host.transaction() as tx:
                stream = tx.lock_stream(stored.record.collection, stored.record.id, stored.user)
                complete_waiting(tx, self.signer, self.epoch, stream, answering=stored)
                newest = tx.find(stream, stored.user, stored.record.digest)
                return answer_to(tx, newest, known) if newest else answer
        except Exception:  # it is committed: a later failure must not change the answer
            log.exception("the count after a commit is left to the sweep")
            return answer

    def _commit(
        self,
        tx: Transaction,
        user: str,
        record: Record,
        body: Body,
        facts: BodyFacts,
        forced: IntakeResult | None,
    ) -> tuple[bool, Stored]:
        """Store a record unless it is known; return whether it was, and the stored record."""
        stream = tx.lock_stream(record.collection, record.id, user)
        failpoint("record.locked")
        arrived = self._take_old_receipt(tx, user, record)
        known = None if stream.is_new else tx.find(stream, user, record.digest)
        stored = Stored(record, user, STORED, arrived or tx.at, for_rev=facts.for_rev)
        if stream.user != user and not forced and tx.yield_stream(stream, user):
            stream.user = user  # nobody but a bearer had named its owner
        if stream.user != user:
            intake = IntakeResult(
                QUARANTINED, "wrong_stream", "this record belongs to another person"
            )
            return False, known or self._store(tx, stored, Position(off_lineage=True), intake, body)
        if known and known.is_unvouched and not forced:
            # Its author vouches for it now: it is judged as if nobody had brought it before.
            tx.audit("record.vouched", known)
            tx.remove_unvouched(known)
            known = None
        if known:
            return True, known
        if record.collection == DRAFT:
            ruled = forced or self._check(facts, stored)
            return receive_draft(tx, stream, stored, body, ruled)
        position = check_base(stream, record, lambda base: tx.find(stream, user, base))
        if forced and forced.code in HANDED_IN:
            # Whoever brings it may have written it: it moves no head before a person accepts.
            position = Position(off_lineage=True)
        ruled = forced or _quarantined(position) or self._check(facts, stored)
        return False, self._store(tx, stored, position, ruled, body)

    def _store(
        self,
        tx: Transaction,
        stored: Stored,
        position: Position,
        intake: IntakeResult | None,
        body: Body,
    ) -> Stored:
        missing = tx.missing(stored.user, stored.record.hashes)
        intake = intake or tx.apply_revision(stored, body, durable=not missing)
        stored.off_lineage = position.off_lineage
        stored.verdict, stored.code = intake.verdict, intake.code
        stored.message = intake.message
        stored.detail = dict(intake.detail) if intake.detail else None
        if stored.verdict == STORED and missing:
            stored.verdict = WAITING
        if stored.verdict in (QUARANTINED, FIX) and not stored.off_lineage:
            tx.show_uncounted(stored, body)
        if not stored.is_unvouched:
            tx.drop_draft(stored)
        stored.audit = tx.audit(f"record.{stored.verdict}", stored)
        if not missing and stored.verdict in (STORED, QUARANTINED) and not stored.is_draft:
            issue_receipt(self.signer, self.epoch, stored, tx.at)
        tx.add(stored)
        return stored

    def _check(self, facts: BodyFacts, stored: Stored) -> IntakeResult | None:
        """Return `fix` unless the entry's blobs are exactly those that the body names."""
        sent = [blob.sha256 for blob in stored.record.blobs]
        if len(sent) > self.limits.blobs:
            return _unfit("blobs", f"more than {self.limits.blobs}")
        if facts.hashes is not None and (set(sent) != facts.hashes or len(set(sent)) < len(sent)):
            return _unfit("blobs", "not exactly the hashes that the body names")
        return None

    def _take_old_receipt(self, tx: Transaction, user: str, record: Record) -> datetime | None:
        """Relink what an old receipt proves; return when the record first came."""
        payload = read_old_receipt(self.signer, record, user)
        if payload is None:
            return None
        tx.relink(user, payload.hashes)
        return payload.received_at

    def _after_error(
        self, user: str, record: Record, body: Body, error: Exception, forced: IntakeResult | None
    ) -> Result:
        error_id, times = self.host.count_error(user, record, error)
        if times >= self.limits.errors_before_quarantine:
            forced = forced or IntakeResult(
                QUARANTINED, "error", "quarantined after errors of ours", {"error_id": error_id}
            )
            try:
                return self._deliver(user, record, body, forced)
            except Exception:  # then the phone still has the record and pushes it again
                log.exception("record could not even be quarantined, error %s", error_id)
        message = "something went wrong here; it will be tried again"
        return _result(record, RETRY, "error", message, {"error_id": error_id})


def _quarantined(position: Position) -> IntakeResult | None:
    return IntakeResult(QUARANTINED, position.code) if position.code else None


def _unfit(field: str, message: str) -> IntakeResult:
    return IntakeResult(FIX, "validation", f"{field}: {message}", {"fields": {field: message}})


def _result(
    record: Record, verdict: str, code: str, message: str, detail: Body | None = None
) -> Result:
    return Result(
        record.collection,
        record.id,
        record.rev,
        verdict,
        code=code,
        message=message,
        detail=detail or None,
    )
