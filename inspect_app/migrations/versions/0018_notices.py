"""Notices of corrections, and the outbox of webhooks with the log of its tries."""

import sqlalchemy as sa
from alembic import op

from inspect_app.models.types import UtcDateTime

revision = "0018_notices"
down_revision = "0017_papers"
branch_labels = None
depends_on = None


def _text(name: str, longest: int, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(longest), nullable=nullable)


def _notices() -> None:
    op.create_table(
        "notice",
        _text("id", 36),
        _text("kind", 16),
        _text("correction_id", 36),
        _text("premises_id", 36),
        _text("user_id", 36, nullable=True),
        sa.Column("due_on", sa.Date()),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("over_at", UtcDateTime()),
        sa.ForeignKeyConstraint(["correction_id"], ["correction.id"]),
        sa.ForeignKeyConstraint(["premises_id"], ["premises.id"]),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    for column in ("correction_id", "premises_id", "user_id"):
        op.create_index(f"ix_notice_{column}", "notice", [column])
    op.create_index("ix_notice_open", "notice", ["over_at", "at"])
    op.create_table(
        "notice_read",
        _text("notice_id", 36),
        _text("user_id", 36),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["notice_id"], ["notice.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"]),
        sa.PrimaryKeyConstraint("notice_id", "user_id"),
    )
    op.create_index("ix_notice_read_user_id", "notice_read", ["user_id"])


def _deliveries() -> None:
    op.create_table(
        "webhook_delivery",
        _text("id", 36),
        _text("receiver", 32),
        _text("kind", 16),
        sa.Column("event", sa.JSON(), nullable=False),
        _text("state", 8),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("next_at", UtcDateTime(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        _text("lease", 36, nullable=True),
        sa.Column("leased_until", UtcDateTime()),
        sa.PrimaryKeyConstraint("id"),
    )
    due = ["state", "receiver", "next_at"]
    op.create_index("ix_webhook_delivery_due", "webhook_delivery", due)
    op.create_index("ix_webhook_delivery_made_at", "webhook_delivery", ["made_at"])
    op.create_table(
        "webhook_try",
        _text("id", 36),
        _text("delivery_id", 36),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("ms", sa.Integer(), nullable=False),
        sa.Column("status", sa.Integer()),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["delivery_id"], ["webhook_delivery.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_webhook_try_delivery_id", "webhook_try", ["delivery_id"])


def upgrade() -> None:
    _notices()
    _deliveries()


def downgrade() -> None:
    for table in ("webhook_try", "webhook_delivery", "notice_read", "notice"):
        op.drop_table(table)
