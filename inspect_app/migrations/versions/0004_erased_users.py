"""When a user was erased: the row stays for what refers to it, the name in it is a number."""

import sqlalchemy as sa
from alembic import op

from inspect_app.models.types import UtcDateTime

revision = "0004_erased_users"
down_revision = "0003_second_factor"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("user", sa.Column("erased_at", UtcDateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column("user", "erased_at")
