"""When each person read the privacy notice."""

import sqlalchemy as sa
from alembic import op

from inspect_app.models.types import UtcDateTime

revision = "0005_privacy_notice"
down_revision = "0004_erased_users"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("user", sa.Column("notice_read_at", UtcDateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column("user", "notice_read_at")
