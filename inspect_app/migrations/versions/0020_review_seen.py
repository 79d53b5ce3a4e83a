"""Which items of a revision a reviewer has looked at."""

import sqlalchemy as sa
from alembic import op

from inspect_app.models.types import UtcDateTime

revision = "0020_review_seen"
down_revision = "0018_notices"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "review_seen",
        sa.Column("user_id", sa.String(36), nullable=False),
        sa.Column("inspection_id", sa.String(36), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(128), nullable=False),
        sa.Column("seen_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"]),
        sa.ForeignKeyConstraint(["inspection_id"], ["inspection.id"]),
        sa.PrimaryKeyConstraint("user_id", "inspection_id", "rev", "item"),
    )
    op.create_index("ix_review_seen_inspection_id", "review_seen", ["inspection_id"])


def downgrade() -> None:
    op.drop_table("review_seen")
