"""Restores an instance from a backup, whichever database either uses.

Keys and photos come first, the rows last and in one transaction with a new epoch: so a restore that
was cut off left no instance, and is simply done again. Phones see the new epoch and push again
whatever the copy does not know.
"""

import json
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import (
    Connection,
    MetaData,
    Table,
    bindparam,
    create_engine,
    delete,
    inspect,
    text,
    update,
)

from inspect_app.config import Settings
from inspect_app.database.migrations import upgrade
from inspect_app.domain.ids import uuid7
from inspect_app.domain.refusals import Refused
from inspect_app.extensions import db
from inspect_app.models.types import UtcDateTime
from inspect_app.queries.photo_terms import PURGED
from inspect_app.services.instance.backup import FORMAT, LAST, ROWS, Backup, digest_of, opened_rows
from inspect_app.services.instance.tables import copy_rows
from inspect_app.services.intake.receipt_keys import prepare_sync
from inspect_app.services.photos.faults import LOST, note_fault
from inspect_app.services.photos.ownership import begin_restore, end_restore
from inspect_app.services.writing.transaction import Writing, writing
from inspect_app.storage.copy_photo import copy_photo
from inspect_app.storage.folder import FolderStore
from inspect_app.storage.open import open_storage
from inspect_app.storage.private_files import adopt, make_folder

FIRST_START = ".first-start"
NEW_EPOCH = text("UPDATE sync_meta SET epoch = :epoch, made_at = :at").bindparams(
    bindparam("at", type_=UtcDateTime)
)
# Bytes of unfinished uploads are not in a backup: whoever sent them begins again.
UPLOADS = ("sync_upload", "operator_upload")


@dataclass(frozen=True)
class Restored:
    """The result of a restore; `missing` lists photos that the backup names but lacks.

    `sweeps` is false where another instance used the photo store; then no photo is removed there.
    """

    rows: int
    photos: int
    missing: list[str]
    epoch: str
    sweeps: bool


def read_backup(folder: Path) -> Backup:
    """Return a backup's description; raise Refused if it is incomplete or damaged."""
    try:
        stored = json.loads((folder / LAST).read_text())
        backup = Backup(**stored)
    except FileNotFoundError:
        message = f"{folder} is no whole backup: it was cut off, or is something else."
        raise Refused("no_backup", str(folder), message) from None
    except (ValueError, TypeError):
        raise _damaged(folder, LAST) from None
    if backup.format != FORMAT:
        raise Refused("newer", str(folder), f"{folder} was made by another version of the app.")
    if not (folder / ROWS).exists() or digest_of(folder / ROWS) != backup.rows_sha256:
        raise _damaged(folder, ROWS)
    return backup


def copy_keys(settings: Settings, folder: Path) -> None:
    """Copy a backup's keys into the instance; raise Refused if it has other keys.

    It must run before the app is made, which would make new keys.
    """
    keys = settings.instance / "keys"
    for source in _keys_of(folder):
        target = keys / source.name
        if target.exists() and target.read_bytes() != source.read_bytes():
            message = f"{target} is another instance's key: name a new folder, or move it away."
            raise Refused("not_empty", str(target), message)
        make_folder(keys)
        shutil.copyfile(source, target)
        target.chmod(0o600)
        adopt(target)
    # A first start that was cut off leaves this file: the next would begin by emptying the folder.
    (settings.instance / FIRST_START).unlink(missing_ok=True)


def _keys_of(folder: Path) -> list[Path]:
    """List a backup's key files; raise Refused for a link, which could point anywhere."""
    kept = folder / "keys"
    found = sorted(kept.iterdir()) if kept.is_dir() else []
    for one in found:
        if one.is_symlink() or not one.is_file():
            raise _damaged(folder, f"keys/{one.name}")
    if not found:
        raise _damaged(folder, "keys")
    return found


def restore_backup(settings: Settings, folder: Path, backup: Backup, at: datetime) -> Restored:
    """Restore rows and photos into an empty database, under a new epoch."""
    photos, missing = _bring_photos(settings, folder)
    rows, epoch = _bring_rows(folder, backup, missing, at)
    upgrade()
    with writing(at) as w:
        w.audit("instance.restore", "instance", made_at=backup.made_at, head=backup.audit_head)
        _note_lost(w, missing)
    prepare_sync(settings.instance)
    sweeps = end_restore(open_storage(settings.storage))
    db.session.rollback()
    return Restored(rows, photos, missing, epoch, sweeps)


def refuse_unless_empty(settings: Settings) -> None:
    """Raise Refused if the database has an instance already.

    Tables without an epoch are the rest of a restore that was cut off, and count as empty.
    """
    engine = create_engine(settings.database_url)
    if engine.dialect.name == "sqlite" and not Path(str(engine.url.database)).exists():
        return
    with engine.connect() as connection:
        begun = inspect(connection).has_table("sync_meta")
        is_empty = not begun or not connection.scalar(text("SELECT count(*) FROM sync_meta"))
    engine.dispose()
    if not is_empty:
        message = (
            "There is an instance already: a backup is restored into a new folder and, on"
            " PostgreSQL, into a new database."
        )
        raise Refused("not_empty", "INSPECT_INSTANCE", message)


def _bring_photos(settings: Settings, folder: Path) -> tuple[int, list[str]]:
    source = FolderStore(folder / "photos", marked=False)
    target = open_storage(settings.storage)
    target.begin(holding=False)
    begin_restore(target)
    with opened_rows(folder) as rows:
        stored = "SELECT sha256 FROM photo WHERE fault IS NULL OR fault <> :purged ORDER BY sha256"
        names = list(rows.scalars(text(stored), {"purged": PURGED}))
    missing = [name for name in names if not copy_photo(name, source, target)]
    return len(names) - len(missing), missing


def _call_lost(photo: Table, missing: list[str], target: Connection) -> None:
    """Mark missing photos as lost with the rows, so that no phone is told they are here."""
    for sha256 in missing if "fault" in photo.c else ():
        target.execute(update(photo).filter_by(sha256=sha256).values(readable=False, fault=LOST))


def _note_lost(w: Writing, missing: list[str]) -> None:
    for sha256 in missing:
        note_fault(w, sha256, LOST)


def _bring_rows(folder: Path, backup: Backup, missing: list[str], at: datetime) -> tuple[int, str]:
    """Copy rows into the tables of the backup's revision; the upgrade follows later."""
    try:
        upgrade(revision=backup.revision)
    except SystemExit:  # Flask-Migrate's way to say that there is no such revision
        raise Refused("newer", str(folder), f"{folder} was made by a newer version.") from None
    epoch = uuid7()
    with opened_rows(folder) as source, db.engine.begin() as target:
        tables = MetaData()
        tables.reflect(source)
        tables.remove(tables.tables["alembic_version"])
        rows = copy_rows(tables, source, target)
        _call_lost(tables.tables["photo"], missing, target)
        target.execute(NEW_EPOCH, {"epoch": epoch, "at": at})
        for table in (tables.tables[name] for name in UPLOADS if name in tables.tables):
            target.execute(delete(table).where(table.c.complete.is_(False)))
    return rows, epoch


def _damaged(folder: Path, name: str) -> Refused:
    return Refused("damaged", str(folder / name), f"{folder / name} is not as it was written.")
