"""What operators upload with a code, and how many photos ever came with it."""

import sqlalchemy as sa
from alembic import op

from inspect_app.models.types import UtcDateTime

revision = "0015_operator"
down_revision = "0014_corrections"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "operator_code", sa.Column("photos", sa.Integer(), nullable=False, server_default="0")
    )
    op.create_table(
        "operator_upload",
        sa.Column("id", sa.String(43), nullable=False),
        sa.Column("code_id", sa.String(36), nullable=False),
        sa.Column("correction_id", sa.String(36), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("type", sa.String(64), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("offset", sa.Integer(), nullable=False),
        sa.Column("complete", sa.Boolean(), nullable=False),
        sa.Column("pieces", sa.JSON(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["code_id"], ["operator_code.id"]),
        sa.ForeignKeyConstraint(["correction_id"], ["correction.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    for column in ("code_id", "expires_at"):
        op.create_index(f"ix_operator_upload_{column}", "operator_upload", [column])


def downgrade() -> None:
    op.drop_table("operator_upload")
    op.drop_column("operator_code", "photos")
