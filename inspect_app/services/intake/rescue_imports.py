"""Rescue files at the desk: read and shown first, then imported like a push.

New records are quarantined, since the importer is not their author; known ones stay as they are.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import delete, select

from inspect_app.domain.ids import uuid7
from inspect_app.domain.vocabulary import who_may
from inspect_app.errors import problem
from inspect_app.extensions import db
from inspect_app.models.people import User
from inspect_app.models.rescue import RescueImport, RescueRecord
from inspect_app.photos.headers import Header
from inspect_app.services.intake import inbox
from inspect_app.services.intake.rescue_reading import Contents, read_rescue
from inspect_app.services.people.actors import MAY_DECIDE, require_role
from inspect_app.services.photos.photo_gc import keep_from_gc
from inspect_app.services.photos.photo_rows import add_owner, add_photo
from inspect_app.services.writing.transaction import Writing, writing
from inspect_app.storage.open import BlobStore
from inspect_app.storage.rescue_files import Readable
from sync.records import IMPORTED

LIVES = timedelta(hours=24)  # garbage collection takes its photos a week after they came
AT_ONCE = 10  # photos per transaction, which asks the photo store for each of them


def open_rescue(actor_id: str, stream: Readable, *, storage: BlobStore, at: datetime) -> str:
    """Read an uploaded rescue file and return its import id, valid for 24 hours."""
    require_role(db.session(), actor_id, MAY_DECIDE)
    db.session.rollback()  # no transaction is open while a gigabyte is read
    contents = read_rescue(stream, storage)
    with writing(at) as w:
        w.session.execute(delete(RescueImport).where(RescueImport.uploaded_at < at - LIVES))
        row = _row(contents, actor_id, at)
        w.session.add(row)
        w.session.flush()
        w.session.add_all(_records(row.id, contents))
        w.audit(
            "rescue.open",
            f"rescue:{row.id}",
            actor_id,
            records=len(contents.records),
            photos=len(contents.blobs),
        )
        return row.id


def import_rescue(
    actor_id: str, import_id: str, *, storage: BlobStore, instance: Path, at: datetime
) -> int:
    """Import a rescue file: photos, then records; importing again changes nothing.

    Returns how many records got `retry` and need another import.
    """
    require_role(db.session(), actor_id, MAY_DECIDE)
    row = db.session.get(RescueImport, import_id)
    if row is None or row.uploaded_by != actor_id or row.uploaded_at < at - LIVES:
        raise problem("not_found")
    known, facts = _known_authors(row.records), dict(row.blobs)
    owned = _owned(row, known)
    # Plain values: each transaction below expires what was read before it.
    lines = [(one.number, one.author_id, dict(one.entry)) for one in row.records]
    _own_photos(owned, facts, storage)
    tally: dict[str, int] = {}
    for number, author, entry in sorted(lines, key=lambda line: (line[2]["id"], line[2]["rev"])):
        result: dict[str, Any] = {"verdict": "never", "code": "unknown_author"}
        if author in known:
            result = hand_in(actor_id, author, entry, storage=storage, instance=instance)
        tally[result["verdict"]] = tally.get(result["verdict"], 0) + 1
        _note_result(import_id, number, result)
    for author, sha256 in owned:
        inbox.complete_for_blob(author, sha256, storage=storage, instance=instance)
    left = tally.get("retry", 0)
    with writing(at) as w:
        w.session.get_one(RescueImport, import_id).imported_at = None if left else w.at
        w.audit("rescue.import", f"rescue:{import_id}", actor_id, **tally)
    return left


def _row(contents: Contents, actor_id: str, at: datetime) -> RescueImport:
    shown = ("made_at", "app", "user", "client_id", "counts")
    return RescueImport(
        id=uuid7(),
        uploaded_by=actor_id,
        uploaded_at=at,
        manifest={name: contents.manifest.get(name) for name in shown},
        blobs=contents.blobs,
        faults=contents.faults,
    )


def _records(import_id: str, contents: Contents) -> list[RescueRecord]:
    return [
        RescueRecord(import_id=import_id, number=number, author_id=read.author, entry=read.entry)
        for number, read in enumerate(contents.records)
    ]


def _known_authors(records: Sequence[RescueRecord]) -> set[str]:
    """Return the authors who are inspectors here, disabled ones included."""
    wanted = {one.author_id for one in records}
    query = select(User.id).where(User.id.in_(wanted), User.role.in_(who_may("inspect")))
    return set(db.session.scalars(query))


def _owned(row: RescueImport, known: set[str]) -> list[tuple[str, str]]:
    """Return each author with each complete photo that one of his records names."""
    pairs = [
        (one.author_id, blob["sha256"])
        for one in row.records
        for blob in one.entry["blobs"]
        if one.author_id in known and blob["sha256"] in row.blobs
    ]
    return list(dict.fromkeys(pairs))


def _own_photos(owned: list[tuple[str, str]], facts: dict[str, Any], storage: BlobStore) -> None:
    for start in range(0, len(owned), AT_ONCE):
        with writing() as w:
            for author, sha256 in owned[start : start + AT_ONCE]:
                _own(w, author, sha256, facts[sha256], storage)


def _own(w: Writing, author: str, sha256: str, facts: Any, storage: BlobStore) -> None:
    # Under garbage collection's lock: bytes collected since the file was read must not be linked.
    keep_from_gc(w, [sha256])
    if storage.has(sha256):
        add_photo(w, sha256, Header(**facts))
        add_owner(w, author, sha256)


def hand_in(
    actor_id: str, author: str, entry: dict[str, Any], *, storage: BlobStore, instance: Path
) -> dict[str, Any]:
    """Receive a record that somebody brought in its author's name; return its result in short."""

    def push(one: dict[str, Any]) -> dict[str, Any]:
        (result,) = inbox.receive(
            author,
            [one],
            storage=storage,
            instance=instance,
            quarantine=IMPORTED,
            actor_id=actor_id,
        )
        return result

    result = push(entry)
    if result.get("code") == "gap":
        # The missing base will never be pushed.
        result = push(entry | {"base_lost": True})
    return {name: result[name] for name in ("verdict", "was", "code", "message") if name in result}


def _note_result(import_id: str, number: int, result: dict[str, Any]) -> None:
    with writing() as w:
        w.session.get_one(RescueRecord, (import_id, number)).result = result
