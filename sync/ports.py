"""What the protocol asks of a host: stores for records, uploads and rows; rules; a signing key."""

from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import AbstractContextManager
from datetime import datetime
from io import FileIO
from pathlib import Path
from typing import Any, Protocol

from sync.records import BodyFacts, Head, IntakeResult, Record, Row, Stored, Stream, Upload

Clock = Callable[[], datetime]
PartKey = tuple[str, str]  # scope, part


class Busy(Exception):
    """The store is locked; nothing was written, and trying later helps."""


class WriteConflict(Busy):
    """Another transaction committed first: the same work may be retried at once."""


class Unavailable(Exception):
    """The store is full or unreachable: no record of this request can be answered."""


class Transaction(Protocol):
    """One transaction over one stream: all its writes commit together or not at all."""

    @property
    def at(self) -> datetime:
        """Return the time of this transaction; it stays the same until the commit."""

    def lock_stream(self, collection: str, id: str, user: str) -> Stream:
        """Create the stream if it is new, lock it, and only then read it."""

    def lock_existing(self, collection: str, id: str) -> Stream | None:
        """Lock and read a stream; None if there is none."""

    def yield_stream(self, stream: Stream, user: str) -> bool:
        """Give the stream to this user if it holds undecided imports alone; return whether."""

    def find(self, stream: Stream, user: str, digest: str) -> Stored | None:
        """Find this user's record by its digest in the stream, in its lineage or off it."""

    def list_waiting(self, stream: Stream) -> list[Stored]:
        """List any user's records of the stream that still need a receipt, oldest first."""

    def find_draft(self, stream: Stream) -> Stored | None:
        """Find the stored draft of this stream."""

    def last_sealed(self, stream: Stream) -> int:
        """Return the highest committed revision of this draft's inspection; 0 if none.

        What is unvouched is none: its author may never have sealed it.
        """

    def drop_draft(self, stored: Stored) -> None:
        """Delete the draft from which this committed record was sealed."""

    def add(self, stored: Stored) -> None:
        """Insert a record; it becomes the stream's head unless it is off the lineage."""

    def remove_unvouched(self, stored: Stored) -> None:
        """Remove a record that others handed in, since its author hands in the very same."""

    def change(self, stored: Stored) -> None:
        """Update the verdict, receipt and times of a stored record."""

    def replace_draft(self, old: Stored | None, new: Stored) -> None:
        """Replace the stored draft by a newer one, and send it to the author's other phones."""

    def missing(self, user: str, hashes: Iterable[str]) -> list[str]:
        """Return the hashes that this user has not made durable, in input order."""

    def unreadable(self, user: str, hashes: Iterable[str]) -> list[str]:
        """Return the hashes whose bytes this user sent and the server refused as unreadable."""

    def relink(self, user: str, hashes: Iterable[str]) -> None:
        """Link surviving blobs to this user again, whose upload an old receipt proves."""

    def audit(self, action: str, stored: Stored) -> str:
        """Append an audit entry about the record and return the entry's hash."""

    def apply_revision(
        self, stored: Stored, body: Mapping[str, Any], durable: bool
    ) -> IntakeResult:
        """Check rights and content; write the effect of a valid record, of another one nothing."""

    def show_uncounted(self, stored: Stored, body: Mapping[str, Any]) -> None:
        """Add the author's feed row of a lineage record that is quarantined or needs a fix."""

    def completed(self, stored: Stored) -> None:
        """Write the effect of a waiting record whose last blob became durable."""

    def outcome(self, stored: Stored) -> None:
        """Add an outcome row, by which the author's phones learn of a changed verdict."""


class DecidingTransaction(Transaction, Protocol):
    """The transaction of a person's decision, in which the author's rights are not checked."""

    @property
    def reason(self) -> str:
        """Return the reason that the deciding person wrote."""

    def list_lineage(self, stream: Stream, rev: int) -> list[Stored]:
        """List the lineage's records from this revision on, newest first."""

    def make_head(self, stored: Stored) -> None:
        """Make this record the head of its lineage."""

    def reverse_effect(self, stored: Stored) -> None:
        """Reverse the effect of a record; raises an exception of the host's if it is too late."""

    def show_without_head(self, stored: Stored) -> None:
        """Show the author the state without a dismissed head of the lineage."""

    def hand_over(self, old: Stored | None, new: Stored) -> None:
        """Send an accepted draft to the author's phones in place of an older one."""

    def close(self, stored: Stored) -> None:
        """Mark a record as needing no decision: a later record of its lineage was accepted."""


