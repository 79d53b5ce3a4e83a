"""Scopes may be pulled in parts: where a row lies, what left a part, how many rows a scope has."""

import sqlalchemy as sa
from alembic import op

import inspect_app.models.types

revision = "0003_parts_of_scopes"
down_revision = "0002_titles_acceptances_past"
branch_labels = None
depends_on = None

ROW = sa.table("sync_row", *map(sa.column, ("scope", "collection", "id", "part", "gone")))
SCOPE = sa.table("sync_scope", *map(sa.column, ("scope", "living")))
PREMISES = sa.table("premises", *map(sa.column, ("id", "parent_id")))


def upgrade() -> None:
    op.create_table(
        "sync_left",
        sa.Column("scope", sa.String(length=80), nullable=False),
        sa.Column("collection", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=160), nullable=False),
        sa.Column("part", sa.String(length=36), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("at", inspect_app.models.types.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("scope", "collection", "id", "part"),
    )
    op.create_index("ix_sync_left_part", "sync_left", ["scope", "part", "seq"])
    op.add_column("sync_row", sa.Column("part", sa.String(length=36), nullable=True))
    op.create_index("ix_sync_row_part", "sync_row", ["scope", "part", "seq"])
    op.add_column(
        "sync_scope", sa.Column("living", sa.Integer(), server_default="0", nullable=False)
    )
    put_into_parts()
    count_living()


def put_into_parts() -> None:
    """Stalls and lifts lie under their parents, or alone."""
    parent = sa.select(PREMISES.c.parent_id).where(PREMISES.c.id == ROW.c.id).scalar_subquery()
    ours = sa.or_(ROW.c.scope.like("area:%:stall"), ROW.c.scope.like("area:%:elevator"))
    here = sa.update(ROW).where(ROW.c.collection == "premises", ours)
    op.execute(here.values(part=sa.func.coalesce(parent, "-")))


def count_living() -> None:
    living = sa.select(sa.func.count()).where(
        ROW.c.scope == SCOPE.c.scope, ROW.c.gone.is_(sa.false())
    )
    op.execute(sa.update(SCOPE).values(living=living.scalar_subquery()))


def downgrade() -> None:
    op.drop_column("sync_scope", "living")
    op.drop_index("ix_sync_row_part", "sync_row")
    op.drop_column("sync_row", "part")
    op.drop_index("ix_sync_left_part", "sync_left")
    op.drop_table("sync_left")
