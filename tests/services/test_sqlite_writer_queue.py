"""Writers of SQLite stand in line, and the line can hold up nobody for good."""

import fcntl
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Event

import pytest
from flask import Flask
from sqlalchemy import select

from inspect_app.extensions import db
from inspect_app.models.audit import AuditEntry
from inspect_app.services.writing import sqlite_writer_queue
from inspect_app.services.writing.transaction import writing

AT = datetime(2022, 9, 14, tzinfo=UTC)


def write(app: Flask, number: int, began: Event | None = None) -> int:
    with app.app_context():
        if began:
            began.set()
        with writing(AT) as w:
            w.audit("test.act", f"thing:{number}")
    return number


@pytest.mark.sqlite
def test_nobody_writes_while_another_process_has_its_turn(app: Flask) -> None:
    began = Event()
    with open(f"{db.engine.url.database}.writers", "a") as file, ThreadPoolExecutor(1) as others:
        fcntl.flock(file, fcntl.LOCK_EX)
        waiting = others.submit(write, app, 1, began)
        began.wait()
        with pytest.raises(TimeoutError):
            waiting.result(timeout=0.2)
        fcntl.flock(file, fcntl.LOCK_UN)
        assert waiting.result(timeout=30) == 1


@pytest.mark.sqlite
def test_a_process_that_never_ends_its_turn_holds_up_nobody_for_good(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite_writer_queue, "LONGEST_WAIT_S", 0.05)
    with open(f"{db.engine.url.database}.writers", "a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        assert write(app, 1) == 1


def test_many_writers_at_once_all_come_to_their_turn(app: Flask) -> None:
    with ThreadPoolExecutor(8) as writers:
        list(writers.map(lambda number: write(app, number), range(64)))
    subjects = db.session.scalars(select(AuditEntry.subject).filter_by(action="test.act"))
    assert sorted(subjects) == sorted(f"thing:{number}" for number in range(64))
