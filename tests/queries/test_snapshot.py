"""What a command reads as of one moment may take as long as it needs."""

import threading

import pytest
from flask import Flask
from sqlalchemy import select, update

from inspect_app.extensions import db
from inspect_app.models.premises import Premises
from inspect_app.queries.snapshot import take_snapshot
from tests.makers import make_premises
from tests.postgres.limits import shorten

NAME = select(Premises.name)


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_who_thinks_longer_than_a_request_may_reads_on_and_sees_what_was(app: Flask) -> None:
    make_premises(name="从前（示例）")
    shorten("idle_in_transaction_session_timeout", "100ms")
    take_snapshot()
    assert db.session.scalar(NAME) == "从前（示例）"
    with db.engine.begin() as other:
        other.execute(update(Premises).values(name="如今（示例）"))
    threading.Event().wait(0.5)
    assert db.session.scalar(NAME) == "从前（示例）"
    db.session.rollback()
    assert db.session.scalar(NAME) == "如今（示例）"
