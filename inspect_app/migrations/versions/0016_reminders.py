"""Reminders of corrections, one a premises and day; what was closed is found by its day."""

import sqlalchemy as sa
from alembic import op

from inspect_app.models.types import UtcDateTime

revision = "0016_reminders"
down_revision = "0015_operator"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "correction_reminder",
        sa.Column("premises_id", sa.String(36), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("step", sa.String(16), nullable=False),
        sa.Column("corrections", sa.JSON(), nullable=False),
        sa.Column("by_id", sa.String(36), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["premises_id"], ["premises.id"]),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"]),
        sa.PrimaryKeyConstraint("premises_id", "on"),
    )
    op.create_index("ix_correction_closed_on", "correction", ["closed_on"])


def downgrade() -> None:
    op.drop_index("ix_correction_closed_on", "correction")
    op.drop_table("correction_reminder")
