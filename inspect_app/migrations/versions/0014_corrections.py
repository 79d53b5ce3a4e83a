"""Corrections, their moves and photos, and the codes by which operators answer."""

import sqlalchemy as sa
from alembic import op

from inspect_app.models.types import UtcDateTime

revision = "0014_corrections"
down_revision = "0013_review_days"
branch_labels = None
depends_on = None


def _text(name: str, longest: int, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(longest), nullable=nullable)


def _flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=False)


def _corrections() -> None:
    op.create_table(
        "correction",
        _text("id", 36),
        _text("inspection_id", 36),
        sa.Column("rev", sa.Integer(), nullable=False),
        _text("premises_id", 36),
        _text("item", 64),
        _text("weight", 16),
        _text("measure", 16),
        sa.Column("days", sa.Integer()),
        _text("state", 16),
        sa.Column("served_on", sa.Date()),
        sa.Column("due_on", sa.Date()),
        sa.Column("unknown_years", sa.JSON(), nullable=False),
        *map(_flag, ("extended", "asked", "answered", "amending", "passed")),
        _text("voided_by", 16, nullable=True),
        _text("assigned_to", 36, nullable=True),
        sa.Column("clause", sa.Text(), nullable=False),
        _text("clause_by", 36, nullable=True),
        _text("clause_confirmed_by", 36, nullable=True),
        sa.Column("proposed_at", UtcDateTime(), nullable=False),
        sa.Column("closed_on", sa.Date()),
        sa.Column("steps", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["premises_id"], ["premises.id"]),
        sa.ForeignKeyConstraint(["assigned_to"], ["user.id"]),
        sa.ForeignKeyConstraint(["clause_by"], ["user.id"]),
        sa.ForeignKeyConstraint(["clause_confirmed_by"], ["user.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    for column in ("inspection_id", "premises_id", "assigned_to"):
        op.create_index(f"ix_correction_{column}", "correction", [column])
    op.create_index("ix_correction_state_due", "correction", ["state", "due_on"])


def _steps() -> None:
    op.create_table(
        "correction_step",
        _text("id", 36),
        _text("correction_id", 36),
        sa.Column("number", sa.Integer(), nullable=False),
        _text("move", 16),
        _text("who", 16),
        _text("actor_id", 36, nullable=True),
        _text("before", 16),
        _text("after", 16),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["correction_id"], ["correction.id"]),
        sa.ForeignKeyConstraint(["actor_id"], ["user.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    columns = ["correction_id", "number"]
    op.create_index("ux_correction_step_number", "correction_step", columns, unique=True)


def _photos_and_codes() -> None:
    op.create_table(
        "correction_photo",
        _text("correction_id", 36),
        _text("sha256", 64),
        sa.Column("position", sa.Integer(), nullable=False),
        _text("step_id", 36, nullable=True),
        _text("source", 16),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("added_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["correction_id"], ["correction.id"]),
        sa.PrimaryKeyConstraint("correction_id", "sha256"),
    )
    op.create_index("ix_correction_photo_sha256", "correction_photo", ["sha256"])
    op.create_table(
        "operator_code",
        _text("id", 36),
        _text("inspection_id", 36),
        _text("salt", 32),
        _text("hash", 64),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("ended_at", UtcDateTime()),
        _text("why", 16),
        sa.Column("wrong", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_operator_code_inspection_id", "operator_code", ["inspection_id"])


def upgrade() -> None:
    _corrections()
    _steps()
    _photos_and_codes()


def downgrade() -> None:
    for table in ("operator_code", "correction_photo", "correction_step", "correction"):
        op.drop_table(table)
