"""Rescue files that were read at the desk and wait to be imported."""

import sqlalchemy as sa
from alembic import op

import inspect_app.models.types

revision = "0010_rescue_imports"
down_revision = "0009_audit_only_grows"
branch_labels = None
depends_on = None

INSTANT = inspect_app.models.types.UtcDateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "rescue_import",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("uploaded_by", sa.String(length=36), nullable=False),
        sa.Column("uploaded_at", INSTANT, nullable=False),
        sa.Column("manifest", sa.JSON(), nullable=False),
        sa.Column("blobs", sa.JSON(), nullable=False),
        sa.Column("faults", sa.JSON(), nullable=False),
        sa.Column("imported_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(["uploaded_by"], ["user.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_rescue_import_uploaded_by", "rescue_import", ["uploaded_by"])
    op.create_table(
        "rescue_record",
        sa.Column("import_id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("author_id", sa.String(length=36), nullable=False),
        sa.Column("entry", sa.JSON(), nullable=False),
        sa.Column("result", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(["import_id"], ["rescue_import.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("import_id", "number"),
    )


def downgrade() -> None:
    op.drop_table("rescue_record")
    op.drop_table("rescue_import")
