"""Writes rows without ORM objects, on both databases; two first writers make one row, no error."""

from collections.abc import Sequence
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import insert, inspect
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from inspect_app.extensions import Base

T = TypeVar("T", bound=Base)


def insert_if_absent(session: Session, model: type[Base], **values: Any) -> bool:
    """Insert the row unless its key exists, leaving that one unchanged; return whether it did."""
    session.flush()
    statement = _insert_if_absent(model, session.get_bind().dialect.name)
    return session.connection().execute(statement, values).rowcount == 1


def insert_rows(session: Session, model: type[Base], rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows that all have the same columns, without ORM objects."""
    if rows:
        session.flush()
        session.connection().execute(_insert_plain(model), rows)


def insert_absent_rows(session: Session, model: type[Base], rows: Sequence[dict[str, Any]]) -> None:
    """Insert those rows whose key does not exist; the others stay unchanged."""
    if rows:
        session.flush()
        statement = _insert_if_absent(model, session.get_bind().dialect.name)
        session.connection().execute(statement, rows)


def take_row(session: Session, model: type[T], **values: Any) -> T:
    """Return the locked row of this key, inserted with these values if it was absent."""
    session.flush()
    key = _key_of(model)
    session.connection().execute(_insert_or_keep(model, session.get_bind().dialect.name), values)
    return session.get_one(model, tuple(values[name] for name in key), populate_existing=True)


def insert_or_replace(session: Session, model: type[Base], rows: Sequence[dict[str, Any]]) -> None:
    """Insert the rows; where a primary key exists, replace all its other columns."""
    dialect = session.get_bind().dialect.name
    session.connection().execute(_insert_or_replace(model, dialect, tuple(rows[0])), rows)


def insert_or_add(session: Session, model: type[Base], rows: Sequence[dict[str, Any]]) -> None:
    """Insert the rows; where a primary key exists, add all other columns to what stands there."""
    if rows:
        dialect = session.get_bind().dialect.name
        session.connection().execute(_insert_or_add(model, dialect), rows)


# Cached: building a statement costs more than running it.
@cache
def _insert_plain(model: type[Base]) -> Any:
    return insert(model)


@cache
def _insert_if_absent(model: type[Base], dialect: str) -> Any:
    # Without this option SQLAlchemy drops the row count of an INSERT on PostgreSQL.
    return (
        _insert(model, dialect).on_conflict_do_nothing().execution_options(preserve_rowcount=True)
    )


@cache
def _insert_or_keep(model: type[Base], dialect: str) -> Any:
    statement, key = _insert(model, dialect), _key_of(model)
    same = {name: statement.excluded[name] for name in key}
    return statement.on_conflict_do_update(index_elements=key, set_=same)


@cache
def _insert_or_replace(model: type[Base], dialect: str, names: tuple[str, ...]) -> Any:
    statement, key = _insert(model, dialect), _key_of(model)
    anew = {name: statement.excluded[name] for name in names if name not in key}
    return statement.on_conflict_do_update(index_elements=key, set_=anew)


@cache
def _insert_or_add(model: type[Base], dialect: str) -> Any:
    statement, key = _insert(model, dialect), _key_of(model)
    columns = inspect(model).columns
    sums = {one.name: one + statement.excluded[one.name] for one in columns if one.name not in key}
    return statement.on_conflict_do_update(index_elements=key, set_=sums)


def _key_of(model: type[Base]) -> list[str]:
    return [column.name for column in inspect(model).primary_key]


def _insert(model: type[Base], dialect: str) -> Any:
    return (postgresql if dialect == "postgresql" else sqlite).insert(model)
