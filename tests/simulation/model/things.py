"""What the model phone keeps: the same nouns as the phone's own tables."""

from dataclasses import dataclass, field, fields, replace
from typing import Any

FINAL = ("received", "quarantined", "replaced")
TO_PUSH = ("ready", "waiting", "quarantined_unproven")
MOVES = {
    "ready": (
        "ready",
        "waiting",
        "quarantined_unproven",
        "fix",
        "never",
        "received",
        "quarantined",
        "replaced",
    ),
    "waiting": (
        "ready",
        "waiting",
        "quarantined_unproven",
        "fix",
        "received",
        "quarantined",
        "replaced",
    ),
    "quarantined_unproven": (
        "ready",
        "waiting",
        "quarantined_unproven",
        "fix",
        "received",
        "quarantined",
        "replaced",
    ),
    "fix": ("fix", "quarantined_unproven", "quarantined", "received", "replaced"),
    "never": ("never", "replaced"),
    "received": ("received", "waiting", "quarantined_unproven", "quarantined", "fix"),
    "quarantined": (
        "quarantined",
        "received",
        "waiting",
        "quarantined_unproven",
        "fix",
        "replaced",
    ),
    "replaced": ("replaced",),
}
Key = tuple[str, str, int, str]


@dataclass(frozen=True)
class Photo:
    """One photo or signature; its bytes lie apart."""

    sha256: str
    size: int
    saved_at: int = 0
    here: bool = True
    uploaded: bool = False
    receipted: bool = False
    orphaned: bool = False
    spoiled: bool = False
    unreadable: bool = False
    behind: int = 0
    location: str | None = None


@dataclass(frozen=True)
class Draft:
    """An open inspection; `photos` are pairs of digest and time taken."""

    id: str
    rev: int
    base: str | None
    premises: str
    started_at: int
    clock: tuple[Any, ...]
    photos: tuple[tuple[str, int], ...] = ()
    wrong: bool = False
    note: int | None = None
    edits: int = 0
    signature: tuple[str, int, str] | None = None
    """Picture, revision and digest of the round that it was given for."""
    round: tuple[tuple[str, str], ...] = ()
    foreign: bool = False
    """Another client changed it after it was signed, and seals it as it is."""

    @property
    def hashes(self) -> list[str]:
        own = [sha256 for sha256, _ in self.photos]
        return [*own, self.signature[0]] if self.signature else own


@dataclass(frozen=True)
class Kept:
    """A frozen record in the outbox or the sent box."""

    collection: str
    id: str
    rev: int
    base: str | None
    digest: str
    body: str
    blobs: tuple[tuple[str, int], ...]
    made_at: int
    state: str = "ready"
    code: str | None = None
    tries: int = 0
    retry_at: int = 0
    receipt: str | None = None
    received_at: int | None = None
    epoch: str | None = None
    base_lost: bool = False
    again: bool = False

    @property
    def key(self) -> Key:
        return (self.collection, self.id, self.rev, self.digest)

    @property
    def hashes(self) -> list[str]:
        return [sha256 for sha256, _ in self.blobs]


@dataclass(frozen=True)
class Backup:
    """The last backup of a draft that was tried."""

    rev: int
    edits: int
    delivered: bool = False


@dataclass
class Partition:
    """Everything of one user on one phone."""

    user: str
    meta: dict[str, Any] = field(default_factory=dict)
    drafts: dict[str, Draft] = field(default_factory=dict)
    backups: dict[str, Backup] = field(default_factory=dict)
    photos: dict[str, Photo] = field(default_factory=dict)
    bytes: dict[str, bytes] = field(default_factory=dict)
    outbox: dict[Key, Kept] = field(default_factory=dict)
    sent: dict[Key, Kept] = field(default_factory=dict)
    rows: dict[tuple[str, str], tuple[str, int, int, Any]] = field(default_factory=dict)
    cursors: dict[str, int] = field(default_factory=dict)
    pinned: bool = False

    def copied(self) -> "Partition":
        """What lies in the tables is never changed, only put anew."""
        tables = {one.name: getattr(self, one.name) for one in fields(self)}
        return replace(self, **{k: dict(v) for k, v in tables.items() if isinstance(v, dict)})

    def stream(self, collection: str, id: str) -> list[Kept]:
        """All revisions here, sent ones first."""
        both = (*self.all_sent(), *self.all_unsent())
        return [one for one in both if (one.collection, one.id) == (collection, id)]

    def all_sent(self) -> list[Kept]:
        return [self.sent[key] for key in sorted(self.sent)]

    def all_unsent(self) -> list[Kept]:
        return [self.outbox[key] for key in sorted(self.outbox)]

    def is_mended(self, record: Kept) -> bool:
        """In `fix` here, and gone on with on another phone."""
        row = self.rows.get(("inspection", record.id))
        return record.state == "fix" and row is not None and row[3]["rev"] > record.rev

    def find(self, key: Key) -> Kept | None:
        return self.outbox.get(key) or self.sent.get(key)

    def place(self, record: Kept) -> None:
        """Into the box of its state, out of the other."""
        to, other = (self.sent, self.outbox) if record.state in FINAL else (self.outbox, self.sent)
        to[record.key] = record
        other.pop(record.key, None)

    def all_drafts(self) -> list[Draft]:
        return [self.drafts[id] for id in sorted(self.drafts)]

    def is_unsent(self, sha256: str) -> bool:
        """A draft or an unsent record names it."""
        if any(sha256 in draft.hashes for draft in self.drafts.values()):
            return True
        return any(sha256 in record.hashes for record in self.outbox.values())

    def is_named(self, sha256: str) -> bool:
        """Anything here names it."""
        return self.is_unsent(sha256) or any(sha256 in one.hashes for one in self.sent.values())

    def drop_lists(self) -> None:
        """What was pulled goes, and the checklist unless open work was made by it."""
        unsent = [one for one in self.outbox.values() if one.state not in FINAL]
        made_by_it = self.drafts or any(one.collection == "inspection" for one in unsent)
        self.pinned = self.pinned and bool(made_by_it)
        self.rows.clear()
        self.cursors.clear()
        self.meta.pop("cursor_epoch", None)

    def forget(self, sha256: str) -> None:
        """Unless something names it; what no receipt lists stays until the server was asked."""
        if self.is_named(sha256):
            return
        info = self.photos.get(sha256)
        if info and info.here and not (info.receipted or info.spoiled):
            self.photos[sha256] = replace(info, orphaned=True)
        else:
            self.erase(sha256)

    def erase(self, sha256: str) -> None:
        self.photos.pop(sha256, None)
        self.bytes.pop(sha256, None)
