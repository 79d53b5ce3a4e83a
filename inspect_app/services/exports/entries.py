"""Keeps an entry of every exported list, so that whoever holds its file can check it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from inspect_app.models.exports import ExportEntry
from inspect_app.services.writing.transaction import writing
from sync.retry import retry_on_conflict


@dataclass(frozen=True)
class Exported:
    """A file that was made: of which list, how narrowed, for which day and scope, and its hash."""

    id: str
    kind: str
    format: str
    filters: dict[str, str]
    as_of: date
    scope: dict[str, Any]
    rows: int
    sha256: str


@retry_on_conflict
def keep_export(actor_id: str, made: Exported, *, at: datetime) -> None:
    """Keep the entry of a file before its first byte is sent; the file itself is kept nowhere."""
    with writing(at) as w:
        w.session.add(ExportEntry(by=actor_id, at=w.at, **vars(made)))
        told = {"kind": made.kind, "format": made.format, "rows": made.rows, "sha256": made.sha256}
        w.audit("export.made", f"export:{made.id}", actor_id, **told)
