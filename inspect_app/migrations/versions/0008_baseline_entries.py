"""Baselines wait for a second person, and name their document."""

import sqlalchemy as sa
from alembic import op

from inspect_app.models.types import UtcDateTime

revision = "0008_baseline_entries"
down_revision = "0007_signing_keys"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "baseline_entry",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("target", sa.String(32), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=False),
        sa.Column("document", sa.String(200), nullable=False),
        sa.Column("entered_at", UtcDateTime(), nullable=False),
        sa.Column("entered_by", sa.String(36), nullable=False),
        sa.ForeignKeyConstraint(["entered_by"], ["user.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("baseline") as table:
        table.add_column(sa.Column("document", sa.String(200), nullable=False, server_default=""))


def downgrade() -> None:
    with op.batch_alter_table("baseline") as table:
        table.drop_column("document")
    op.drop_table("baseline_entry")
