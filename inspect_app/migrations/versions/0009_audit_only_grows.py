"""The audit only grows: the database itself refuses to change or remove an entry."""

from alembic import op

revision = "0009_audit_only_grows"
down_revision = "0008_photo_faults"
branch_labels = None
depends_on = None

REFUSAL = "an entry of the audit is never changed or removed"


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for act in ("update", "delete"):
            op.execute(
                f"CREATE TRIGGER audit_no_{act} BEFORE {act} ON audit"
                f" BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION refuse_change_of_audit() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$BEGIN RAISE EXCEPTION '{REFUSAL}'; END$$"
    )
    op.execute(
        "CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON audit"
        " FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_audit()"
    )


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for act in ("update", "delete"):
            op.execute(f"DROP TRIGGER audit_no_{act}")
        return
    op.execute("DROP TRIGGER audit_no_change ON audit")
    op.execute("DROP FUNCTION refuse_change_of_audit()")
