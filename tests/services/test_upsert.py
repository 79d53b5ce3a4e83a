"""First rows on both databases: the second writer is told so, and locks what the first one made."""

from datetime import UTC, datetime

import pytest
from flask import Flask

from inspect_app.models.sync import SyncMeta, SyncScope
from inspect_app.services.writing.transaction import writing
from inspect_app.services.writing.upsert import insert_if_absent, insert_or_replace, take_row

pytestmark = pytest.mark.both
AT = datetime(2022, 9, 14, tzinfo=UTC)


def test_who_comes_second_is_told_and_changes_nothing(app: Flask) -> None:
    with writing(AT) as w:
        row = {"scope": "user:a", "head": 1, "floor": 0, "living": 0}
        assert insert_if_absent(w.session, SyncScope, **row)
        assert not insert_if_absent(w.session, SyncScope, **row | {"head": 2})
        assert w.session.get_one(SyncScope, "user:a").head == 1
        assert not insert_if_absent(w.session, SyncMeta, id=1, epoch="x", made_at=AT)


def test_a_row_that_is_taken_is_the_one_that_stands_there(app: Flask) -> None:
    with writing(AT) as w:
        take_row(w.session, SyncScope, scope="user:a", head=1, floor=0, living=0).head += 1
        w.session.flush()
        assert take_row(w.session, SyncScope, scope="user:a", head=9, floor=9, living=9).head == 2


def test_a_row_that_is_replaced_is_written_anew(app: Flask) -> None:
    with writing(AT) as w:
        for head in (1, 7):
            row = {"scope": "user:a", "head": head, "floor": 0, "living": 0}
            insert_or_replace(w.session, SyncScope, [row])
        assert w.session.get_one(SyncScope, "user:a").head == 7
