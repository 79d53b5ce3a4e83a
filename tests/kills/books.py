"""Opens the books after the last kill: is everything there that was acknowledged, and once?"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import Connection, func, select, text

from inspect_app.app import create_app
from inspect_app.config import Settings
from inspect_app.extensions import db
from inspect_app.models.audit import AuditEntry
from inspect_app.models.inspections import InspectionPhoto, Revision
from inspect_app.models.sync import SyncRecord, SyncRow
from inspect_app.services.writing.audit import verify_chain
from inspect_app.storage.open import BlobStore, open_storage
from tests.kills.writer import Acknowledged

BTREES = """
SELECT bt_index_check(pg_index.indexrelid, true) FROM pg_index
JOIN pg_class ON pg_class.oid = pg_index.indexrelid JOIN pg_am ON pg_am.oid = pg_class.relam
JOIN pg_namespace ON pg_namespace.oid = pg_class.relnamespace
WHERE amname = 'btree' AND nspname = 'public' AND indisvalid
"""
HEAPS = """
SELECT relname, msg FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
CROSS JOIN LATERAL verify_heapam(pg_class.oid) WHERE relkind = 'r' AND nspname = 'public'
"""


@dataclass
class Books:
    """`lost` and `doubled` name what is not as it was acknowledged; `broken` what is wrong else."""

    acknowledged: int = 0
    photos: int = 0
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)


def open_books(settings: Settings, held: list[Acknowledged]) -> Books:
    """The server is stopped."""
    with create_app(settings).app_context():
        books = Books(len(held), sum(len(one.photos) for one in held))
        _compare(books, held, open_storage(settings.storage))
        books.doubled += list_doubled()
        with db.engine.connect() as connection:
            books.broken += check_database(connection)
        if bad := verify_chain(db.session()).bad:
            books.broken.append(f"the audit breaks at {bad}")
        db.session.remove()
        db.engine.dispose()
    return books


def _compare(books: Books, held: list[Acknowledged], store: BlobStore) -> None:
    rows = select(SyncRecord.record_id, SyncRecord.digest, SyncRecord.receipt, SyncRecord.verdict)
    stored = {(row.record_id, row.digest): row for row in db.session.execute(rows)}
    received = set(db.session.scalars(select(Revision.inspection_id).filter_by(state="received")))
    linked: dict[str, set[str]] = {}
    for id, name in db.session.execute(
        select(InspectionPhoto.inspection_id, InspectionPhoto.sha256)
    ):
        linked.setdefault(id, set()).add(name)
    for one in held:
        row = stored.get((one.id, one.digest))
        kept = row is not None and (row.receipt, row.verdict) == (one.receipt, "stored")
        booked = one.collection != "inspection" or one.id in received
        photos = linked.get(one.id, set()).issuperset(one.photos)
        if not (kept and booked and photos and all(is_whole(store, name) for name in one.photos)):
            books.lost.append(one.id)


def is_whole(store: BlobStore, name: str) -> bool:
    try:
        with store.open(name) as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == name
    except FileNotFoundError:
        return False


def list_doubled() -> list[str]:
    """By every effect of a record: its row, its entry in the audit, the row that phones pull."""
    entries = select(AuditEntry.subject).where(AuditEntry.action == "record.stored")
    told = select(SyncRow.id).where(SyncRow.collection == "inspection")
    where = (InspectionPhoto.inspection_id, " ", InspectionPhoto.item, " ")
    pictures = select(func.concat(*where, InspectionPhoto.sha256))
    effects = (select(SyncRecord.record_id), entries, told, pictures)
    return [name for query in effects for name in _twice(db.session.scalars(query))]


def _twice(names: Iterable[str]) -> list[str]:
    return [name for name, times in Counter(names).items() if times > 1]


def check_database(connection: Connection) -> list[str]:
    """What the database itself finds wrong with its files."""
    if connection.dialect.name == "sqlite":
        found = [row[0] for row in connection.execute(text("PRAGMA integrity_check"))]
        strays = connection.execute(text("PRAGMA foreign_key_check")).all()
        return [line for line in found if line != "ok"] + [str(stray) for stray in strays]
    connection.execute(text("SET statement_timeout = 0"))
    connection.execute(text("CREATE EXTENSION IF NOT EXISTS amcheck"))
    connection.execute(text(BTREES)).all()  # raises at the first index that is wrong
    return [json.dumps(list(row)) for row in connection.execute(text(HEAPS))]
