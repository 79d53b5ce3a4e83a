"""Attributes of a premises that the server keeps up itself."""

import sqlalchemy as sa
from alembic import op

revision = "0005_kept_attributes"
down_revision = "0004_sign_in_tries"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("premises", schema=None) as batch_op:
        batch_op.add_column(sa.Column("kept_attrs", sa.JSON(), server_default="{}", nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("premises", schema=None) as batch_op:
        batch_op.drop_column("kept_attrs")
