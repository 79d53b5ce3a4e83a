"""What rewriting feed rows changes elsewhere: tombstones in old parts, the count of living rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, delete, select, tuple_, update
from sqlalchemy.orm import Session

from inspect_app.models.sync import PartTombstone, SyncRow, SyncScope
from inspect_app.services.writing.upsert import insert_or_replace

AT_ONCE = 1000
_BEFORE = select(SyncRow.collection, SyncRow.id, SyncRow.part, SyncRow.gone).where(
    SyncRow.scope == bindparam("of"), SyncRow.id.in_(bindparam("ids", expanding=True))
)
_MORE_LIVING = (
    update(SyncScope)
    .where(SyncScope.scope == bindparam("of"))
    .values(living=SyncScope.living + bindparam("more"))
)
Key = tuple[str, str]


@dataclass(frozen=True)
class Before:
    """The part and state of a feed row before this transaction."""

    part: str | None
    gone: bool


NOWHERE = Before(None, True)


def read_before(session: Session, scope: str, ids: Sequence[str]) -> dict[Key, Before]:
    """Read the rows' earlier parts and states; the caller has locked the scope's counter."""
    reader = session.connection()
    return {
        (row.collection, row.id): Before(row.part, row.gone)
        for start in range(0, len(ids), AT_ONCE)
        for row in reader.execute(_BEFORE, {"of": scope, "ids": ids[start : start + AT_ONCE]})
    }


def leave_tombstones(
    session: Session, rows: Sequence[Mapping[str, Any]], before: Mapping[Key, Before]
) -> None:
    """Write a tombstone into the old part of each row that moved to another part."""
    for row in rows:
        old = before.get((row["collection"], row["id"]), NOWHERE).part
        if old is None or old == row["part"]:
            continue
        left = {name: row[name] for name in ("scope", "collection", "id", "seq", "at")}
        insert_or_replace(session, PartTombstone, [left | {"part": old}])
        back = (row["scope"], row["collection"], row["id"], row["part"])
        here = tuple_(
            PartTombstone.scope, PartTombstone.collection, PartTombstone.id, PartTombstone.part
        )
        session.execute(delete(PartTombstone).where(here == back))


def count_living(
    session: Session,
    scope: str,
    rows: Sequence[Mapping[str, Any]],
    before: Mapping[Key, Before],
) -> None:
    """Add the change in living rows to the scope's count."""
    keys = {(row["collection"], row["id"]) for row in rows}
    now = sum(not row["gone"] for row in rows)
    more = now - sum(not one.gone for key, one in before.items() if key in keys)
    if more:
        session.connection().execute(_MORE_LIVING, {"of": scope, "more": more})
