"""`INSERT … ON CONFLICT` on both databases: two first writers, one row, no error."""

from collections.abc import Sequence
from typing import Any, TypeVar

from sqlalchemy import inspect
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from inspect_app.extensions import Base

T = TypeVar("T", bound=Base)


def insert_if_absent(session: Session, model: type[Base], **values: Any) -> bool:
    """Makes the row unless its key is taken; whether it did. What stands there stays as it is."""
    session.flush()
    made = session.connection().execute(_insert(session, model).on_conflict_do_nothing(), values)
    return made.rowcount == 1


def take_row(session: Session, model: type[T], **values: Any) -> T:
    """The row of that key under its lock, made of these values where there was none."""
    session.flush()
    key = [column.name for column in inspect(model).primary_key]
    statement = _insert(session, model)
    same = {name: statement.excluded[name] for name in key}
    session.connection().execute(
        statement.on_conflict_do_update(index_elements=key, set_=same), values
    )
    return session.get_one(model, tuple(values[name] for name in key), populate_existing=True)


def insert_or_replace(session: Session, model: type[Base], rows: Sequence[dict[str, Any]]) -> None:
    """Makes the rows; where a primary key is taken, every other column is written anew."""
    key = [column.name for column in inspect(model).primary_key]
    statement = _insert(session, model)
    anew = {name: statement.excluded[name] for name in rows[0] if name not in key}
    replaced = statement.on_conflict_do_update(index_elements=key, set_=anew)
    session.connection().execute(replaced, rows)


def _insert(session: Session, model: type[Base]) -> Any:
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    return dialect.insert(model)
