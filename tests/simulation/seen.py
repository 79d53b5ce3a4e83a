"""What can be seen of a world between two steps: all that the invariants speak of."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Key = tuple[str, str, int, str]


@dataclass(frozen=True)
class BoxSeen:
    """A record on a phone."""

    state: str
    code: str | None
    hashes: tuple[str, ...]
    receipt: bool


@dataclass(frozen=True)
class PhotoSeen:
    here: bool
    uploaded: bool
    receipted: bool
    unreadable: bool
    spoiled: bool
    bytes: bool


@dataclass(frozen=True)
class PhoneSeen:
    """One person's partition on one device."""

    outbox: dict[Key, BoxSeen]
    sent: dict[Key, BoxSeen]
    drafts: dict[str, tuple[int, int, tuple[str, ...]]]
    photos: dict[str, PhotoSeen]
    rows: dict[tuple[str, str], tuple[str, int]]
    cursors: dict[str, int]
    cursor_epoch: str | None
    states: Mapping[str, str] = field(default_factory=dict)
    """What the server last told of each inspection."""


@dataclass(frozen=True)
class Said:
    """The signature of a round in a body: what it was given for, and what the body shows."""

    picture: str
    rev: int
    given: str
    listed: tuple[tuple[str, str], ...]
    """Each inspection of the round, with the digest of what it showed."""
    whole: str
    """The digest of that list."""
    own: str
    """The digest of what this body shows."""


@dataclass(frozen=True)
class RecordSeen:
    """A record at the server; its key is (user, collection, id, digest)."""

    rev: int
    base: str | None
    verdict: str
    code: str | None
    off_lineage: bool
    receipt: bool
    hashes: tuple[str, ...]
    for_rev: int | None
    said: Said | None = None
    asks: tuple[str, str, int] | None = None
    """Of a move: which correction, what, and how many moves its phone had seen."""


@dataclass(frozen=True)
class MoveSeen:
    """A move that was made of a correction."""

    id: str
    number: int
    name: str
    who: str
    before: str
    after: str


@dataclass(frozen=True)
class CorrectionSeen:
    """A correction, its moves, what the audit says of them, and what phones are shown of it."""

    state: str
    steps: int
    stops: bool
    moves: tuple[MoveSeen, ...]
    photos: frozenset[str]
    seeing: set[str]
    """Who inspected, and who is sent."""
    shown: Mapping[str, tuple[str, int, str | None, frozenset[str]]]
    audited: tuple[tuple[int, str, str], ...]


@dataclass(frozen=True)
class RevisionSeen:
    """A revision in the books."""

    digest: str
    state: str
    user: str
    hashes: tuple[str, ...]
    signed: bool = False
    """Whether its author's signature counts; of one that was withdrawn nobody asks."""


@dataclass(frozen=True)
class ServerSeen:
    epoch: str
    records: dict[tuple[str, str, str, str], RecordSeen]
    streams: dict[tuple[str, str], tuple[str, str | None]]
    owned: set[tuple[str, str]]
    files: set[str]
    revisions: dict[tuple[str, int], RevisionSeen]
    rows: dict[str, dict[tuple[str, str], tuple[int, bool]]]
    heads: dict[str, int]
    finished: set[str]
    audited: list[tuple[str, str, str, int, str]]
    grants: set[tuple[str, str]]
    proposals: Mapping[str, tuple[str, str, str]] = field(default_factory=dict)
    register: Mapping[str, int] = field(default_factory=dict)
    corrections: Mapping[str, CorrectionSeen] = field(default_factory=dict)


@dataclass(frozen=True)
class Seen:
    phones: dict[tuple[str, str], PhoneSeen]
    server: ServerSeen
