"""Attributes, areas and baselines hold from a day on, and keep what held before."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from inspect_app.models.types import UtcDateTime

revision = "0009_dated_facts"
down_revision = "0008_baseline_entries"
branch_labels = None
depends_on = None

AT_ONCE = 1000
COUNTED = (
    *("stage", "no_kitchen", "community_meals", "residential", "in_service_on"),
    *("install_inspected_on", "made_on", "device_code", "use_registration", "major"),
)
PREMISES = sa.table(
    "premises",
    *(sa.column(name, sa.String) for name in ("id", "kind", "area")),
    sa.column("attrs", sa.JSON),
    sa.column("registered_on", sa.Date),
    sa.column("recorded_at", UtcDateTime),
)


def upgrade() -> None:
    op.create_table(
        "premises_attrs",
        *_key_columns(),
        sa.Column("from_on", sa.Date()),
        sa.Column("attrs", sa.JSON(), nullable=False),
        sa.Column("device_key", sa.String(200), nullable=True),
        sa.Column("recorded_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["premises_id"], ["premises.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_premises_attrs_premises_id", "premises_attrs", ["premises_id"])
    op.create_index("ix_premises_attrs_device_key", "premises_attrs", ["device_key"])
    op.create_table(
        "premises_area",
        *_key_columns(),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("area", sa.String(9), nullable=False),
        sa.Column("recorded_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["premises_id"], ["premises.id"]),
        sa.ForeignKeyConstraint(["area"], ["area.code"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_premises_area_premises_id", "premises_area", ["premises_id"])
    op.create_table(
        "baseline_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("target", sa.String(32), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=False),
        sa.Column("document", sa.String(200), nullable=False),
        sa.Column("recorded_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_baseline_change_target", "baseline_change", ["target"])
    _fill_first_rows()
    _move_confirmed_baselines()


def downgrade() -> None:
    op.execute(
        "INSERT INTO baseline (target, count, dated_on, document, recorded_at)"
        " SELECT target, count, dated_on, document, recorded_at FROM baseline_change AS one"
        " WHERE NOT EXISTS (SELECT 1 FROM baseline AS kept WHERE kept.target = one.target)"
        " AND one.id = (SELECT max(id) FROM baseline_change AS same"
        " WHERE same.target = one.target)"
    )
    for name in ("baseline_change", "premises_area", "premises_attrs"):
        op.drop_table(name)


def _key_columns() -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("premises_id", sa.String(36), nullable=False),
    )


def _fill_first_rows() -> None:
    """What stands on the register is all that is known: it held from the registration on."""
    op.execute(
        "INSERT INTO premises_area (premises_id, from_on, area, recorded_at)"
        " SELECT id, registered_on, area, recorded_at FROM premises ORDER BY id"
    )
    attrs = sa.table(
        "premises_attrs",
        *(sa.column(name, sa.String) for name in ("premises_id", "device_key")),
        sa.column("from_on", sa.Date),
        sa.column("attrs", sa.JSON),
        sa.column("recorded_at", UtcDateTime),
    )
    found = op.get_bind().execute(sa.select(PREMISES).order_by(PREMISES.c.id)).all()
    for at in range(0, len(found), AT_ONCE):
        op.bulk_insert(attrs, [_first_row(row) for row in found[at : at + AT_ONCE]])


def _first_row(row: Any) -> dict[str, Any]:
    return {
        "premises_id": row.id,
        "from_on": row.registered_on,
        "attrs": {name: row.attrs[name] for name in COUNTED if name in row.attrs},
        "device_key": _device_key(row),
        "recorded_at": row.recorded_at,
    }


def _device_key(row: Any) -> str | None:
    if row.kind != "elevator":
        return None
    return str(row.attrs.get("device_code") or row.attrs.get("use_registration") or row.id)[:200]


def _move_confirmed_baselines() -> None:
    """Those with a document were confirmed here; the others came with an imported history."""
    op.execute(
        "INSERT INTO baseline_change (target, from_on, count, dated_on, document, recorded_at)"
        " SELECT target, dated_on, count, dated_on, document, recorded_at FROM baseline"
        " WHERE document <> '' ORDER BY target"
    )
    op.execute("DELETE FROM baseline WHERE document <> ''")
