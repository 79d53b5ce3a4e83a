"""Why a posted code was replaced; indexes by which the audit and the premises are paged."""

import sqlalchemy as sa
from alembic import op

revision = "0022_labels_and_trail"
down_revision = "0021_title_endings"
branch_labels = None
depends_on = None

INDEXES = (
    ("ix_audit_actor", "audit", ["actor", "seq"]),
    ("ix_audit_action", "audit", ["action", "seq"]),
    ("ix_audit_at", "audit", ["at", "seq"]),
    ("ix_premises_listed", "premises", ["area", "name", "id"]),
    ("ix_premises_of_kind", "premises", ["kind", "area", "name", "id"]),
)


def upgrade() -> None:
    op.add_column("qr_token", sa.Column("reason", sa.String(16), nullable=True))
    for name, table, columns in INDEXES:
        op.create_index(name, table, columns)


def downgrade() -> None:
    for name, table, _ in INDEXES:
        op.drop_index(name, table_name=table)
    op.drop_column("qr_token", "reason")
