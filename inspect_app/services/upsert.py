"""`INSERT … ON CONFLICT DO NOTHING` on both databases: two first writers, one row, no error."""

from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from inspect_app.extensions import Base


def insert_if_absent(session: Session, model: type[Base], **values: Any) -> None:
    """Makes the row unless its key is taken; what stands there already is left as it is."""
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    session.execute(dialect.insert(model).values(**values).on_conflict_do_nothing())
