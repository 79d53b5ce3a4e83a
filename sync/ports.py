"""What a host gives to the protocol: places for records, uploads and rows, its rules, a key."""

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
    """Another transaction came first: the same work may be done again at once."""


class Unavailable(Exception):
    """The store is full or away: no record of this request can be answered."""


class Transaction(Protocol):
    """One transaction over one stream: everything below commits together or not at all."""

    @property
    def at(self) -> datetime:
        """The instant of this transaction."""

    def lock_stream(self, collection: str, id: str, user: str) -> Stream:
        """Makes the stream if it is new, locks it, and only then reads it."""

    def lock_existing(self, collection: str, id: str) -> Stream | None:
        """Locks a stream if there is one."""

    def find(self, stream: Stream, user: str, digest: str) -> Stored | None:
        """This user's record of that digest in the stream, in its lineage or off it."""

    def list_waiting(self, stream: Stream) -> list[Stored]:
        """Records of the stream, anybody's, that are owed a receipt; oldest first."""

    def find_draft(self, stream: Stream) -> Stored | None:
        """The draft that is kept now."""

    def last_sealed(self, stream: Stream) -> int:
        """The highest committed revision of what this draft stream became; 0 if none."""

    def drop_draft(self, stored: Stored) -> None:
        """A sealed record was committed: the draft that became it goes."""

    def add(self, stored: Stored) -> None:
        """Stores it; unless it lies off the lineage it becomes the stream's head."""

    def change(self, stored: Stored) -> None:
        """Writes the verdict, the receipt and its times of a record stored before."""

    def replace_draft(self, old: Stored | None, new: Stored) -> None:
        """Keeps the newer draft only, and tells the author's other phones."""

    def missing(self, user: str, hashes: Iterable[str]) -> list[str]:
        """Those that this user has not made durable, in the order given."""

    def unreadable(self, user: str, hashes: Iterable[str]) -> list[str]:
        """Those that this user sent and that were refused as unreadable."""

    def relink(self, user: str, hashes: Iterable[str]) -> None:
        """An old receipt proves the upload: bytes that survived here are linked again."""

    def audit(self, action: str, stored: Stored) -> str:
        """One link of the audit chain; its hash."""

    def apply_revision(
        self, stored: Stored, body: Mapping[str, Any], durable: bool
    ) -> IntakeResult:
        """Authority, validation, and the effect of a fit record; what is unfit has no effect."""

    def show_uncounted(self, stored: Stored, body: Mapping[str, Any]) -> None:
        """Lists a record of the lineage that is quarantined or must be mended."""

    def completed(self, stored: Stored) -> None:
        """The last blob of a waiting record is durable: now it counts."""

    def outcome(self, stored: Stored) -> None:
        """Tells the author's phones of a verdict that changed after its answer."""


class DecidingTransaction(Transaction, Protocol):
    """The same while a person decides; `apply_revision` asks for no right of the author here."""

    @property
    def reason(self) -> str:
        """What the person wrote."""

    def list_lineage(self, stream: Stream, rev: int) -> list[Stored]:
        """Records in the lineage from this number on, the newest first."""

    def lead(self, stored: Stored) -> None:
        """It is the head of its lineage from now on."""

    def undo(self, stored: Stored) -> None:
        """What it did to the books is taken back; raises what the host will where that is late."""

    def step_back(self, stored: Stored) -> None:
        """The head of its lineage counts nowhere: its author sees what stands without it."""

    def hand_over(self, old: Stored | None, new: Stored) -> None:
        """A kept draft is the one that the author's phones take up, in place of an older one."""

    def close(self, stored: Stored) -> None:
        """Nobody needs to decide on it any more: one that stands on it was accepted."""


class Host(Protocol):
    """The store and the rules of one product."""

    def transaction(self) -> AbstractContextManager[Transaction]:
        """Commits at the end, rolls back on any exception; raises Busy or Unavailable."""

    def facts(self, record: Record, body: Mapping[str, Any]) -> BodyFacts:
        """What the body says of author, hashes and `for_rev`."""

    def waiting_for(self, user: str, sha256: str) -> list[tuple[str, str]]:
        """(collection, id) of each stream with a record of this user that waits for the bytes."""

    def all_waiting(self) -> list[tuple[str, str]]:
        """(collection, id) of each stream where something waits."""

    def count_error(self, user: str, record: Record, error: Exception) -> tuple[str, int]:
        """Logs an error of ours: its id, and how often this digest met one."""


class Signer(Protocol):
    """Makes and checks receipts."""

    def sign(self, payload: Mapping[str, Any]) -> str:
        """A compact JWS."""

    def verify(self, token: str) -> dict[str, Any] | None:
        """The payload if one of our keys signed it, else None."""


class Unreadable(Exception):
    """The bytes are whole and are not what their type says."""


class Gone(Exception):
    """The upload is not there any more, or its user may not upload any more."""


class Moved(Exception):
    """Another server took the upload further; `offset` is where it stands."""

    def __init__(self, offset: int) -> None:
        super().__init__(offset)
        self.offset = offset


class PartialStore(Protocol):
    """Where unfinished bytes are: a folder of one machine, or a place that servers share."""

    def writer(self, id: str) -> AbstractContextManager[FileIO]:
        """A named file to write into; raises Locked where somebody writes already."""

    def present_bytes(self, upload: Upload) -> int:
        """How many of the bytes that were counted are really there."""

    def secure(self, upload: Upload, start: int, file: FileIO) -> None:
        """Whoever goes on must find what came in since `start`; its offset is stored next."""

    def gather(self, upload: Upload, file: FileIO) -> None:
        """Everything is in: makes the file whole."""

    def remove(self, id: str) -> None:
        """Forgets the bytes, now or soon."""


class UploadStore(Protocol):
    """The rows of uploads. Each call is a transaction of its own and holds nothing afterwards."""

    def find(self, user: str, id: str) -> Upload | None:
        """This user's upload, unless it expired."""

    def add(self, upload: Upload) -> list[str]:
        """Stores a new one; the ids of those that had to go for it, the oldest open ones."""

    def advance(self, upload: Upload) -> None:
        """Stores the new offset if it was the counted one until now; raises Gone or Moved."""

    def remove(self, upload: Upload) -> None:
        """Forgets it."""

    def finish(self, upload: Upload, part: Path) -> None:
        """Checks the bytes, makes them durable, then commits their row and tells who waits.

        Raises Unreadable, having remembered the hash, Gone or Moved.
        """


class FeedStore(Protocol):
    """Where the rows are. Some scopes can be read in parts; there each row lies in one part."""

    def heads(self, scopes: Collection[str]) -> Mapping[str, Head]:
        """One for each scope; read before the rows: what moves on comes again under its number."""

    def list_parted(self, heads: Mapping[str, Head]) -> Collection[str]:
        """Those of a person's scopes that a phone which has nothing of them gets in parts."""

    def known_parts(self, asked: Collection[PartKey]) -> Collection[PartKey]:
        """Those that are there, though they may be empty."""

    def rows(
        self, scope: str, part: str | None, after: int, upto: int, limit: int
    ) -> Iterable[Row]:
        """Rows with after < seq <= upto, ordered by seq, of the whole scope or of one part.

        A row that left the part is gone there, under the number of its leaving.
        """
