"""PostgreSQL on bad days: phones are told to come again, and the first good moment is used."""

import threading
from collections.abc import Iterator

import psycopg
import pytest
from flask import Flask
from sqlalchemy import text, update
from sqlalchemy.exc import DBAPIError, TimeoutError

from inspect_app.database.errors import is_busy, is_full
from inspect_app.domain.ids import uuid7
from inspect_app.extensions import db
from inspect_app.models.sync import SyncScope
from inspect_app.services.writing.transaction import writing
from sync.retry import retry_on_conflict
from tests.bodies import MadeBody
from tests.phone.phones import OURS, Phone, entry
from tests.postgres.limits import shorten

pytestmark = pytest.mark.parametrize("database", ["postgresql"], indirect=True)
HEAD = "SELECT 1 FROM audit_head FOR UPDATE"


@pytest.fixture
def other(app: Flask) -> Iterator[psycopg.Connection]:
    """Somebody else's line to this test's database."""
    url = db.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(url) as line:
        yield line


def test_a_lock_that_lasts_is_told_as_busy_and_later_the_record_is_stored(
    phone: Phone,
    made: MadeBody,
    other: psycopg.Connection,
) -> None:
    phone.upload_all(made)
    id = uuid7()
    other.execute(HEAD)
    shorten("lock_timeout", "100ms")
    (result,) = phone.push(entry(made, id))
    assert (result["verdict"], result["code"]) == ("retry", "busy")
    other.rollback()
    assert phone.push(entry(made, id))[0]["verdict"] == "stored"


def test_a_server_that_only_reads_is_told_and_later_the_record_is_stored(
    phone: Phone, made: MadeBody
) -> None:
    """As a managed one does on a full disk, and one that is no longer the first."""
    phone.upload_all(made)
    id = uuid7()
    shorten("default_transaction_read_only", "on")
    call = {"epoch": phone.epoch, "client_id": phone.client_id, "records": [entry(made, id)]}
    answer = phone.post("/sync/push", call)
    assert (answer.status_code, answer.json["error"]["code"]) == (503, "storage_full")
    db.engine.dispose()
    assert phone.push(entry(made, id))[0]["verdict"] == "stored"


def test_a_transaction_that_stays_open_holds_up_no_pull_and_is_ended(
    phone: Phone,
    made: MadeBody,
    other: psycopg.Connection,
) -> None:
    phone.upload_all(made)
    other.execute("SET idle_in_transaction_session_timeout = '300ms'")
    other.execute(HEAD)
    assert phone.pull()
    assert phone.push(entry(made, uuid7()))[0]["verdict"] == "stored"
    with pytest.raises(psycopg.Error):
        other.execute("SELECT 1")
    other.close()


def test_our_own_transaction_that_was_ended_is_no_mistake_of_the_work(app: Flask) -> None:
    db.session.execute(text("SET LOCAL idle_in_transaction_session_timeout = '50ms'"))
    threading.Event().wait(1)
    with pytest.raises(DBAPIError) as caught:
        db.session.execute(text("SELECT 1"))
    assert is_busy(caught.value) and not is_full(caught.value)
    db.session.rollback()


def test_without_a_free_connection_a_phone_is_told_to_come_again(
    app: Flask,
    phone: Phone,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    db.session.rollback()
    monkeypatch.setattr(db.engine.pool, "_timeout", 0.05)
    taken = [db.engine.connect() for _ in range(db.engine.pool.size())]
    with pytest.raises(TimeoutError):
        db.engine.connect()
    answer = phone.http.get("/desk/", headers=OURS | {"Accept": "application/json"})
    assert (answer.status_code, answer.json["error"]["code"]) == (503, "busy")
    for line in taken:
        line.close()
    assert phone.hello().status_code == 200


def test_who_was_beaten_in_a_deadlock_goes_again(app: Flask) -> None:
    with writing() as w:
        for scope in ("user:a", "user:b"):
            w.queue_row(scope, "task", "1", 1, {})
    both_hold_one, tries = threading.Barrier(2), []

    @retry_on_conflict
    def move(*scopes: str) -> None:
        first = not any(scopes == one for one in tries)
        tries.append(scopes)
        with writing() as w:
            for scope in scopes:
                bump = update(SyncScope).where(SyncScope.scope == scope)
                w.session.execute(bump.values(head=SyncScope.head + 1))
                if first and scope == scopes[0]:
                    both_hold_one.wait()

    def work(*scopes: str) -> None:
        with app.app_context():
            move(*scopes)
            db.session.remove()

    ways = ("user:a", "user:b"), ("user:b", "user:a")
    movers = [threading.Thread(target=work, args=way) for way in ways]
    for mover in movers:
        mover.start()
    for mover in movers:
        mover.join()
    assert len(tries) == 3
    assert [db.session.get_one(SyncScope, one).head for one in ("user:a", "user:b")] == [3, 3]
