"""Decisions are found by their day: the overview tells what moved the figures lately."""

from alembic import op

revision = "0013_review_days"
down_revision = "0012_export_entries"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_review_decided_at", "review", ["decided_at"])


def downgrade() -> None:
    op.drop_index("ix_review_decided_at", "review")
