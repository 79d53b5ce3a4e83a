"""Uploads that several servers share, and photos whose pixels are decoded later."""

import sqlalchemy as sa
from alembic import op

import inspect_app.models.types

revision = "0006_shared_uploads"
down_revision = "0005_kept_attributes"
branch_labels = None
depends_on = None


def upgrade() -> None:
    instant = inspect_app.models.types.UtcDateTime(timezone=True)
    with op.batch_alter_table("sync_upload", schema=None) as batch_op:
        batch_op.add_column(sa.Column("pieces", sa.JSON(), nullable=False, server_default="[]"))
    with op.batch_alter_table("photo", schema=None) as batch_op:
        batch_op.add_column(sa.Column("decoded_at", instant, nullable=True))
        batch_op.add_column(
            sa.Column("decode_tries", sa.Integer(), nullable=False, server_default="0")
        )
        batch_op.add_column(sa.Column("decode_until", instant, nullable=True))
        batch_op.create_index(batch_op.f("ix_photo_decoded_at"), ["decoded_at"], unique=False)
    # Apart: a batch copies the rows into a table that has its defaults at the end of the batch.
    with op.batch_alter_table("sync_upload", schema=None) as batch_op:
        batch_op.alter_column("pieces", server_default=None)
    with op.batch_alter_table("photo", schema=None) as batch_op:
        batch_op.alter_column("decode_tries", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("photo", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_photo_decoded_at"))
        batch_op.drop_column("decode_until")
        batch_op.drop_column("decode_tries")
        batch_op.drop_column("decoded_at")
    with op.batch_alter_table("sync_upload", schema=None) as batch_op:
        batch_op.drop_column("pieces")
