"""Tries at the sign-in are counted."""

import sqlalchemy as sa
from alembic import op

from inspect_app.models.types import UtcDateTime

revision = "0004_sign_in_tries"
down_revision = "0003_parts_of_scopes"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One row per account, browser or address that tried lately."""
    op.create_table(
        "sign_in_tries",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("fails", sa.Integer(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("first_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("last_at", UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )


def downgrade() -> None:
    """What was counted is forgotten."""
    op.drop_table("sign_in_tries")
