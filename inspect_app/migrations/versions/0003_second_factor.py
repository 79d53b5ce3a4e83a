"""The second factor: seeds, codes, passkeys, invitations, and when a session was last proven."""

import sqlalchemy as sa
from alembic import op

from inspect_app.models.types import UtcDateTime

revision = "0003_second_factor"
down_revision = "0002_cosignatures"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("user", sa.Column("factor_due_at", UtcDateTime(timezone=True), nullable=True))
    op.add_column("session", sa.Column("proven_at", UtcDateTime(timezone=True), nullable=True))
    op.add_column(
        "sync_meta",
        sa.Column("fictional", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    op.create_table(
        "totp",
        sa.Column("user_id", sa.String(length=36), nullable=False),
        sa.Column("seed", sa.String(), nullable=True),
        sa.Column("confirmed_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("last_step", big(), nullable=False),
        sa.Column("next_seed", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"]),
        sa.PrimaryKeyConstraint("user_id"),
    )
    make_issued("recovery_code", time("made_at"), time("used_at", True), unique=False)
    make_issued(
        "enrolment_code",
        sa.Column("issued_by", sa.String(length=36), nullable=False),
        time("issued_at"),
        time("expires_at"),
        time("used_at", True),
        sa.ForeignKeyConstraint(["issued_by"], ["user.id"]),
    )
    make_issued(
        "invitation",
        sa.Column("issued_by", sa.String(length=36), nullable=True),
        time("issued_at"),
        time("expires_at"),
        time("used_at", True),
        sa.ForeignKeyConstraint(["issued_by"], ["user.id"]),
        secret="token_hash",
    )
    make_issued(
        "pending_sign_in",
        time("created_at"),
        time("expires_at"),
        secret="token_hash",
    )
    make_passkeys()


def make_issued(
    name: str, *more: sa.schema.SchemaItem, secret: str = "code_hash", unique: bool = True
) -> None:
    rules = [sa.UniqueConstraint(secret)] if unique else []
    op.create_table(
        name,
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("user_id", sa.String(length=36), nullable=False),
        sa.Column(secret, sa.String(length=64), nullable=False),
        *more,
        sa.ForeignKeyConstraint(["user_id"], ["user.id"]),
        sa.PrimaryKeyConstraint("id"),
        *rules,
    )
    op.create_index(f"ix_{name}_user_id", name, ["user_id"], unique=False)


def make_passkeys() -> None:
    op.create_table(
        "passkey",
        sa.Column("id", sa.String(length=1400), nullable=False),
        sa.Column("user_id", sa.String(length=36), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("sign_count", big(), nullable=False),
        time("made_at"),
        time("used_at", True),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_passkey_user_id", "passkey", ["user_id"], unique=False)
    op.create_table(
        "passkey_challenge",
        sa.Column("holder", sa.String(length=36), nullable=False),
        sa.Column("challenge", sa.LargeBinary(), nullable=False),
        time("expires_at"),
        sa.PrimaryKeyConstraint("holder"),
    )


def big() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def time(name: str, may_be_missing: bool = False) -> sa.Column[object]:
    return sa.Column(name, UtcDateTime(timezone=True), nullable=may_be_missing)


def downgrade() -> None:
    op.drop_table("passkey_challenge")
    for name in ("passkey", "pending_sign_in", "invitation", "enrolment_code", "recovery_code"):
        op.drop_index(f"ix_{name}_user_id", table_name=name)
        op.drop_table(name)
    op.drop_table("totp")
    op.drop_column("sync_meta", "fictional")
    op.drop_column("session", "proven_at")
    op.drop_column("user", "factor_due_at")
