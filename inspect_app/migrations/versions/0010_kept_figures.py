"""Figures are kept as spans and sums, and no longer recounted for every page."""

import sqlalchemy as sa
from alembic import op

from inspect_app.models.types import UtcDateTime

revision = "0010_kept_figures"
down_revision = "0009_dated_facts"
branch_labels = None
depends_on = None

FROZEN = ("numerator", "denominator", "excluded", "baseline")
NUMBERS = ("numerator", "open", "excluded", "seen", "passed")


def upgrade() -> None:
    op.create_table(
        "figure_span",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("generation", _whole(), nullable=False),
        sa.Column("target", sa.String(32), nullable=False),
        sa.Column("key", sa.String(200), nullable=False),
        sa.Column("area", sa.String(9), nullable=False),
        sa.Column("side", sa.String(16), nullable=False),
        sa.Column("reason", sa.String(32), nullable=False),
        sa.Column("seen", sa.Boolean(), nullable=False),
        sa.Column("passed", sa.Boolean(), nullable=False),
        sa.Column("premises_id", sa.String(200), nullable=False),
        sa.Column("day_from", sa.Date(), nullable=False),
        sa.Column("day_to", sa.Date(), nullable=False),
        sa.Column("known_from", sa.Date(), nullable=False),
        sa.Column("known_to", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_figure_span_unit", "figure_span", ["generation", "target", "key"])
    op.create_index("ix_figure_span_premises", "figure_span", ["generation", "premises_id"])
    counted = ["generation", "target", "known_to", "area", "key", "day_from", "day_to"]
    told = ["known_from", "side", "reason", "seen", "passed"]
    op.create_index("ix_figure_span_now", "figure_span", [*counted, *told])
    # The overview asks for the few that are disputed.
    op.create_index("ix_cosignature_state", "cosignature", ["state"])
    _create_changes("figure_day", "day")
    op.create_index("ix_figure_day_day", "figure_day", ["generation", "day"])
    _create_changes("figure_month", "month")
    op.create_table(
        "figure_generation",
        sa.Column("id", _whole(), nullable=False),
        sa.Column("current", _whole(), nullable=False),
        sa.Column("building", _whole()),
        sa.Column("rules", _whole(), nullable=False),
        sa.Column("start", sa.Date()),
        sa.Column("built_at", UtcDateTime()),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "figure_moved",
        sa.Column("target", sa.String(32), nullable=False),
        sa.Column("key", sa.String(200), nullable=False),
        sa.PrimaryKeyConstraint("target", "key"),
    )
    op.create_table(
        "month_end",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("target", sa.String(32), nullable=False),
        *(sa.Column(number, _whole(), nullable=False) for number in FROZEN),
        sa.Column("lists", sa.JSON(), nullable=False),
        sa.Column("frozen_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("day", "target"),
    )


def _whole() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _create_changes(name: str, when: str) -> None:
    op.create_table(
        name,
        sa.Column("generation", _whole(), nullable=False),
        sa.Column("target", sa.String(32), nullable=False),
        sa.Column("area", sa.String(9), nullable=False),
        sa.Column(when, sa.Date(), nullable=False),
        *(sa.Column(number, _whole(), nullable=False) for number in NUMBERS),
        sa.PrimaryKeyConstraint("generation", "target", "area", when),
    )


def downgrade() -> None:
    op.drop_index("ix_cosignature_state", "cosignature")
    op.drop_table("month_end")
    for name in ("moved", "generation", "month", "day", "span"):
        op.drop_table(f"figure_{name}")
