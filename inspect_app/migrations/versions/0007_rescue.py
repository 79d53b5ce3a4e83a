"""Held records wait for a decision; clients are revoked, drained, and watched for losses."""

import json

import sqlalchemy as sa
from alembic import op

import inspect_app.models.types

revision = "0007_rescue"
down_revision = "0006_shared_uploads"
branch_labels = None
depends_on = None

INSTANT = inspect_app.models.types.UtcDateTime(timezone=True)
COLUMNS = ("pk", "collection", "body", "code", "verdict")
RECORD = sa.table("sync_record", *map(sa.column, COLUMNS), sa.column("received_at", INSTANT))


def upgrade() -> None:
    held = op.create_table(
        "held",
        sa.Column("record_pk", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("premises_id", sa.String(length=36), nullable=True),
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("held_at", INSTANT, nullable=False),
        sa.Column("decision", sa.String(length=8), nullable=True),
        sa.Column("decided_by", sa.String(length=36), nullable=True),
        sa.Column("decided_at", INSTANT, nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["decided_by"], ["user.id"]),
        sa.ForeignKeyConstraint(["record_pk"], ["sync_record.pk"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("record_pk"),
    )
    op.create_index("ix_held_premises_id", "held", ["premises_id"])
    op.create_index("ix_held_decision", "held", ["decision"])
    op.create_table(
        "drain_code",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.String(length=36), nullable=False),
        sa.Column("issued_by", sa.String(length=36), nullable=False),
        sa.Column("issued_at", INSTANT, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.Column("used_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(["issued_by"], ["user.id"]),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code_hash"),
    )
    op.create_index("ix_drain_code_user_id", "drain_code", ["user_id"])
    op.create_table(
        "possible_loss",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("user_id", sa.String(length=36), nullable=False),
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("why", sa.String(length=16), nullable=False),
        sa.Column("announced", sa.Integer(), nullable=False),
        sa.Column("announced_at", INSTANT, nullable=False),
        sa.Column("raised_at", INSTANT, nullable=False),
        sa.Column("resolved_at", INSTANT, nullable=True),
        sa.Column("resolved_by", sa.String(length=36), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["resolved_by"], ["user.id"]),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_possible_loss_user_id", "possible_loss", ["user_id"])
    op.create_index("ix_possible_loss_open", "possible_loss", ["client_id", "resolved_at"])
    op.add_column("sync_client", sa.Column("delivered_at", INSTANT, nullable=True))
    op.add_column(
        "sync_client",
        sa.Column("revoked_reason", sa.String(length=500), server_default="", nullable=False),
    )
    op.add_column(
        "session", sa.Column("drain", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    list_what_is_kept(held)


def list_what_is_kept(held: sa.Table) -> None:
    """Records that were kept before anybody could decide on them."""
    for row in op.get_bind().execute(sa.select(RECORD).where(RECORD.c.verdict == "kept")).all():
        op.execute(
            held.insert().values(
                record_pk=row.pk,
                premises_id=premises_in(row.collection, row.body),
                code=row.code or "error",
                held_at=row.received_at,
                reason="",
            )
        )


def premises_in(collection: str, text: str) -> str | None:
    body = json.loads(text)
    about = body.get("inspection") if collection == "draft" else body
    place = about.get("premises") if isinstance(about, dict) else None
    id = place.get("id") if isinstance(place, dict) else place
    return id if isinstance(id, str) and len(id) <= 36 else None


def downgrade() -> None:
    op.drop_column("session", "drain")
    op.drop_column("sync_client", "revoked_reason")
    op.drop_column("sync_client", "delivered_at")
    op.drop_table("possible_loss")
    op.drop_table("drain_code")
    op.drop_table("held")
