"""An index with all that the desk counts and sorts corrections by."""

from alembic import op

revision = "0023_corrections_listed"
down_revision = "0022_labels_and_trail"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("ix_correction_state_due", table_name="correction")
    columns = ["state", "due_on", "asked", "premises_id", "id"]
    op.create_index("ix_correction_listed", "correction", columns)


def downgrade() -> None:
    op.drop_index("ix_correction_listed", table_name="correction")
    op.create_index("ix_correction_state_due", "correction", ["state", "due_on"])
