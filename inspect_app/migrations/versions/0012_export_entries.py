"""Every exported list leaves an entry, by which its file can be recognised."""

import sqlalchemy as sa
from alembic import op

from inspect_app.models.types import UtcDateTime

revision = "0012_export_entries"
down_revision = "0011_reported_figures"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "export_entry",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("format", sa.String(8), nullable=False),
        sa.Column("filters", sa.JSON(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("scope", sa.JSON(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("by", sa.String(36), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["user.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_export_entry_by", "export_entry", ["by"])
    op.create_index("ix_export_entry_sha256", "export_entry", ["sha256"])


def downgrade() -> None:
    op.drop_table("export_entry")
