"""Migrated tables are the models' tables, and their numbers have no gap."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import MetaData, Table, func, insert, select, text

from inspect_app.app import create_app
from inspect_app.config import Settings
from inspect_app.extensions import db
from inspect_app.models.premises import Area
from inspect_app.models.sync import SyncScope
from tests.conftest import config_url, settings_for
from tests.postgres.cluster import Cluster

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


@pytest.mark.both
def test_a_fresh_database_migrated_equals_the_models(app: Flask) -> None:
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, db.metadata) == []


def test_migration_numbers_run_without_gap_or_double() -> None:
    numbers = sorted(int(path.name.split("_")[0]) for path in VERSIONS.glob("[0-9]*.py"))
    assert numbers == list(range(1, len(numbers) + 1))


def test_a_database_with_a_row_in_every_table_is_upgraded(tmp_path: Path) -> None:
    """Of the first version that anyone ran; a new column finds rows that lack it."""
    upgrade_filled(settings_for(tmp_path), "PRAGMA foreign_keys = OFF")


def test_so_is_a_filled_database_of_postgresql(tmp_path: Path, postgres: Cluster) -> None:
    url = config_url(postgres, postgres.new_database())
    made = replace(settings_for(tmp_path), database_url=url)
    upgrade_filled(made, "SET session_replication_role = replica")


@pytest.mark.both
def test_texts_are_in_the_order_of_their_bytes_and_numbers_have_64_bits(app: Flask) -> None:
    names = ["一", "b", "B", "a-1", "a1", "é"]
    with db.engine.begin() as connection:
        areas = [{"code": str(at), "zh": one, "en": one} for at, one in enumerate(names)]
        connection.execute(insert(Area), areas)
        query = select(Area.zh).where(Area.code.in_([one["code"] for one in areas]))
        ordered = list(connection.scalars(query.order_by(Area.zh)))
        connection.execute(insert(SyncScope), [{"scope": "user:a", "head": 2**53}])
    assert ordered == sorted(names, key=str.encode)


def upgrade_filled(settings: Settings, without_keys: str) -> None:
    with create_app(settings).app_context():
        upgrade(revision="0001_first_tables")
        with db.engine.begin() as connection:
            tables = MetaData()
            tables.reflect(connection)
            connection.execute(text(without_keys))
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
