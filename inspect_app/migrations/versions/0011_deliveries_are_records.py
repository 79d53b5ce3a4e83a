"""When a client delivered last is told by its records."""

import sqlalchemy as sa
from alembic import op

import inspect_app.models.types

revision = "0011_deliveries_are_records"
down_revision = "0010_rescue_imports"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("sync_client", schema=None) as batch_op:
        batch_op.drop_column("delivered_at")


def downgrade() -> None:
    instant = inspect_app.models.types.UtcDateTime(timezone=True)
    with op.batch_alter_table("sync_client", schema=None) as batch_op:
        batch_op.add_column(sa.Column("delivered_at", instant, nullable=True))
