"""Pages read the books once for all: never those of yesterday, never those of another instance."""

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

from flask import Flask

from inspect_app.queries.figures.history_cache import whole_history
from inspect_app.services.register.premises import change_status
from inspect_app.services.writing.transaction import writing
from tests.conftest import settings_for
from tests.instances import opened
from tests.makers import make_premises

AT = datetime(2022, 9, 14, tzinfo=UTC)


def test_another_instance_has_books_of_its_own(app: Flask, template: Path, tmp_path: Path) -> None:
    make_premises()
    assert len(whole_history().premises) == 1
    shutil.copytree(template, tmp_path / "other")
    with opened(settings_for(tmp_path / "other")):
        assert whole_history().premises == ()


def test_what_was_written_since_is_read(app: Flask) -> None:
    premises = make_premises()
    assert whole_history().premises[0].statuses == ()
    with writing(AT) as w:
        change_status(w, w.session.merge(premises), date(2022, 9, 14), "suspended", "改造")
    assert [one.status for one in whole_history().premises[0].statuses] == ["suspended"]


def test_they_are_read_once_while_nothing_changes(app: Flask) -> None:
    make_premises()
    assert whole_history() is whole_history()
