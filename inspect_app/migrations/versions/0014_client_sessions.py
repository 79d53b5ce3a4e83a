"""Every client that a session said hello as, not only the last."""

import sqlalchemy as sa
from alembic import op

revision = "0014_client_sessions"
down_revision = "0013_sweep_rests"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "client_session",
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("session_id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["session.id"],
            name="fk_client_session_session_id_session",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("client_id", "session_id", name="pk_client_session"),
    )
    op.execute(
        "INSERT INTO client_session (client_id, session_id) "
        "SELECT client_id, id FROM session WHERE client_id IS NOT NULL"
    )
    op.drop_index("ix_session_client_id", table_name="session")


def downgrade() -> None:
    op.create_index("ix_session_client_id", "session", ["client_id"])
    op.drop_table("client_session")
