"""Bytes that nothing names are marked before they are removed."""

import sqlalchemy as sa
from alembic import op

import inspect_app.models.types

revision = "0012_orphans"
down_revision = "0011_deliveries_are_records"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sync_sweep",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("at", inspect_app.models.types.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("sha256"),
    )


def downgrade() -> None:
    op.drop_table("sync_sweep")
