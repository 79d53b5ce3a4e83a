"""One short look that belongs to nothing else, as a busy request takes several."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Executable

from inspect_app.extensions import db


def read_alone(statement: Executable, **given: object) -> Sequence[Any]:
    """In a transaction of its own, which is over before this returns.

    Only where the session holds no connection: a request that holds one must never ask for two.
    """
    with db.engine.connect() as connection:
        return connection.execute(statement, given).all()
