"""Why a photo cannot be shown, and when its bytes were last compared with their name."""

import sqlalchemy as sa
from alembic import op

import inspect_app.models.types

revision = "0008_photo_faults"
down_revision = "0007_rescue"
branch_labels = None
depends_on = None


def upgrade() -> None:
    instant = inspect_app.models.types.UtcDateTime(timezone=True)
    with op.batch_alter_table("photo", schema=None) as batch_op:
        batch_op.add_column(sa.Column("fault", sa.String(length=16), nullable=True))
        batch_op.add_column(sa.Column("checked_at", instant, nullable=True))
        batch_op.create_index(batch_op.f("ix_photo_checked_at"), ["checked_at"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("photo", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_photo_checked_at"))
        batch_op.drop_column("checked_at")
        batch_op.drop_column("fault")
