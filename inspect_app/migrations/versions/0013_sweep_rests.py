"""While a backup is made, and after a restore, no photo is swept."""

import sqlalchemy as sa
from alembic import op

from inspect_app.models.types import UtcDateTime

revision = "0013_sweep_rests"
down_revision = "0012_orphans"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("sync_meta", sa.Column("sweep_rests_until", UtcDateTime(timezone=True)))


def downgrade() -> None:
    op.drop_column("sync_meta", "sweep_rests_until")
