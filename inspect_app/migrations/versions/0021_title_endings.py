"""A title ends by two people: one asks with a day and a reason, another confirms."""

import sqlalchemy as sa
from alembic import op

from inspect_app.models.types import UtcDateTime

revision = "0021_title_endings"
down_revision = "0020_review_queue"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("designation") as table:
        table.add_column(sa.Column("asked_end_on", sa.Date()))
        why = sa.Column("asked_end_why", sa.String(500), nullable=False, server_default="")
        table.add_column(why)
        table.add_column(sa.Column("asked_end_at", UtcDateTime()))
        for column in ("asked_end_by", "revoked_by"):
            table.add_column(sa.Column(column, sa.String(36)))
            table.create_foreign_key(f"fk_designation_{column}", "user", [column], ["id"])


def downgrade() -> None:
    with op.batch_alter_table("designation") as table:
        for column in ("asked_end_by", "revoked_by"):
            table.drop_constraint(f"fk_designation_{column}", type_="foreignkey")
        for column in ("asked_end_on", "asked_end_why", "asked_end_at", "asked_end_by"):
            table.drop_column(column)
        table.drop_column("revoked_by")
