"""What a receipt says, and what the server finds when it compares that with what is stored."""

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from inspect_app.models.inspections import Inspection, Photo, Revision
from inspect_app.queries.blobs import GONE
from inspect_app.queries.receipts import list_kept
from sync.receipts import KeyRing

SAID = (
    *("user", "collection", "id", "rev", "digest", "verdict"),
    *("received_at", "complete_at", "audit", "epoch", "v"),
)
BESIDE = "stored"  # whether the bytes are still there says nothing of the receipt


@dataclass(frozen=True)
class Listed:
    """A file that the receipt lists; `role` is what the inspection has it for, "" for nothing.

    `state` is `here` or `absent`, or the fault of bytes that came and cannot be shown or are gone.
    """

    sha256: str
    role: str
    item: str
    size: int | None
    state: str

    @property
    def is_here(self) -> bool:
        """Return whether the store has its bytes, shown or not."""
        return self.state not in ("absent", *GONE)


@dataclass(frozen=True)
class Check:
    """One thing that the server compared."""

    what: str
    holds: bool


@dataclass(frozen=True)
class Receipt:
    """A receipt as given; what it says is only shown, never believed, until its checks hold."""

    text: str
    kid: str
    payload: Mapping[str, Any]
    files: tuple[Listed, ...]
    checks: tuple[Check, ...]

    @property
    def said(self) -> dict[str, str]:
        """Return what it says field by field, as a page shows it."""
        given = {name: self.payload.get(name) for name in SAID}
        return {name: "" if value is None else str(value) for name, value in given.items()}

    def at(self, name: str) -> datetime | None:
        """Return a time that it says; None if that is no time."""
        try:
            found = datetime.fromisoformat(self.said[name])
        except ValueError:
            return None
        return found if found.tzinfo else None

    @property
    def is_valid(self) -> bool:
        """Return whether it is signed, about this revision, and lists just its files."""
        return all(check.holds for check in self.checks if check.what != BESIDE)

    @property
    def here(self) -> int:
        """Count the files whose bytes are stored."""
        return sum(one.is_here for one in self.files)


def check_receipt(text: str, ring: KeyRing, inspection: Inspection, revision: Revision) -> Receipt:
    """Compare a receipt with the published keys and with the revision that it should be about."""
    verified = ring.verify(text)
    said = verified if verified is not None else _part(text, 1)
    listed = said.get("blobs")
    hashes = [one for one in listed if isinstance(one, str)] if isinstance(listed, list) else []
    files = _files(hashes, inspection, revision)
    checks = (
        Check("signature", verified is not None),
        Check("record", _is_about(said, inspection, revision)),
        Check("text", _digest_of(revision) == revision.digest),
        Check("files", _lists_all(hashes, revision)),
        Check(BESIDE, all(one.is_here for one in files)),
    )
    return Receipt(text, str(_part(text, 0).get("kid", "")), said, files, checks)


def _part(text: str, number: int) -> dict[str, Any]:
    """Return a part of a compact JWS as it stands, which proves nothing; {} if unreadable."""
    try:
        part = text.split(".")[number]
        read = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    except (ValueError, IndexError, RecursionError):
        return {}
    return read if isinstance(read, dict) else {}


def _is_about(said: Mapping[str, Any], inspection: Inspection, revision: Revision) -> bool:
    expected = {
        "user": inspection.author_id,
        "collection": "inspection",
        "id": inspection.id,
        "rev": revision.rev,
        "digest": revision.digest,
    }
    return all(said.get(name) == value for name, value in expected.items())


def _digest_of(revision: Revision) -> str:
    return hashlib.sha256(revision.body.encode()).hexdigest()


def _lists_all(hashes: list[str], revision: Revision) -> bool:
    return set(hashes) == {photo.sha256 for photo in revision.photos}


def _files(hashes: list[str], inspection: Inspection, revision: Revision) -> tuple[Listed, ...]:
    kept = list_kept(inspection.author_id, hashes)
    named = {photo.sha256: (photo.role, photo.item) for photo in reversed(revision.photos)}
    return tuple(_listed(one, *named.get(one, ("", "")), kept.get(one)) for one in hashes)


def _listed(sha256: str, role: str, item: str, kept: Photo | None) -> Listed:
    state = "absent" if kept is None else kept.fault or "here"
    return Listed(sha256, role, item, kept.size if kept else None, state)
