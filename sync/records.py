"""The nouns of the protocol: records as they come, as they are stored, and what is answered."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

DRAFT = "draft"
STORED, ALREADY, WAITING, QUARANTINED = "stored", "already", "waiting", "quarantined"
RETRY, FIX, NEVER = "retry", "fix", "never"
DISMISSED = "dismissed"  # the code of a quarantined record that a person decided against
IMPORTED = "imported"  # the code of a quarantined record that somebody else handed in as a file
DRAINED = "revoked_author"  # of one handed in with a code, which whoever issued it knows as well
HANDED_IN = frozenset({IMPORTED, DRAINED})


@dataclass(frozen=True)
class BlobRef:
    """Bytes that a record needs, named by their digest."""

    sha256: str
    size: int
    type: str


@dataclass(frozen=True)
class Record:
    """One well-formed entry of a push; `body` is the frozen text."""

    collection: str
    id: str
    rev: int
    base: str | None
    digest: str
    body: str
    blobs: tuple[BlobRef, ...] = ()
    receipt: str | None = None
    base_lost: bool = False

    @property
    def hashes(self) -> list[str]:
        """Return the digests of the record's blobs in input order, each once."""
        return list(dict.fromkeys(blob.sha256 for blob in self.blobs))


@dataclass(frozen=True)
class BodyFacts:
    """The author and the hashes that a body names; None where they are unreadable."""

    author: str | None
    hashes: frozenset[str] | None = frozenset()
    for_rev: int | None = None


@dataclass(frozen=True)
class IntakeResult:
    """The host's verdict on a record: stored, quarantined with a code, or fix with the fields."""

    verdict: str = STORED
    code: str | None = None
    message: str | None = None
    detail: Mapping[str, Any] | None = None


@dataclass
class Stored:
    """A committed record with its verdict; `off_lineage` for a fork or another user's stream."""

    record: Record
    user: str
    verdict: str
    received_at: datetime
    code: str | None = None
    message: str | None = None
    detail: dict[str, Any] | None = None
    for_rev: int | None = None
    off_lineage: bool = False
    complete_at: datetime | None = None
    audit: str | None = None
    receipt: str | None = None

    @property
    def waits(self) -> bool:
        """Whether blobs are missing, so that the receipt is still to come."""
        return self.verdict in (WAITING, QUARANTINED) and self.receipt is None and not self.is_draft

    @property
    def is_unvouched(self) -> bool:
        """Whether others than its author may have written it and no person has decided on it yet.

        A revoked author's own, pushed in a session of his own, stands on the lineage.
        """
        return self.verdict == QUARANTINED and self.off_lineage and self.code in HANDED_IN

    @property
    def is_draft(self) -> bool:
        """Whether this is a draft, which never waits and gets no receipt."""
        return self.record.collection == DRAFT


@dataclass
class Stream:
    """A locked stream; `head` is the newest revision in its lineage.

    `is_new`: this very transaction began it, so nothing of it can be stored yet.
    """

    collection: str
    id: str
    user: str
    head: Stored | None = None
    is_new: bool = False

    @property
    def last_rev(self) -> int:
        """Return the head's revision; 0 while the lineage is empty."""
        return self.head.record.rev if self.head else 0


@dataclass(frozen=True)
class Result:
    """The answer to one record; `was` comes only with the verdict `already`."""

    collection: Any
    id: Any
    rev: Any
    verdict: str
    was: str | None = None
    code: str | None = None
    message: str | None = None
    detail: Mapping[str, Any] | None = None
    receipt: str | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the wire form; optional keys appear only where they have a value."""
        always = {"collection": self.collection, "id": self.id, "rev": self.rev}
        rest = {
            "was": self.was,
            "code": self.code,
            "message": self.message,
            "detail": dict(self.detail) if self.detail else None,
            "receipt": self.receipt,
        }
        return always | {"verdict": self.verdict} | {k: v for k, v in rest.items() if v is not None}


@dataclass(frozen=True)
class Limits:
    """The limits of one push; a phone learns them from hello."""

    body_bytes: int = 1024 * 1024
    record_bytes: int = 512 * 1024
    batch: int = 50
    blobs: int = 200
    errors_before_quarantine: int = 5
    collections: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True)
class Piece:
    """Bytes of an unfinished upload in the shared store, where every server reaches them."""

    start: int
    size: int
    name: str


@dataclass
class Upload:
    """One upload by one user; `offset` counts the bytes present, `counted` is the row's offset."""

    id: str
    user: str
    sha256: str
    type: str
    length: int
    expires_at: datetime
    offset: int = 0
    complete: bool = False
    counted: int = 0
    pieces: list[Piece] = field(default_factory=list)


@dataclass(frozen=True)
class UploadLimits:
    """The allowed size and media types of blobs, and the lifetime of an unfinished upload."""

    blob_bytes: int
    types: tuple[str, ...]
    expiry: timedelta


@dataclass(frozen=True)
class Row:
    """The newest version of one feed row; `data` is JSON text, None for a tombstone."""

    collection: str
    id: str
    seq: int
    rev: int
    data: str | None

    @property
    def size(self) -> int:
        """Return the row's approximate share of a page in bytes."""
        return len((self.data or "").encode()) + len(self.id) + 64

    def as_json(self) -> dict[str, Any]:
        """Return the wire form of a row, or of a tombstone for the list `gone`."""
        name = {"collection": self.collection, "id": self.id, "seq": self.seq}
        if self.data is None:
            return name
        return name | {"rev": self.rev, "data": json.loads(self.data)}


@dataclass(frozen=True)
class Head:
    """A scope's newest number, its highest removed tombstone, and its count of living rows."""

    head: int = 0
    floor: int = 0
    living: int = 0
