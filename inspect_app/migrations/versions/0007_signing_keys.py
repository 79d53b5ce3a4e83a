"""The public keys with which inspectors sign on their own devices."""

import sqlalchemy as sa
from alembic import op

from inspect_app.models.types import UtcDateTime

revision = "0007_signing_keys"
down_revision = "0006_proposals"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "signing_key",
        sa.Column("id", sa.String(43), nullable=False),
        sa.Column("user_id", sa.String(36), nullable=False),
        sa.Column("x", sa.String(43), nullable=False),
        sa.Column("y", sa.String(43), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("revoked_at", UtcDateTime()),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_signing_key_user_id", "signing_key", ["user_id"])


def downgrade() -> None:
    op.drop_table("signing_key")
