"""Migrated tables are the models' tables, and their numbers have no gap."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import MetaData, Table, func, select, text

from inspect_app.app import create_app
from inspect_app.extensions import db
from tests.conftest import settings_for

PLAIN: dict[type, Any] = {
    int: 1,
    float: 1.0,
    bool: True,
    bytes: b"1",
    dict: {},
    date: date(2022, 9, 14),
    datetime: datetime(2022, 9, 14, tzinfo=UTC),
}
VERSIONS = Path(__file__).parent.parent / "inspect_app" / "migrations" / "versions"


def test_a_fresh_database_migrated_equals_the_models(app: Flask) -> None:
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, db.metadata) == []


def test_migration_numbers_run_without_gap_or_double() -> None:
    numbers = sorted(int(path.name.split("_")[0]) for path in VERSIONS.glob("[0-9]*.py"))
    assert numbers == list(range(1, len(numbers) + 1))


def test_a_database_with_a_row_in_every_table_is_upgraded(tmp_path: Path) -> None:
    """Of the first version that anyone ran; a new column finds rows that lack it."""
    with create_app(settings_for(tmp_path)).app_context():
        upgrade(revision="0001_first_tables")
        with db.engine.begin() as connection:
            tables = MetaData()
            tables.reflect(connection)
            connection.execute(text("PRAGMA foreign_keys = OFF"))
            filled = [table for table in tables.sorted_tables if table.name != "alembic_version"]
            for table in filled:
                connection.execute(table.insert().values(plain_row(table)))
        upgrade()
        with db.engine.connect() as connection:
            counts = [connection.scalar(select(func.count()).select_from(one)) for one in filled]
        db.engine.dispose()
    assert len(counts) > 20
    assert set(counts) == {1}


def plain_row(table: Table) -> dict[str, Any]:
    return {column.name: PLAIN.get(column.type.python_type, "1") for column in table.columns}
