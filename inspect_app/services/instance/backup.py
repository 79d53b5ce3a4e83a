"""A copy of the whole instance in a folder, made while the server works.

The rows are copied first, as they were at one moment, and the photos after them: so every row of
the copy has its bytes. `backup.json` is written last; without it the copy was cut off.
"""

import hashlib
import json
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, select, text

from inspect_app.config import Settings
from inspect_app.database.migrations import bound_migrations
from inspect_app.domain.refusals import Refused
from inspect_app.extensions import db
from inspect_app.models.audit import AuditHead
from inspect_app.models.inspections import Photo
from inspect_app.queries.photo_terms import PURGED
from inspect_app.queries.snapshot import take_snapshot
from inspect_app.services.instance.tables import copy_rows
from inspect_app.services.photos.gc_pause import AFTER_A_CUT_BACKUP, pause_gc, resume_gc
from inspect_app.services.writing.transaction import writing
from inspect_app.storage.copy_photo import copy_photo
from inspect_app.storage.folder import FolderStore
from inspect_app.storage.open import BlobStore, open_storage
from inspect_app.storage.private_files import refuse_wide

FORMAT = 1
LAST = "backup.json"
ROWS = "rows.db"
REVISION = text("SELECT version_num FROM alembic_version")


@dataclass(frozen=True)
class Backup:
    """The description of a backup in `backup.json`; `missing` lists photos lost before it."""

    format: int
    made_at: str
    revision: str
    rows_sha256: str
    audit_head: str
    photos: int
    missing: list[str]


def make_backup(settings: Settings, folder: Path, at: datetime) -> Backup:
    """Copy the instance into a folder while the server works.

    Raises Refused for a folder that is not empty, and for tables of another release.
    """
    _refuse_other_release()
    if folder.exists() and any(folder.iterdir()):
        raise Refused("not_empty", str(folder), f"{folder} is not empty: name a new folder.")
    refuse_wide(folder)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    until = at + AFTER_A_CUT_BACKUP
    with writing(at) as w:
        before = pause_gc(w, until)
    copy_database(folder / ROWS)
    shutil.copytree(settings.instance / "keys", folder / "keys")
    made = _describe(folder, open_storage(settings.storage), at)
    with writing(at) as w:
        resume_gc(w, until, before)
    _finish(folder, made)
    return made


def copy_database(target: Path) -> None:
    """Copy SQLite or PostgreSQL into one new SQLite file."""
    os.close(os.open(target, os.O_CREAT | os.O_EXCL, 0o600))
    if db.engine.dialect.name == "sqlite":
        with (
            closing(sqlite3.connect(str(db.engine.url.database))) as source,
            closing(sqlite3.connect(target)) as copy,
        ):
            source.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")
        return
    take_snapshot()
    engine = create_engine(f"sqlite:///{target}")
    with engine.begin() as copy:
        _copy_rows(db.session.connection(), copy)
    engine.dispose()
    db.session.rollback()


def _refuse_other_release() -> None:
    """Rows are copied by this release's tables: columns of another release would be lost."""
    ours = ScriptDirectory.from_config(bound_migrations().get_config()).get_current_head()
    theirs = db.session.scalar(REVISION)
    db.session.rollback()
    if theirs != ours:
        message = f"The database is of another release ({theirs}, not {ours}): back it up there."
        raise Refused("other_release", "alembic_version", message)


def _copy_rows(source: Connection, copy: Connection) -> None:
    db.metadata.create_all(copy)
    copy_rows(db.metadata, source, copy)
    copy.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
    version = {"version": source.scalar(REVISION)}
    copy.execute(text("INSERT INTO alembic_version VALUES (:version)"), version)


def _describe(folder: Path, store: BlobStore, at: datetime) -> Backup:
    """Copy the photos that the copied rows name, and count them."""
    target = FolderStore(folder / "photos", marked=False)
    with opened_rows(folder) as rows:
        stored = select(Photo.sha256).where(Photo.fault.is_distinct_from(PURGED))
        names = list(rows.scalars(stored.order_by(Photo.sha256)))
        head = rows.execute(select(AuditHead.seq, AuditHead.hash)).one()
        revision = str(rows.scalar(REVISION))
    missing = [name for name in names if not copy_photo(name, store, target)]
    return Backup(
        format=FORMAT,
        made_at=at.isoformat(),
        revision=revision,
        rows_sha256=digest_of(folder / ROWS),
        audit_head=f"{head.seq}:{head.hash}",
        photos=len(names) - len(missing),
        missing=missing,
    )


@contextmanager
def opened_rows(folder: Path) -> Iterator[Connection]:
    """Open the database of a backup and close it whatever happens."""
    engine = create_engine(f"sqlite:///{folder / ROWS}")
    try:
        with engine.connect() as rows:
            yield rows
    finally:
        engine.dispose()


def digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _finish(folder: Path, made: Backup) -> None:
    """Write `backup.json` once everything else is durable."""
    for path in (folder / ROWS, *(folder / "keys").iterdir()):
        _sync(path)
    _sync(folder / "keys")
    words = folder / f"{LAST}.new"
    words.write_text(json.dumps(asdict(made), indent=2) + "\n")
    _sync(words)
    words.rename(folder / LAST)
    _sync(folder)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
