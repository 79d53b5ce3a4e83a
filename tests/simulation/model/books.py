"""The model server's tables: plain dictionaries, and a transaction that can be taken back."""

from collections.abc import Iterable
from dataclasses import dataclass, field, fields, replace
from typing import Any

from sync.records import Row, Stored

Key = tuple[str, str]
_ABSENT = object()


@dataclass
class Books:
    """Everything that a transaction may change, and that a restore brings back."""

    epoch: str = "epoch-0"
    streams: dict[Key, tuple[str, str | None]] = field(default_factory=dict)
    records: dict[Key, dict[tuple[str, str], Stored]] = field(default_factory=dict)
    owned: dict[tuple[str, str], bool] = field(default_factory=dict)
    refused: dict[tuple[str, str], bool] = field(default_factory=dict)
    inspections: dict[str, tuple[str, str]] = field(default_factory=dict)
    revisions: dict[str, dict[int, dict[str, Any]]] = field(default_factory=dict)
    rows: dict[str, dict[Key, tuple[int, int, str | None]]] = field(default_factory=dict)
    heads: dict[str, int] = field(default_factory=dict)
    audited: dict[int, tuple[str, str, str, int, str]] = field(default_factory=dict)
    clients: dict[str, tuple[str, bool]] = field(default_factory=dict)
    sessions: dict[str, tuple[str, str | None]] = field(default_factory=dict)
    grants: dict[tuple[str, str], bool] = field(default_factory=dict)
    proposals: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    """Author, place and state of each."""
    register: dict[str, int] = field(default_factory=dict)
    """How often each place has become another."""
    uploads: dict[str, Any] = field(default_factory=dict)
    corrections: dict[str, Any] = field(default_factory=dict)
    moved: dict[tuple[str, int], tuple[int, str, str]] = field(default_factory=dict)
    """What the audit says of the moves of corrections."""
    undo: list[tuple[dict[Any, Any], Any, Any]] = field(default_factory=list)
    queue: dict[tuple[str, str, str], tuple[int, str | None]] = field(default_factory=dict)
    changes: int = 0

    def put(self, table: dict[Any, Any], key: Any, value: Any) -> None:
        """Can be taken back until the end of the transaction."""
        self.undo.append((table, key, table.get(key, _ABSENT)))
        table[key] = value
        self.changes += 1

    def drop(self, table: dict[Any, Any], key: Any) -> None:
        if key in table:
            self.undo.append((table, key, table.pop(key)))
            self.changes += 1

    def transaction(self) -> "Transaction":
        """Rows are stamped last, as in the real one."""
        return Transaction(self)

    def take_back(self) -> None:
        self.changes += 1
        for table, key, old in reversed(self.undo):
            if old is _ABSENT:
                table.pop(key, None)
            else:
                table[key] = old

    def publish(self, scope: str, collection: str, id: str, rev: int, data: str | None) -> None:
        self.queue[(scope, collection, id)] = (rev, data)

    def page(self, scope: str, after: int, upto: int, limit: int) -> Iterable[Row]:
        rows = self.rows.get(scope, {})
        found = [(seq, key, rev, data) for key, (seq, rev, data) in rows.items()]
        wanted = sorted(one for one in found if after < one[0] <= upto)[:limit]
        return [Row(key[0], key[1], seq, rev, data) for seq, key, rev, data in wanted]

    def copied(self) -> "Books":
        """A backup. What lies in the tables is never changed, only put anew."""
        tables = {one.name: getattr(self, one.name) for one in fields(self)}
        tables = {name: dict(one) for name, one in tables.items() if isinstance(one, dict)}
        for name in ("records", "revisions", "rows"):
            tables[name] = {key: dict(many) for key, many in tables[name].items()}
        return replace(self, **tables, undo=[])

    def stamp(self) -> None:
        for (scope, collection, id), (rev, data) in sorted(
            self.queue.items(), key=lambda one: one[0][0]
        ):
            seq = self.heads.get(scope, 0) + 1
            self.put(self.heads, scope, seq)
            self.put(self.rows.setdefault(scope, {}), (collection, id), (seq, rev, data))


class Transaction:
    """Of one server; nested ones do not exist."""

    def __init__(self, books: Books) -> None:
        self.books = books

    def __enter__(self) -> None:
        self.books.undo, self.books.queue = [], {}

    def __exit__(self, error: object, *_: object) -> None:
        books = self.books
        try:
            if error is None:
                books.stamp()
            else:
                books.take_back()
        finally:
            books.undo, books.queue = [], {}
