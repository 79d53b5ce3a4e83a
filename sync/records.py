"""The nouns of the protocol: records as they come, as they are stored, and what is answered."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

DRAFT = "draft"
STORED, ALREADY, WAITING, QUARANTINED = "stored", "already", "waiting", "quarantined"
RETRY, FIX, NEVER = "retry", "fix", "never"
DISMISSED = "dismissed"  # the code of what is quarantined and was decided against


@dataclass(frozen=True)
class BlobRef:
    """Bytes that a record needs, named by their digest."""

    sha256: str
    size: int
    type: str


@dataclass(frozen=True)
class Record:
    """One entry of a push, well formed; `body` is the frozen text."""

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
        """The digests of its blobs, in their order, each once."""
        return list(dict.fromkeys(blob.sha256 for blob in self.blobs))


@dataclass(frozen=True)
class BodyFacts:
    """What the host reads in a body: who wrote it, which bytes it names; None where unreadable."""

    author: str | None
    hashes: frozenset[str] | None = frozenset()
    for_rev: int | None = None


@dataclass(frozen=True)
class IntakeResult:
    """The host's word on a record: stored, quarantined with a code, or fix with the fields."""

    verdict: str = STORED
    code: str | None = None
    message: str | None = None
    detail: Mapping[str, Any] | None = None


@dataclass
class Stored:
    """A committed record with its verdict. `off_lineage`: a fork, or another person's."""

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
        """It is still owed a receipt: bytes are missing."""
        return self.verdict in (WAITING, QUARANTINED) and self.receipt is None and not self.is_draft

    @property
    def is_draft(self) -> bool:
        """Drafts are a backup: they never wait and get no receipt."""
        return self.record.collection == DRAFT


@dataclass
class Stream:
    """A stream under its lock. `head` is the newest revision in the lineage.

    `is_new`: this very transaction began it, so nothing of it can be stored yet.
    """

    collection: str
    id: str
    user: str
    head: Stored | None = None
    is_new: bool = False

    @property
    def last_rev(self) -> int:
        """0 while nothing is in the lineage."""
        return self.head.record.rev if self.head else 0


@dataclass(frozen=True)
class Result:
    """The answer to one record; `was` only with `already`."""

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
        """The keys that are always there, and the others where they say something."""
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
    """What one push may hold; a phone learns them from hello."""

    body_bytes: int = 1024 * 1024
    record_bytes: int = 512 * 1024
    batch: int = 50
    blobs: int = 200
    errors_before_quarantine: int = 5
    collections: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True)
class Piece:
    """Bytes of an unfinished upload that lie apart, where every server reaches them."""

    start: int
    size: int
    name: str


@dataclass
class Upload:
    """One upload by one user. `offset` is what is in, `counted` what its row says of it."""

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
    """What may be uploaded, and how long a part may lie."""

    blob_bytes: int
    types: tuple[str, ...]
    expiry: timedelta


@dataclass(frozen=True)
class Row:
    """The newest version of one row; `data` is JSON text, None for one that is gone."""

    collection: str
    id: str
    seq: int
    rev: int
    data: str | None

    @property
    def size(self) -> int:
        """Its share of a page."""
        return len((self.data or "").encode()) + len(self.id) + 64

    def as_json(self) -> dict[str, Any]:
        """As a row, or as one of `gone`."""
        name = {"collection": self.collection, "id": self.id, "seq": self.seq}
        if self.data is None:
            return name
        return name | {"rev": self.rev, "data": json.loads(self.data)}


@dataclass(frozen=True)
class Head:
    """A scope's newest number, the highest tombstone removed from it, how many rows live in it."""

    head: int = 0
    floor: int = 0
    living: int = 0
