"""Reads a rescue file: checks its records, stores its photos, and lists what is damaged.

Nothing counts yet and no photo has an owner: what is never imported is garbage-collected.
"""

import hashlib
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any

from inspect_app.errors import problem
from inspect_app.photos.headers import MAX_BYTES, UnreadablePhoto, read_header
from inspect_app.services.intake.inbox import LIMITS
from inspect_app.storage.open import BlobStore
from inspect_app.storage.private_files import make_folder
from inspect_app.storage.rescue_files import CutOff, Entry, Readable, read_entries
from sync.envelope import Refused, read_entry
from sync.records import Record, Result
from sync.strict_json import StrictJSONError, loads

FORMAT, VERSION = "inspect-rescue", 1
MOST_RECORDS = 10_000
MOST_FAULTS = 200
LONGEST_FIELD = 80
MANIFEST_BYTES = 8 * 1024 * 1024
_PHOTO = re.compile(r"photos/([0-9a-f]{64})")
_RECORD = re.compile(r"records/[0-9]{1,6}\.json")


@dataclass(frozen=True)
class Read:
    """One complete record, and the author that its body names."""

    author: str
    entry: dict[str, Any]
    record: Record


@dataclass
class Contents:
    """The contents of a rescue file; a fault is {"what", "name"}, of a record also its "field".

    `types` maps each hash that a record names to its media type.
    """

    manifest: dict[str, Any]
    records: list[Read] = field(default_factory=list)
    types: dict[str, str] = field(default_factory=dict)
    blobs: dict[str, dict[str, Any]] = field(default_factory=dict)
    faults: list[dict[str, str]] = field(default_factory=list)

    def add_record(self, read: Read) -> None:
        """Add a record and the media types of its photos, which come later in the file."""
        self.records.append(read)
        for blob in read.record.blobs:
            self.types.setdefault(blob.sha256, blob.type)

    def add_fault(self, what: str, name: str, field: str = "") -> None:
        """Add a fault, up to 200: a damaged file must not make an endless list."""
        if len(self.faults) < MOST_FAULTS:
            known = {"what": what, "name": name}
            self.faults.append(known | {"field": field} if field else known)


def read_rescue(stream: Readable, storage: BlobStore) -> Contents:
    """Read a rescue file; raise Problem `not_rescue`, or `too_large` beyond 10,000 records."""
    entries = read_entries(stream)
    contents = Contents(_read_manifest(entries))
    try:
        for entry in entries:
            if entry is None:
                contents.add_fault("damaged", "")
            else:
                _read_one(entry, contents, storage)
    except CutOff as cut:
        contents.add_fault("cut", str(cut))
    _name_absent(contents)
    return contents


def _read_manifest(entries: Iterator[Entry | None]) -> dict[str, Any]:
    try:
        first = next(entries, None)
        if first is None or first.name != "manifest.json" or first.size > MANIFEST_BYTES:
            raise problem("not_rescue")
        manifest = loads(first.content())
    except (CutOff, StrictJSONError):
        raise problem("not_rescue") from None
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise problem("not_rescue")
    if manifest.get("version") != VERSION:
        raise problem("rescue_version")
    return manifest


def _read_one(entry: Entry, contents: Contents, storage: BlobStore) -> None:
    if _RECORD.fullmatch(entry.name):
        _read_record(entry, contents)
    elif named := _PHOTO.fullmatch(entry.name):
        _read_photo(entry, named[1], contents, storage)
    else:
        contents.add_fault("unknown", entry.name)


def _read_record(entry: Entry, contents: Contents) -> None:
    if entry.size > 2 * LIMITS.record_bytes:
        return contents.add_fault("record", entry.name, "size")
    if len(contents.records) >= MOST_RECORDS:
        raise problem("too_large")
    try:
        given = loads(entry.content())
        record, body = read_entry(given, LIMITS)
    except StrictJSONError:
        return contents.add_fault("record", entry.name, "json")
    except Refused as refused:
        return contents.add_fault("record", entry.name, field_of(refused.result))
    author = body.get("author")
    if not isinstance(author, str) or len(author) > 36:
        return contents.add_fault("record", entry.name, "author")
    kept = asdict(record) | {"blobs": [asdict(blob) for blob in record.blobs]}
    contents.add_record(Read(author, kept, record))


def field_of(result: Result) -> str:
    """Return the path of the field for which an entry was refused, else the refusal's code."""
    if result.code == "malformed" and result.message:
        return result.message.partition(":")[0][:LONGEST_FIELD]
    return result.code or ""


def _read_photo(entry: Entry, sha256: str, contents: Contents, storage: BlobStore) -> None:
    type = contents.types.get(sha256)
    if type is None or entry.size > MAX_BYTES:
        return contents.add_fault("photo" if type else "unknown", entry.name)
    with _part(storage) as (part, file):
        digest = hashlib.sha256()
        for piece in entry.pieces():
            digest.update(piece)
            file.write(piece)
        file.flush()
        try:
            header = read_header(part, type)
        except UnreadablePhoto:
            return contents.add_fault("photo", entry.name)
        if digest.hexdigest() != sha256:
            return contents.add_fault("photo", entry.name)
        storage.keep(part, sha256)
    contents.blobs[sha256] = asdict(header)


@contextmanager
def _part(storage: BlobStore) -> Iterator[tuple[Path, IO[bytes]]]:
    make_folder(storage.parts)
    with tempfile.NamedTemporaryFile(
        dir=storage.parts, prefix="rescue-", suffix=".part", delete=False
    ) as file:
        try:
            yield Path(file.name), file
        finally:
            Path(file.name).unlink(missing_ok=True)


def _name_absent(contents: Contents) -> None:
    """Add a fault for everything that the manifest lists and the file lacks."""
    have = {(one.record.collection, one.record.id, one.record.digest) for one in contents.records}
    for one in _listed(contents.manifest, "records"):
        name = tuple(str(one.get(key)) for key in ("collection", "id", "digest"))
        if name not in have:
            contents.add_fault("record_absent", " ".join(name)[:120])
    for one in _listed(contents.manifest, "photos"):
        if str(one.get("sha256")) not in contents.blobs:
            contents.add_fault("photo_absent", str(one.get("sha256"))[:64])


def _listed(manifest: dict[str, Any], name: str) -> Iterator[dict[str, Any]]:
    rows = manifest.get(name)
    return (one for one in rows if isinstance(one, dict)) if isinstance(rows, list) else iter(())
