"""Reported figures: goals that no inspection counts get values with a source and a file."""

import sqlalchemy as sa
from alembic import op

from inspect_app.models.types import UtcDateTime

revision = "0011_reported_figures"
down_revision = "0010_kept_figures"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "reported_figure",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("target", sa.String(32), nullable=False),
        sa.Column("period", sa.String(8), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=False),
        sa.Column("source", sa.String(200), nullable=False),
        sa.Column("note", sa.String(500), nullable=False),
        sa.Column("file_sha256", sa.String(64), nullable=True),
        sa.Column("file_name", sa.String(120), nullable=True),
        sa.Column("file_type", sa.String(32), nullable=True),
        sa.Column("file_size", sa.Integer(), nullable=True),
        sa.Column("entered_at", UtcDateTime(), nullable=False),
        sa.Column("entered_by", sa.String(36), nullable=False),
        sa.Column("confirmed_at", UtcDateTime(), nullable=True),
        sa.Column("confirmed_by", sa.String(36), nullable=True),
        sa.Column("dropped_at", UtcDateTime(), nullable=True),
        sa.Column("dropped_by", sa.String(36), nullable=True),
        sa.ForeignKeyConstraint(["entered_by"], ["user.id"]),
        sa.ForeignKeyConstraint(["confirmed_by"], ["user.id"]),
        sa.ForeignKeyConstraint(["dropped_by"], ["user.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_reported_figure_target", "reported_figure", ["target"])
    op.create_index("ix_reported_figure_file_sha256", "reported_figure", ["file_sha256"])


def downgrade() -> None:
    op.drop_table("reported_figure")
