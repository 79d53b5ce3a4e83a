"""The intake of pushed records: connects the protocol to our tables, rules, keys and store."""

import logging
import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import bindparam, exists, select
from sqlalchemy.exc import SQLAlchemyError

from inspect_app.database.errors import is_busy, is_full
from inspect_app.database.own_connection import read_alone
from inspect_app.models.sync import SyncBlobOwner, SyncFailure, SyncRecord, SyncRecordBlob
from inspect_app.queries.epochs import read_epoch
from inspect_app.schemas.phone_records import named_in
from inspect_app.services.intake.effects import COLLECTIONS
from inspect_app.services.intake.receipt_keys import read_key_ring
from inspect_app.services.intake.store import SqlTransaction
from inspect_app.services.writing.transaction import UNWRITABLE, writing
from inspect_app.services.writing.upsert import take_row
from inspect_app.storage.open import BlobStore
from sync.blob_wait import blob_arrived, sweep_waiting
from sync.ports import Busy, Unavailable
from sync.receive import Receiver
from sync.records import QUARANTINED, BodyFacts, IntakeResult, Limits, Record

log = logging.getLogger(__name__)
LIMITS = Limits(collections=COLLECTIONS)

# Run after every photo: built once.
_STREAMS = select(SyncRecord.collection, SyncRecord.record_id).where(SyncRecord.waits).distinct()
_WAITING_FOR = _STREAMS.join(SyncRecordBlob, SyncRecordBlob.record_pk == SyncRecord.pk).where(
    SyncRecord.user_id == bindparam("user"), SyncRecordBlob.sha256 == bindparam("sha256")
)
_OWNED = exists().where(
    SyncBlobOwner.user_id == SyncRecord.user_id, SyncBlobOwner.sha256 == SyncRecordBlob.sha256
)
_ALL_WAITING = _STREAMS.where(~exists().where(SyncRecordBlob.record_pk == SyncRecord.pk, ~_OWNED))


class SqlHost:
    """Implements `sync.ports.Host`."""

    def __init__(self, storage: BlobStore, actor_id: str | None = None) -> None:
        self.storage, self.actor_id = storage, actor_id

    @contextmanager
    def transaction(self) -> Iterator[SqlTransaction]:
        """Open a writing transaction; raise Busy or Unavailable for a locked or full store."""
        try:
            with writing() as w:
                yield SqlTransaction(w, self.storage, self.actor_id)
        except SQLAlchemyError as error:
            if known := _translated(error):
                raise known from error
            raise
        except ConnectionError as error:
            raise Busy(str(error)) from error  # the photo store is away

    def facts(self, record: Record, body: Mapping[str, Any]) -> BodyFacts:
        """Return the author, hashes and `for_rev` of a body whose shape is not checked yet."""
        author, for_rev = body.get("author"), body.get("for_rev")
        return BodyFacts(
            author if isinstance(author, str) else None,
            named_in(record.collection, body),
            for_rev if type(for_rev) is int and for_rev > 0 else None,
        )

    def waiting_for(self, user: str, sha256: str) -> list[tuple[str, str]]:
        """List (collection, id) of streams in which this user's records wait for a blob."""
        return _keys(_WAITING_FOR, user=user, sha256=sha256)

    def all_waiting(self) -> list[tuple[str, str]]:
        """List (collection, id) of streams whose waiting record has all its blobs."""
        return _keys(_ALL_WAITING)

    def count_error(self, user: str, record: Record, error: Exception) -> tuple[str, int]:
        """Log a failure; return its error id and this digest's count (five: quarantine)."""
        error_id = secrets.token_hex(6)
        log.error("error %s at %s %s", error_id, record.collection, record.id, exc_info=error)
        try:
            with writing() as w:
                failure = take_row(
                    w.session, SyncFailure, user_id=user, digest=record.digest, times=0
                )
                failure.times += 1
                return error_id, failure.times
        except UNWRITABLE:
            return error_id, 0


def receive(
    user_id: str,
    entries: Sequence[Any],
    *,
    storage: BlobStore,
    instance: Path,
    quarantine: str | None = None,
    actor_id: str | None = None,
) -> list[dict[str, Any]]:
    """Take in a push; return one result per record, in input order.

    New records are quarantined under the code `quarantine`, if given, as handed in by `actor_id`.
    """
    host = SqlHost(storage, actor_id)
    receiver = Receiver(host, read_key_ring(instance), read_epoch(), LIMITS)
    forced = IntakeResult(QUARANTINED, quarantine) if quarantine else None
    return [result.as_json() for result in receiver.receive(user_id, entries, forced)]


def complete_for_blob(user_id: str, sha256: str, *, storage: BlobStore, instance: Path) -> None:
    """Complete the records that waited for a blob whose row was just committed."""
    host = SqlHost(storage)
    if host.waiting_for(user_id, sha256):
        blob_arrived(host, read_key_ring(instance), read_epoch(), user_id, sha256)


def sweep(*, storage: BlobStore, instance: Path) -> None:
    """Complete records that a crash left waiting; the server calls it every minute."""
    sweep_waiting(SqlHost(storage), read_key_ring(instance), read_epoch())


def _keys(query: Any, **given: str) -> list[tuple[str, str]]:
    return [(collection, id) for collection, id in read_alone(query, **given)]


def _translated(error: SQLAlchemyError) -> Exception | None:
    if not is_full(error) and not is_busy(error):
        return None
    log.warning("database: %s", error)
    return Unavailable() if is_full(error) else Busy()
