"""Legal papers, their versions, and the counters of their numbers."""

import sqlalchemy as sa
from alembic import op

from inspect_app.models.types import UtcDateTime

revision = "0017_papers"
down_revision = "0016_reminders"
branch_labels = None
depends_on = None


def _text(name: str, longest: int) -> sa.Column[str]:
    return sa.Column(name, sa.String(longest), nullable=False)


def _number(name: str) -> sa.Column[int]:
    whole = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    return sa.Column(name, whole, nullable=False, autoincrement=False)


def upgrade() -> None:
    op.create_table(
        "paper_counter",
        _text("department", 16),
        _text("kind", 16),
        _number("year"),
        _number("last"),
        sa.PrimaryKeyConstraint("department", "kind", "year"),
    )
    op.create_table(
        "paper",
        _text("id", 36),
        _text("inspection_id", 36),
        _text("premises_id", 36),
        _text("kind", 16),
        _text("department", 16),
        _number("year"),
        _number("serial"),
        _text("number", 64),
        sa.Column("issued_at", UtcDateTime(), nullable=False),
        sa.Column("void_at", UtcDateTime()),
        _text("void_why", 24),
        sa.ForeignKeyConstraint(["premises_id"], ["premises.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    for column in ("inspection_id", "premises_id"):
        op.create_index(f"ix_paper_{column}", "paper", [column])
    number = ["department", "kind", "year", "serial"]
    op.create_index("ux_paper_number", "paper", number, unique=True)
    op.create_table(
        "paper_version",
        _text("paper_id", 36),
        _number("version"),
        _text("digest", 64),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("draft", sa.Boolean(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("made_by", sa.String(36)),
        sa.ForeignKeyConstraint(["paper_id"], ["paper.id"]),
        sa.ForeignKeyConstraint(["made_by"], ["user.id"]),
        sa.PrimaryKeyConstraint("paper_id", "version"),
    )
    op.create_index("ux_paper_version_digest", "paper_version", ["digest"], unique=True)


def downgrade() -> None:
    for table in ("paper_version", "paper", "paper_counter"):
        op.drop_table(table)
