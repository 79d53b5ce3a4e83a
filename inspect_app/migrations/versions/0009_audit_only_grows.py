"""The audit only grows: the database itself refuses to change or remove an entry."""

from alembic import op

revision = "0009_audit_only_grows"
down_revision = "0008_photo_faults"
branch_labels = None
depends_on = None

NO_UPDATE = """
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'an entry of the audit is never changed or removed'); END
"""
NO_DELETE = """
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'an entry of the audit is never changed or removed'); END
"""
REFUSAL = """
CREATE FUNCTION refuse_change_of_audit() RETURNS trigger LANGUAGE plpgsql AS
$$BEGIN RAISE EXCEPTION 'an entry of the audit is never changed or removed'; END$$
"""


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute(NO_UPDATE)
        op.execute(NO_DELETE)
        return
    op.execute(REFUSAL)
    op.execute(
        "CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON audit"
        " FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_audit()"
    )


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER audit_no_update")
        op.execute("DROP TRIGGER audit_no_delete")
        return
    op.execute("DROP TRIGGER audit_no_change ON audit")
    op.execute("DROP FUNCTION refuse_change_of_audit()")
