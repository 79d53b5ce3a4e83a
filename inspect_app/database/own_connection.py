"""Runs one short query on a connection of its own."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Executable

from inspect_app.extensions import db


def read_alone(statement: Executable, **given: object) -> Sequence[Any]:
    """Run a query in a transaction of its own, which is over before this returns.

    Only where the session has no connection: a request must never wait for a second one.
    """
    with db.engine.connect() as connection:
        return connection.execute(statement, given).all()
