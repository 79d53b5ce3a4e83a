"""Migrated tables are the models' tables, and their numbers have no gap."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from sqlalchemy import MetaData, Table, func, insert, select, text

from inspect_app.app import create_app
from inspect_app.config import Settings
from inspect_app.database.migrations import upgrade
from inspect_app.extensions import db
from inspect_app.models.imported import BaselineChange
from inspect_app.models.premises import Area, PremisesArea, PremisesAttrs
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


def test_dated_facts_begin_with_what_the_register_said(tmp_path: Path) -> None:
    with create_app(settings_for(tmp_path)).app_context():
        upgrade(revision="0008_baseline_entries")
        with db.engine.begin() as connection:
            connection.execute(text(UNDATED_AREA))
            for values in UNDATED_LIFTS:
                connection.execute(text(UNDATED_LIFT), values)
            for target, document in (("food-shop", ""), ("consumer-unit", "文（示例）")):
                connection.execute(text(UNDATED_BASELINE), {"target": target, "document": document})
        upgrade()
        with db.engine.connect() as connection:
            attrs = connection.execute(select(PremisesAttrs.__table__)).all()
            areas = connection.execute(select(PremisesArea.__table__)).all()
            moved = connection.execute(select(BaselineChange.__table__)).all()
            left = connection.scalars(text("SELECT target FROM baseline")).all()
        db.engine.dispose()
    day, at = date(2021, 1, 4), datetime(2021, 1, 4, 1, tzinfo=UTC)
    counted = {"residential": True, "device_code": "D1"}
    assert [tuple(row)[1:] for row in attrs] == [
        ("l1", day, counted, "D1", at),
        ("l2", day, {}, "l2", at),
        ("m", day, {}, None, at),
    ]
    assert [tuple(row)[1:] for row in areas] == [(id, day, "1", at) for id in ("l1", "l2", "m")]
    assert [(row.target, row.from_on, row.count, row.document) for row in moved] == [
        ("consumer-unit", day, 7, "文（示例）")
    ]
    assert left == ["food-shop"]


UNDATED_AREA = "INSERT INTO area (code, zh, en) VALUES ('1', '街', 'street')"
UNDATED_LIFT = (
    "INSERT INTO premises (id, kind, code, name, area, address, attrs, derived_attrs, status,"
    " qr_issue, registered_on, recorded_at) VALUES (:id, :kind, :id, 'n', '1', '', :attrs, '{}',"
    " 'open', 1, '2021-01-04', '2021-01-04 01:00:00.000000')"
)
UNDATED_LIFTS = (
    {
        "id": "l1",
        "kind": "elevator",
        "attrs": '{"residential": true, "device_code": "D1", "brand": "x"}',
    },
    {"id": "l2", "kind": "elevator", "attrs": "{}"},
    {"id": "m", "kind": "market", "attrs": "{}"},
)
UNDATED_BASELINE = (
    "INSERT INTO baseline (target, count, dated_on, document, recorded_at)"
    " VALUES (:target, 7, '2021-01-04', :document, '2021-01-04 01:00:00.000000')"
)


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
