"""No decision and no list reads what belongs to everybody: SQLite says how it would look it up."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event

from inspect_app.domain.figures.counting import AsOf
from inspect_app.domain.ids import uuid7
from inspect_app.extensions import db
from inspect_app.models.inspections import Inspection
from inspect_app.queries.figures.tallies import read_tallies
from inspect_app.queries.inspections import find_last_approved
from inspect_app.queries.premises import last_approved
from inspect_app.services.review.reviews import approve
from inspect_app.web.formats import today
from tests.bodies import make_body
from tests.makers import make_premises
from tests.services.pushing import NOON, push

pytestmark = pytest.mark.sqlite

# Each of these brings a share of all there is: approved revisions, an author's life, every span.
BOUNDLESS = (
    "ix_inspection_revision_state (state=?)",
    "ix_inspection_author_id",
    "ix_figure_span_unit (generation=?)",
    "sqlite_autoindex_figure_day_1 (generation=?)",
)
LARGE = ("inspection", "inspection_revision", "inspection_photo", "review", "answer", "figure_span")


@pytest.fixture
def waiting(lin, bai) -> str:
    """The id of an inspection that waits for its decision, with signatures."""
    id = uuid7()
    push(make_body(lin, bai, make_premises()), lin, id=id)
    return id


@contextmanager
def explained() -> Iterator[list[str]]:
    """Yield a list that has the steps of every statement of the block afterwards."""
    steps: list[str] = []
    told: list[tuple[str, Any]] = []

    def note(_line: Any, _cursor: Any, statement: str, given: Any, *_rest: Any) -> None:
        if statement.startswith("SELECT"):
            told.append((statement, given))

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield steps
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    line = db.session.connection()
    for statement, given in told:
        steps += [row[3] for row in line.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", given)]


def boundless(steps: list[str]) -> list[str]:
    scans = {f"SCAN {table}" for table in LARGE}
    return [step for step in steps if step in scans or any(name in step for name in BOUNDLESS)]


def test_a_decision_looks_up_one_premises_and_its_pictures(waiting, chen):
    with explained() as steps:
        approve(chen.id, waiting, 1, at=NOON)
    assert len(steps) > 10
    assert not boundless(steps)


def test_the_last_approved_visit_is_found_among_those_of_its_premises(waiting, chen):
    approve(chen.id, waiting, 1, at=NOON)
    inspection = db.session.get_one(Inspection, waiting)
    with explained() as steps:
        assert find_last_approved(inspection) is None
        assert list(last_approved([inspection.premises_id])) == [inspection.premises_id]
    assert steps
    assert not boundless(steps)


def test_the_numbers_of_a_day_read_its_month_and_no_other_days(app):
    with explained() as steps:
        read_tallies(AsOf(today()))
    assert any("ix_figure_day_day" in step for step in steps)
    assert not boundless(steps)
