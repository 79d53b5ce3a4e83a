"""Fills a database with copies of one real inspection's rows, as if it were years old."""

from typing import Any

from sqlalchemy import Connection, func, insert, select, text

from inspect_app.app import create_app
from inspect_app.config import read_settings
from inspect_app.domain.ids import uuid7
from inspect_app.extensions import db
from inspect_app.models.inspections import Answer, Inspection, InspectionPhoto, Revision
from inspect_app.models.sync import SyncRecord, SyncRecordBlob, SyncRow, SyncStream
from tests.browser.server import Site

# The column of each table that names the inspection.
NAMED = {
    Inspection: "id",
    Revision: "inspection_id",
    Answer: "inspection_id",
    InspectionPhoto: "inspection_id",
    SyncStream: "id",
    SyncRow: "id",
}
BATCH = 500
FAR = 10_000_000  # numbers in a scope that no real row will reach


def prefill(site: Site, pattern: str, count: int) -> None:
    """Insert `count` copies of an inspection's rows under new ids; the audit stays as it is."""
    with create_app(read_settings(site.environment())).app_context(), db.engine.begin() as line:
        tables = {model.__table__: column for model, column in NAMED.items()}
        rows = {table: _rows(line, table, column, pattern) for table, column in tables.items()}
        record = _rows(line, SyncRecord.__table__, "record_id", pattern)[0]
        blobs = _rows(line, SyncRecordBlob.__table__, "record_pk", record["pk"])
        pk = line.scalar(select(func.max(SyncRecord.pk)))
        for start in range(0, count, BATCH):
            ids = [uuid7() for _ in range(min(BATCH, count - start))]
            for table, column in tables.items():
                line.execute(insert(table), _copies(rows[table], column, ids, FAR + start))
            line.execute(
                insert(SyncRecord.__table__),
                [record | {"record_id": id, "pk": pk + at} for at, id in enumerate(ids, 1)],
            )
            line.execute(
                insert(SyncRecordBlob.__table__),
                [blob | {"record_pk": pk + at} for at in range(1, len(ids) + 1) for blob in blobs],
            )
            pk += len(ids)
        if line.dialect.name == "postgresql":
            line.execute(text("SELECT setval('sync_record_pk_seq', :pk)"), {"pk": pk})


def _rows(line: Connection, table: Any, column: str, value: Any) -> list[dict[str, Any]]:
    found = line.execute(select(table).where(table.c[column] == value))
    return [dict(row) for row in found.mappings()]


def _copies(
    rows: list[dict[str, Any]], column: str, ids: list[str], seq: int
) -> list[dict[str, Any]]:
    copies = [row | {column: id} for id in ids for row in rows]
    if copies and "seq" in copies[0]:
        return [copy | {"seq": seq + at} for at, copy in enumerate(copies)]
    return copies
