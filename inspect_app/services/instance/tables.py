"""Copies all rows of one database into another with the same tables, SQLite or PostgreSQL."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import (
    JSON,
    Connection,
    MetaData,
    Table,
    Text,
    cast,
    column,
    func,
    insert,
    select,
    table,
    text,
)

AT_ONCE = 1000
Rows = Sequence[tuple[Any, ...]]


def copy_rows(tables: MetaData, source: Connection, target: Connection) -> int:
    """Copy every row in the order of foreign keys; return how many.

    JSON is copied as text, never parsed and written again: digests rest on it.
    """
    return sum(_copy(one, source, target) for one in tables.sorted_tables)


def _copy(one: Table, source: Connection, target: Connection) -> int:
    postgresql = target.dialect.name == "postgresql"
    write = _write_postgresql if postgresql else _write_sqlite
    count = 0
    for rows in _read(one, source):
        write(one, target, rows)
        count += len(rows)
    if postgresql and count:
        _reset_sequences(one, target)
    return count


def _read(one: Table, source: Connection) -> Iterator[Rows]:
    columns = [cast(c, Text).label(c.name) if _is_json(c) else c for c in one.columns]
    query = select(*columns).order_by(*_parents_first(one), *one.primary_key)
    with source.execute(query, execution_options={"yield_per": AT_ONCE}) as found:
        for rows in found.partitions():
            yield [tuple(row) for row in rows]


def _parents_first(one: Table) -> list[Any]:
    """Return an order in which rows of a self-referencing table follow their parents."""
    return [key.parent.is_not(None) for key in one.foreign_keys if key.column.table is one]


def _write_sqlite(one: Table, target: Connection, rows: Rows) -> None:
    plain = table(one.name, *(column(c.name, Text if _is_json(c) else c.type) for c in one.columns))
    names = [c.name for c in one.columns]
    target.execute(insert(plain), [dict(zip(names, row, strict=True)) for row in rows])


def _write_postgresql(one: Table, target: Connection, rows: Rows) -> None:
    quoted = target.dialect.identifier_preparer
    names = ", ".join(quoted.quote(c.name) for c in one.columns)
    line: Any = target.connection
    with line.cursor() as cursor, cursor.copy(_copy_words(quoted.quote(one.name), names)) as copy:
        for row in rows:
            copy.write_row(row)


def _copy_words(name: str, columns: str) -> str:
    return f"COPY {name} ({columns}) FROM STDIN"


def _reset_sequences(one: Table, target: Connection) -> None:
    """Set PostgreSQL's sequences behind the copied numbers."""
    for key in one.primary_key:
        named = {"table": f'"{one.name}"', "column": key.name}
        sequence = target.scalar(text("SELECT pg_get_serial_sequence(:table, :column)"), named)
        if sequence is not None:
            highest = target.scalar(select(func.max(key)))
            target.execute(select(func.setval(sequence, highest)))


def _is_json(c: Any) -> bool:
    return isinstance(c.type, JSON)
