"""Migrated tables are the models' tables, and their numbers have no gap."""

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask

from inspect_app.extensions import db

VERSIONS = Path(__file__).parent.parent / "inspect_app" / "migrations" / "versions"


def test_a_fresh_database_migrated_equals_the_models(app: Flask) -> None:
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, db.metadata) == []


def test_migration_numbers_run_without_gap_or_double() -> None:
    numbers = sorted(int(path.name.split("_")[0]) for path in VERSIONS.glob("[0-9]*.py"))
    assert numbers == list(range(1, len(numbers) + 1))
