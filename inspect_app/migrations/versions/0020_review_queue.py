"""Saved views of the review queue, and batches of clean revisions that are approved by sample."""

import sqlalchemy as sa
from alembic import op

from inspect_app.models.types import UtcDateTime

revision = "0020_review_queue"
down_revision = "0019_review_seen"
branch_labels = None
depends_on = None


def _text(name: str, longest: int, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(longest), nullable=nullable)


def _views() -> None:
    op.create_table(
        "review_view",
        _text("id", 36),
        _text("user_id", 36),
        _text("name", 40),
        _text("query", 1000),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("user_id", "name"),
    )
    op.create_index("ix_review_view_user_id", "review_view", ["user_id"])


def _batches() -> None:
    op.create_table(
        "review_batch",
        _text("id", 36),
        _text("user_id", 36),
        sa.Column("filters", sa.JSON(), nullable=False),
        _text("digest", 64),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("approved_at", UtcDateTime()),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_review_batch_user_id", "review_batch", ["user_id"])
    op.create_table(
        "review_batch_row",
        _text("inspection_id", 36),
        sa.Column("rev", sa.Integer(), nullable=False),
        _text("batch_id", 36),
        sa.Column("position", sa.Integer(), nullable=False),
        _text("digest", 64),
        _text("author_id", 36),
        _text("kind", 32),
        sa.Column("drawn", sa.Boolean(), nullable=False),
        sa.Column("opened_at", UtcDateTime()),
        sa.ForeignKeyConstraint(["batch_id"], ["review_batch.id"]),
        sa.ForeignKeyConstraint(["author_id"], ["user.id"]),
        sa.ForeignKeyConstraint(
            ["inspection_id", "rev"],
            ["inspection_revision.inspection_id", "inspection_revision.rev"],
        ),
        sa.PrimaryKeyConstraint("inspection_id", "rev"),
    )
    for column in ("batch_id", "author_id"):
        op.create_index(f"ix_review_batch_row_{column}", "review_batch_row", [column])


def upgrade() -> None:
    _views()
    _batches()
    # Either database takes the reference with its column; a copy of the table would take minutes.
    op.execute("ALTER TABLE review ADD COLUMN batch_id VARCHAR(36) REFERENCES review_batch (id)")
    op.create_index("ix_review_batch_id", "review", ["batch_id"])
    queue = ["state", "rev", "received_at", "inspection_id"]
    op.create_index("ix_inspection_revision_queue", "inspection_revision", queue)


def downgrade() -> None:
    op.drop_index("ix_inspection_revision_queue", "inspection_revision")
    op.drop_index("ix_review_batch_id", "review")
    with op.batch_alter_table("review") as review:
        review.drop_column("batch_id")
    for table in ("review_batch_row", "review_batch", "review_view"):
        op.drop_table(table)
