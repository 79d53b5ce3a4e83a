"""One write is whole or absent, starts as a writer, and is numbered in the order of commits."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from inspect_app.domain.calendar.visits import SHANGHAI
from inspect_app.extensions import db
from inspect_app.models.audit import AuditEntry
from inspect_app.models.sync import SyncRow, SyncScope
from inspect_app.services.writing.audit import verify_chain
from inspect_app.services.writing.transaction import together, writing
from tests.statements import counted

pytestmark = pytest.mark.both
AT = datetime(2022, 9, 14, tzinfo=UTC)


def test_a_failed_write_leaves_nothing_behind(app: Flask) -> None:
    before = db.session.query(AuditEntry).count()
    with pytest.raises(ZeroDivisionError), writing(AT) as w:
        w.audit("test.act", "thing:1")
        w.queue_row("user:a", "task", "1", 1, {})
        raise ZeroDivisionError
    assert db.session.query(AuditEntry).count() == before
    assert db.session.get(SyncScope, "user:a") is None


def test_a_write_inside_a_write_is_a_mistake(app: Flask) -> None:
    with pytest.raises(RuntimeError), writing(AT), writing(AT):
        pass


def test_writes_together_are_whole_or_absent(app: Flask) -> None:
    before = db.session.query(AuditEntry).count()
    with pytest.raises(ZeroDivisionError), together():
        with writing(AT) as w:
            w.audit("test.act", "thing:1")
        raise ZeroDivisionError
    assert db.session.query(AuditEntry).count() == before


def test_a_part_that_failed_takes_all_parts_along(app: Flask) -> None:
    before = db.session.query(AuditEntry).count()
    with pytest.raises(RuntimeError, match="a part"), together():
        with writing(AT) as w:
            w.audit("test.act", "thing:1")
        with pytest.raises(ZeroDivisionError), writing(AT) as w:
            raise ZeroDivisionError
    with pytest.raises(RuntimeError, match="a part"), together():
        db.session.rollback()
        with writing(AT) as w:
            w.audit("test.act", "thing:2")
    assert db.session.query(AuditEntry).count() == before


def test_inside_a_part_no_other_write_begins(app: Flask) -> None:
    with pytest.raises(RuntimeError, match="inside"), together(), writing(AT), writing(AT):
        pass


def test_parts_keep_their_own_instant_and_share_one_chain(app: Flask) -> None:
    later = AT + timedelta(days=1)
    with together():
        for at in (AT, later):
            with writing(at) as w:
                w.audit("test.act", f"at:{at.day}")
                w.queue_row("user:a", "task", "1", 1, {"day": at.day})
    entries = db.session.query(AuditEntry).filter_by(action="test.act").order_by(AuditEntry.seq)
    assert [entry.at for entry in entries] == [AT, later]
    assert verify_chain(db.session()).bad is None
    row = db.session.query(SyncRow).filter_by(scope="user:a").one()
    assert (row.data, row.at, row.seq) == ('{"day":15}', later, 1)
    with writing(AT) as w:
        w.queue_row("user:a", "task", "2", 1, {})
    assert db.session.get_one(SyncScope, "user:a").head == 2


@pytest.mark.sqlite
def test_the_first_statement_of_a_write_takes_the_lock(app: Flask) -> None:
    with counted() as statements, writing(AT) as w:
        w.audit("test.act", "thing:1")
    assert statements[0] == "BEGIN IMMEDIATE"


def test_rows_take_gap_free_numbers_and_the_newest_version_stays(app: Flask) -> None:
    for text in ("first", "second"):
        with writing(AT) as w:
            w.queue_row("user:a", "task", "1", 1, {"text": text})
            w.queue_row("user:a", "task", "2", 1, {"text": text})
    rows = db.session.query(SyncRow).filter_by(scope="user:a").order_by(SyncRow.seq).all()
    assert [(row.id, row.seq) for row in rows] == [("1", 3), ("2", 4)]
    assert db.session.get_one(SyncScope, "user:a").head == 4


def test_a_withdrawn_row_leaves_a_tombstone(app: Flask) -> None:
    with writing(AT) as w:
        w.queue_row("user:a", "task", "1", 1, {"text": "here"})
    with writing(AT) as w:
        w.queue_tombstone("user:a", "task", "1")
    row = db.session.query(SyncRow).filter_by(scope="user:a").one()
    assert (row.gone, row.data, row.seq) == (True, None, 2)


def test_the_chain_holds_whatever_zone_an_instant_came_in(app: Flask) -> None:
    with writing(AT.astimezone(SHANGHAI)) as w:
        w.audit("test.act", "thing:1")
    assert verify_chain(db.session()).bad is None
