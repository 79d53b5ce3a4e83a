"""A migration that ends anywhere: the next start goes through, and the tables are the models'."""

import os
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import event
from sqlalchemy.engine import Engine

from inspect_app.app import create_app
from inspect_app.config import Settings
from inspect_app.database.migrations import upgrade
from inspect_app.extensions import db
from tests.conftest import settings_for
from tests.instances import opened

KILLED = 9


@pytest.mark.parametrize(
    "statement",
    [1, 7, 40, 80, *(pytest.param(n, marks=pytest.mark.long) for n in range(3, 110, 5))],
)
def test_a_migration_killed_at_any_statement_is_finished_by_the_next(
    tmp_path: Path, statement: int
) -> None:
    settings = settings_for(tmp_path)
    upgrade_in_child(settings, dies_at=statement)
    assert upgrade_in_child(settings) == 0
    with opened(settings), db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, db.metadata) == []


def upgrade_in_child(settings: Settings, dies_at: int = 0) -> int:
    """In a process of its own, which may end before its n-th statement without a word."""
    child = os.fork()
    if child == 0:
        try:
            with create_app(settings).app_context():
                _die_at(dies_at)
                upgrade()
            os._exit(0)
        finally:
            os._exit(1)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


def _die_at(statement: int) -> None:
    left = [statement]

    @event.listens_for(Engine, "before_cursor_execute")
    def count(*_: object) -> None:
        left[0] -= 1
        if left[0] == 0:
            os._exit(KILLED)