class Host(Protocol):
    """The store and the rules of one product."""

    def transaction(self) -> AbstractContextManager[Transaction]:
        """Open a transaction: commit, or roll back on an exception; raise Busy or Unavailable."""

    def facts(self, record: Record, body: Mapping[str, Any]) -> BodyFacts:
        """Return the author, the hashes and the `for_rev` that a body names."""

    def waiting_for(self, user: str, sha256: str) -> list[tuple[str, str]]:
        """List (collection, id) of streams in which this user's records wait for a blob."""

    def all_waiting(self) -> list[tuple[str, str]]:
        """List (collection, id) of every stream with a waiting record."""

    def count_error(self, user: str, record: Record, error: Exception) -> tuple[str, int]:
        """Log a failure of the server; return its error id and this digest's count of failures."""


class Signer(Protocol):
    """Signs and verifies receipts."""

    def sign(self, payload: Mapping[str, Any]) -> str:
        """Return the payload as a signed compact JWS."""

    def verify(self, token: str) -> dict[str, Any] | None:
        """Return the payload if one of the server's keys signed it, else None."""


class Unreadable(Exception):
    """The bytes are complete but not readable as their media type."""


class UploadGone(Exception):
    """The upload no longer exists, or its user may no longer upload."""


class OffsetConflict(Exception):
    """Another server advanced the upload; `offset` is its new offset."""

    def __init__(self, offset: int) -> None:
        super().__init__(offset)
        self.offset = offset


class PartialStore(Protocol):
    """The bytes of unfinished uploads: in a local folder, or in a store that servers share."""

    def writer(self, id: str) -> AbstractContextManager[FileIO]:
        """Open a named file for writing; raise Locked if another writer has it open."""

    def present_bytes(self, upload: Upload) -> int:
        """Return how many of the counted bytes really exist."""

    def secure(self, upload: Upload, start: int, file: FileIO) -> None:
        """Save the bytes since `start` where any server finds them; the offset is stored next."""

    def gather(self, upload: Upload, file: FileIO) -> None:
        """Make the file whole after the last byte arrived."""

    def remove(self, id: str) -> None:
        """Delete an upload's bytes, now or soon."""


class UploadStore(Protocol):
    """The rows of uploads. Each call is a transaction of its own and leaves no lock."""

    def find(self, user: str, id: str) -> Upload | None:
        """Find this user's upload, unless it expired."""

    def add(self, upload: Upload) -> list[str]:
        """Insert an upload; return the ids of the user's oldest open ones deleted for it."""

    def advance(self, upload: Upload) -> None:
        """Store the new offset if the row still has the counted one.

        Raises UploadGone or OffsetConflict.
        """

    def remove(self, upload: Upload) -> None:
        """Delete the row of an upload."""

    def finish(self, upload: Upload, part: Path) -> None:
        """Check the bytes, make them durable, commit their row, and complete what waited.

        Raises Unreadable, having remembered the hash, UploadGone or OffsetConflict.
        """


class FeedStore(Protocol):
    """The feed's rows. In a parted scope each row belongs to exactly one part."""

    def heads(self, scopes: Collection[str]) -> Mapping[str, Head]:
        """Return the head of each scope.

        It is read before the rows: a row that changes meanwhile comes again under its new number.
        """

    def list_parted(self, heads: Mapping[str, Head]) -> Collection[str]:
        """Return the scopes that a phone without a cursor receives in parts."""

    def known_parts(self, asked: Collection[PartKey]) -> Collection[PartKey]:
        """Return the parts that exist among those asked for, empty ones included."""

    def rows(
        self, scope: str, part: str | None, after: int, upto: int, limit: int
    ) -> Iterable[Row]:
        """Return rows of a scope or part with after < seq <= upto, ordered by seq.

        A row that left the part comes as a tombstone, numbered when it left.
        """
