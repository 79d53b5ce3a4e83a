"""The first tables, and an audit that the database itself lets only grow."""

import sqlalchemy as sa
from alembic import op

from inspect_app.models.types import UtcDateTime

revision = "0001_first_tables"
down_revision = None
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
    make_tables()
    guard_audit()


def downgrade() -> None:
    drop_guard()
    drop_tables()


def guard_audit() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute(NO_UPDATE)
        op.execute(NO_DELETE)
        return
    op.execute(REFUSAL)
    op.execute(
        "CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON audit"
        " FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_audit()"
    )


def drop_guard() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER audit_no_update")
        op.execute("DROP TRIGGER audit_no_delete")
        return
    op.execute("DROP TRIGGER audit_no_change ON audit")
    op.execute("DROP FUNCTION refuse_change_of_audit()")


def make_tables() -> None:
    op.create_table(
        "area",
        sa.Column("code", sa.String(length=9), nullable=False),
        sa.Column("parent", sa.String(length=9), nullable=True),
        sa.Column("zh", sa.String(length=64), nullable=False),
        sa.Column("en", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["parent"],
            ["area.code"],
        ),
        sa.PrimaryKeyConstraint("code"),
    )
    op.create_table(
        "audit",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(length=36), nullable=True),
        sa.Column("action", sa.String(length=64), nullable=False),
        sa.Column("subject", sa.String(length=120), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.Column("prev", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("seq"),
        sa.UniqueConstraint("hash"),
    )
    op.create_index("ix_audit_subject", "audit", ["subject"], unique=False)
    op.create_table(
        "audit_head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "baseline",
        sa.Column("target", sa.String(length=32), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("target"),
    )
    op.create_table(
        "checklist",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("version", sa.String(length=32), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("published_at", UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code", "version"),
    )
    op.create_table(
        "gc_mark",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("at", UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("sha256"),
    )
    op.create_table(
        "part_tombstone",
        sa.Column("scope", sa.String(length=80), nullable=False),
        sa.Column("collection", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=160), nullable=False),
        sa.Column("part", sa.String(length=36), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("scope", "collection", "id", "part"),
    )
    op.create_index("ix_sync_left_part", "part_tombstone", ["scope", "part", "seq"], unique=False)
    op.create_table(
        "past_inspection",
        sa.Column("id", sa.String(length=200), nullable=False),
        sa.Column("premises_id", sa.String(length=200), nullable=False),
        sa.Column("checklist", sa.String(length=200), nullable=False),
        sa.Column("visited_on", sa.Date(), nullable=False),
        sa.Column("unit_work", sa.String(length=200), nullable=True),
        sa.Column("reopened_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("revisions", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "ix_past_inspection_premises_id", "past_inspection", ["premises_id"], unique=False
    )
    op.create_table(
        "photo",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(length=32), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("readable", sa.Boolean(), nullable=False),
        sa.Column("received_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("decoded_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("decode_tries", sa.Integer(), nullable=False),
        sa.Column("decode_until", UtcDateTime(timezone=True), nullable=True),
        sa.Column("fault", sa.String(length=16), nullable=True),
        sa.Column("checked_at", UtcDateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("sha256"),
    )
    op.create_index("ix_photo_checked_at", "photo", ["checked_at"], unique=False)
    op.create_index("ix_photo_decoded_at", "photo", ["decoded_at"], unique=False)
    op.create_table(
        "plan_period",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("end", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "sign_in_tries",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("fails", sa.Integer(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("first_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("last_at", UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_table(
        "sync_key",
        sa.Column("kid", sa.String(length=64), nullable=False),
        sa.Column("jwk", sa.JSON(), nullable=False),
        sa.Column("made_at", UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("kid"),
    )
    op.create_table(
        "sync_meta",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("epoch", sa.String(length=36), nullable=False),
        sa.Column("made_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("gc_paused_until", UtcDateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "sync_row",
        sa.Column("scope", sa.String(length=80), nullable=False),
        sa.Column("collection", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=160), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(length=36), nullable=True),
        sa.Column("gone", sa.Boolean(), nullable=False),
        sa.Column("data", sa.Text(), nullable=True),
        sa.Column("at", UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("scope", "collection", "id"),
        sa.UniqueConstraint("scope", "seq"),
    )
    op.create_index("ix_sync_row_part", "sync_row", ["scope", "part", "seq"], unique=False)
    op.create_table(
        "sync_scope",
        sa.Column("scope", sa.String(length=80), nullable=False),
        sa.Column("head", sa.Integer(), nullable=False),
        sa.Column("floor", sa.Integer(), nullable=False),
        sa.Column("living", sa.Integer(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("scope"),
    )
    op.create_table(
        "user",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("full_name", sa.String(length=64), nullable=False),
        sa.Column("badge", sa.String(length=32), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("password_hash", sa.String(), nullable=True),
        sa.Column("created_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("disabled_at", UtcDateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("name"),
    )
    op.create_table(
        "designation",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("target", sa.String(length=32), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("area", sa.String(length=9), nullable=False),
        sa.Column("premises_id", sa.String(length=200), nullable=True),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("level", sa.String(length=32), nullable=False),
        sa.Column("document", sa.String(length=200), nullable=False),
        sa.Column("named_on", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("revoked_on", sa.Date(), nullable=True),
        sa.Column("revocation_recorded_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("entered_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("entered_by", sa.String(length=36), nullable=True),
        sa.Column("recorded_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("confirmed_by", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(
            ["area"],
            ["area.code"],
        ),
        sa.ForeignKeyConstraint(
            ["confirmed_by"],
            ["user.id"],
        ),
        sa.ForeignKeyConstraint(
            ["entered_by"],
            ["user.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_designation_key", "designation", ["key"], unique=False)
    op.create_index("ix_designation_premises_id", "designation", ["premises_id"], unique=False)
    op.create_index("ix_designation_target", "designation", ["target"], unique=False)
    op.create_table(
        "drain_code",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.String(length=36), nullable=False),
        sa.Column("issued_by", sa.String(length=36), nullable=False),
        sa.Column("issued_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("expires_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("used_at", UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["issued_by"],
            ["user.id"],
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code_hash"),
    )
    op.create_index("ix_drain_code_user_id", "drain_code", ["user_id"], unique=False)
    op.create_table(
        "membership",
        sa.Column("user_id", sa.String(length=36), nullable=False),
        sa.Column("area", sa.String(length=9), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["area"],
            ["area.code"],
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user.id"],
        ),
        sa.PrimaryKeyConstraint("user_id", "area", "kind"),
    )
    op.create_table(
        "possible_loss",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("user_id", sa.String(length=36), nullable=False),
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("why", sa.String(length=16), nullable=False),
        sa.Column("announced", sa.Integer(), nullable=False),
        sa.Column("announced_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("raised_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("resolved_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("resolved_by", sa.String(length=36), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["resolved_by"],
            ["user.id"],
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "ix_possible_loss_open", "possible_loss", ["client_id", "resolved_at"], unique=False
    )
    op.create_index("ix_possible_loss_user_id", "possible_loss", ["user_id"], unique=False)
    op.create_table(
        "premises",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("area", sa.String(length=9), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("lat", sa.Double(), nullable=True),
        sa.Column("lng", sa.Double(), nullable=True),
        sa.Column("uscc", sa.String(length=18), nullable=True),
        sa.Column("licence_no", sa.String(length=24), nullable=True),
        sa.Column("attrs", sa.JSON(), nullable=False),
        sa.Column("derived_attrs", sa.JSON(), server_default="{}", nullable=False),
        sa.Column("parent_id", sa.String(length=36), nullable=True),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("risk_grade", sa.String(length=1), nullable=True),
        sa.Column("qr_issue", sa.Integer(), nullable=False),
        sa.Column("registered_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["area"],
            ["area.code"],
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"],
            ["premises.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code"),
    )
    op.create_index("ix_premises_area", "premises", ["area"], unique=False)
    op.create_index("ix_premises_kind", "premises", ["kind"], unique=False)
    op.create_index("ix_premises_parent_id", "premises", ["parent_id"], unique=False)
    op.create_table(
        "rescue_import",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("uploaded_by", sa.String(length=36), nullable=False),
        sa.Column("uploaded_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("manifest", sa.JSON(), nullable=False),
        sa.Column("blobs", sa.JSON(), nullable=False),
        sa.Column("faults", sa.JSON(), nullable=False),
        sa.Column("imported_at", UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["uploaded_by"],
            ["user.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_rescue_import_uploaded_by", "rescue_import", ["uploaded_by"], unique=False)
    op.create_table(
        "session",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.String(length=36), nullable=False),
        sa.Column("client_id", sa.String(length=36), nullable=True),
        sa.Column("agent", sa.String(length=200), nullable=False),
        sa.Column("created_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("seen_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("expires_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("ended_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("drain", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("token_hash"),
    )
    op.create_index("ix_session_user_id", "session", ["user_id"], unique=False)
    op.create_table(
        "sync_blob_owner",
        sa.Column("user_id", sa.String(length=36), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("at", UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user.id"],
        ),
        sa.PrimaryKeyConstraint("user_id", "sha256"),
    )
    op.create_index("ix_sync_blob_owner_sha256", "sync_blob_owner", ["sha256"], unique=False)
    op.create_table(
        "sync_client",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("user_id", sa.String(length=36), nullable=False),
        sa.Column("app_version", sa.String(length=64), nullable=False),
        sa.Column("schema", sa.Integer(), nullable=False),
        sa.Column("registered_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("seen_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("revoked_reason", sa.String(length=500), server_default="", nullable=False),
        sa.Column("outbox_count", sa.Integer(), nullable=False),
        sa.Column("outbox_oldest_s", sa.Integer(), nullable=False),
        sa.Column("outbox_at", UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_sync_client_user_id", "sync_client", ["user_id"], unique=False)
    op.create_table(
        "sync_failure",
        sa.Column("user_id", sa.String(length=36), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user.id"],
        ),
        sa.PrimaryKeyConstraint("user_id", "digest"),
    )
    op.create_table(
        "sync_record",
        sa.Column("pk", sa.Integer(), nullable=False),
        sa.Column("collection", sa.String(length=32), nullable=False),
        sa.Column("record_id", sa.String(length=36), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("base", sa.String(length=64), nullable=True),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.String(length=36), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("blobs", sa.JSON(), nullable=False),
        sa.Column("for_rev", sa.Integer(), nullable=True),
        sa.Column("off_lineage", sa.Boolean(), nullable=False),
        sa.Column("verdict", sa.String(length=16), nullable=False),
        sa.Column("code", sa.String(length=32), nullable=True),
        sa.Column("message", sa.String(length=300), nullable=True),
        sa.Column("detail", sa.JSON(), nullable=True),
        sa.Column("waits", sa.Boolean(), nullable=False),
        sa.Column("received_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("complete_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("audit", sa.String(length=64), nullable=True),
        sa.Column("receipt", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user.id"],
        ),
        sa.PrimaryKeyConstraint("pk"),
        sa.UniqueConstraint("collection", "record_id", "user_id", "digest"),
    )
    op.create_index("ix_sync_record_verdict", "sync_record", ["verdict"], unique=False)
    op.create_index("ix_sync_record_waits", "sync_record", ["user_id", "waits"], unique=False)
    op.create_table(
        "sync_stream",
        sa.Column("collection", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("user_id", sa.String(length=36), nullable=False),
        sa.Column("head_rev", sa.Integer(), nullable=False),
        sa.Column("head_digest", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user.id"],
        ),
        sa.PrimaryKeyConstraint("collection", "id"),
    )
    op.create_index("ix_sync_stream_user_id", "sync_stream", ["user_id"], unique=False)
    op.create_table(
        "sync_unreadable",
        sa.Column("user_id", sa.String(length=36), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("at", UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user.id"],
        ),
        sa.PrimaryKeyConstraint("user_id", "sha256"),
    )
    op.create_table(
        "sync_upload",
        sa.Column("id", sa.String(length=43), nullable=False),
        sa.Column("user_id", sa.String(length=36), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("type", sa.String(length=64), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("offset", sa.Integer(), nullable=False),
        sa.Column("complete", sa.Boolean(), nullable=False),
        sa.Column("pieces", sa.JSON(), nullable=False),
        sa.Column("created_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("expires_at", UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_sync_upload_expires_at", "sync_upload", ["expires_at"], unique=False)
    op.create_index("ix_sync_upload_user_id", "sync_upload", ["user_id"], unique=False)
    op.create_table(
        "client_session",
        sa.Column("client_id", sa.String(length=36), nullable=False),
        sa.Column("session_id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("client_id", "session_id"),
    )
    op.create_table(
        "inspection",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("premises_id", sa.String(length=36), nullable=False),
        sa.Column("author_id", sa.String(length=36), nullable=False),
        sa.Column("visit", sa.String(length=36), nullable=False),
        sa.Column("checklist", sa.String(length=32), nullable=False),
        sa.Column("visited_on", sa.Date(), nullable=False),
        sa.Column("received_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("head_rev", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"],
            ["user.id"],
        ),
        sa.ForeignKeyConstraint(
            ["premises_id"],
            ["premises.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_inspection_author_id", "inspection", ["author_id"], unique=False)
    op.create_index("ix_inspection_premises_id", "inspection", ["premises_id"], unique=False)
    op.create_index("ix_inspection_visit", "inspection", ["visit"], unique=False)
    op.create_index("ix_inspection_visited_on", "inspection", ["visited_on"], unique=False)
    op.create_table(
        "premises_status",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("premises_id", sa.String(length=36), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("recorded_at", UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["premises_id"],
            ["premises.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "ix_premises_status_premises_id", "premises_status", ["premises_id"], unique=False
    )
    op.create_table(
        "qr_token",
        sa.Column("token", sa.String(length=16), nullable=False),
        sa.Column("premises_id", sa.String(length=36), nullable=False),
        sa.Column("issue", sa.Integer(), nullable=False),
        sa.Column("issued_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["premises_id"],
            ["premises.id"],
        ),
        sa.PrimaryKeyConstraint("token"),
    )
    op.create_index("ix_qr_token_premises_id", "qr_token", ["premises_id"], unique=False)
    op.create_table(
        "quarantined_record",
        sa.Column("record_pk", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("premises_id", sa.String(length=36), nullable=True),
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("quarantined_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("decision", sa.String(length=8), nullable=True),
        sa.Column("decided_by", sa.String(length=36), nullable=True),
        sa.Column("decided_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["decided_by"],
            ["user.id"],
        ),
        sa.ForeignKeyConstraint(["record_pk"], ["sync_record.pk"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("record_pk"),
    )
    op.create_index(
        "ix_quarantined_record_decision", "quarantined_record", ["decision"], unique=False
    )
    op.create_index(
        "ix_quarantined_record_premises_id", "quarantined_record", ["premises_id"], unique=False
    )
    op.create_table(
        "rescue_record",
        sa.Column("import_id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("author_id", sa.String(length=36), nullable=False),
        sa.Column("entry", sa.JSON(), nullable=False),
        sa.Column("result", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(["import_id"], ["rescue_import.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("import_id", "number"),
    )
    op.create_table(
        "sync_record_blob",
        sa.Column("record_pk", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["record_pk"], ["sync_record.pk"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("record_pk", "sha256"),
    )
    op.create_index("ix_sync_record_blob_sha256", "sync_record_blob", ["sha256"], unique=False)
    op.create_table(
        "acceptance",
        sa.Column("inspection_id", sa.String(length=36), nullable=False),
        sa.Column("unit_work", sa.String(length=36), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("attempt_no", sa.Integer(), nullable=True),
        sa.Column("outcome", sa.String(length=32), nullable=True),
        sa.Column("reopened_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("reopened_reason", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["inspection_id"],
            ["inspection.id"],
        ),
        sa.PrimaryKeyConstraint("inspection_id"),
    )
    op.create_index("ix_acceptance_unit_work", "acceptance", ["unit_work"], unique=False)
    op.create_table(
        "inspection_revision",
        sa.Column("inspection_id", sa.String(length=36), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("blobs", sa.JSON(), nullable=False),
        sa.Column("checklist_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("received_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("complete_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("decided_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("complete", sa.Boolean(), nullable=False),
        sa.Column("result", sa.String(length=32), nullable=True),
        sa.Column("covered", sa.Boolean(), nullable=True),
        sa.Column("passed", sa.Boolean(), nullable=True),
        sa.Column("score", sa.JSON(), nullable=False),
        sa.Column("lacks", sa.JSON(), nullable=False),
        sa.Column("flags", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["checklist_id"],
            ["checklist.id"],
        ),
        sa.ForeignKeyConstraint(
            ["inspection_id"],
            ["inspection.id"],
        ),
        sa.PrimaryKeyConstraint("inspection_id", "rev"),
    )
    op.create_index("ix_inspection_revision_state", "inspection_revision", ["state"], unique=False)
    op.create_table(
        "review",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("inspection_id", sa.String(length=36), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("reviewer_id", sa.String(length=36), nullable=False),
        sa.Column("action", sa.String(length=8), nullable=False),
        sa.Column("items", sa.JSON(), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("decided_at", UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["inspection_id"],
            ["inspection.id"],
        ),
        sa.ForeignKeyConstraint(
            ["reviewer_id"],
            ["user.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_review_inspection_id", "review", ["inspection_id"], unique=False)
    op.create_table(
        "standing",
        sa.Column("target", sa.String(length=32), nullable=False),
        sa.Column("premises_id", sa.String(length=36), nullable=False),
        sa.Column("inspection_id", sa.String(length=36), nullable=False),
        sa.Column("covered", sa.Boolean(), nullable=True),
        sa.Column("passed", sa.Boolean(), nullable=True),
        sa.Column("since", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["inspection_id"],
            ["inspection.id"],
        ),
        sa.ForeignKeyConstraint(
            ["premises_id"],
            ["premises.id"],
        ),
        sa.PrimaryKeyConstraint("target", "premises_id"),
    )
    op.create_table(
        "answer",
        sa.Column("item", sa.String(length=64), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column("verdict", sa.String(length=8), nullable=False),
        sa.Column("inspection_id", sa.String(length=36), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["inspection_id", "rev"],
            ["inspection_revision.inspection_id", "inspection_revision.rev"],
        ),
        sa.PrimaryKeyConstraint("inspection_id", "rev", "position"),
    )
    op.create_index("ix_answer_item", "answer", ["item"], unique=False)
    op.create_table(
        "inspection_photo",
        sa.Column("item", sa.String(length=64), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("source", sa.String(length=16), nullable=False),
        sa.Column("taken_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("inspection_id", sa.String(length=36), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["inspection_id", "rev"],
            ["inspection_revision.inspection_id", "inspection_revision.rev"],
        ),
        sa.PrimaryKeyConstraint("inspection_id", "rev", "position"),
    )
    op.create_index("ix_inspection_photo_sha256", "inspection_photo", ["sha256"], unique=False)


def drop_tables() -> None:
    op.drop_index("ix_inspection_photo_sha256", table_name="inspection_photo")
    op.drop_table("inspection_photo")
    op.drop_index("ix_answer_item", table_name="answer")
    op.drop_table("answer")
    op.drop_table("standing")
    op.drop_index("ix_review_inspection_id", table_name="review")
    op.drop_table("review")
    op.drop_index("ix_inspection_revision_state", table_name="inspection_revision")
    op.drop_table("inspection_revision")
    op.drop_index("ix_acceptance_unit_work", table_name="acceptance")
    op.drop_table("acceptance")
    op.drop_index("ix_sync_record_blob_sha256", table_name="sync_record_blob")
    op.drop_table("sync_record_blob")
    op.drop_table("rescue_record")
    op.drop_index("ix_quarantined_record_premises_id", table_name="quarantined_record")
    op.drop_index("ix_quarantined_record_decision", table_name="quarantined_record")
    op.drop_table("quarantined_record")
    op.drop_index("ix_qr_token_premises_id", table_name="qr_token")
    op.drop_table("qr_token")
    op.drop_index("ix_premises_status_premises_id", table_name="premises_status")
    op.drop_table("premises_status")
    op.drop_index("ix_inspection_visited_on", table_name="inspection")
    op.drop_index("ix_inspection_visit", table_name="inspection")
    op.drop_index("ix_inspection_premises_id", table_name="inspection")
    op.drop_index("ix_inspection_author_id", table_name="inspection")
    op.drop_table("inspection")
    op.drop_table("client_session")
    op.drop_index("ix_sync_upload_user_id", table_name="sync_upload")
    op.drop_index("ix_sync_upload_expires_at", table_name="sync_upload")
    op.drop_table("sync_upload")
    op.drop_table("sync_unreadable")
    op.drop_index("ix_sync_stream_user_id", table_name="sync_stream")
    op.drop_table("sync_stream")
    op.drop_index("ix_sync_record_waits", table_name="sync_record")
    op.drop_index("ix_sync_record_verdict", table_name="sync_record")
    op.drop_table("sync_record")
    op.drop_table("sync_failure")
    op.drop_index("ix_sync_client_user_id", table_name="sync_client")
    op.drop_table("sync_client")
    op.drop_index("ix_sync_blob_owner_sha256", table_name="sync_blob_owner")
    op.drop_table("sync_blob_owner")
    op.drop_index("ix_session_user_id", table_name="session")
    op.drop_table("session")
    op.drop_index("ix_rescue_import_uploaded_by", table_name="rescue_import")
    op.drop_table("rescue_import")
    op.drop_index("ix_premises_parent_id", table_name="premises")
    op.drop_index("ix_premises_kind", table_name="premises")
    op.drop_index("ix_premises_area", table_name="premises")
    op.drop_table("premises")
    op.drop_index("ix_possible_loss_user_id", table_name="possible_loss")
    op.drop_index("ix_possible_loss_open", table_name="possible_loss")
    op.drop_table("possible_loss")
    op.drop_table("membership")
    op.drop_index("ix_drain_code_user_id", table_name="drain_code")
    op.drop_table("drain_code")
    op.drop_index("ix_designation_target", table_name="designation")
    op.drop_index("ix_designation_premises_id", table_name="designation")
    op.drop_index("ix_designation_key", table_name="designation")
    op.drop_table("designation")
    op.drop_table("user")
    op.drop_table("sync_scope")
    op.drop_index("ix_sync_row_part", table_name="sync_row")
    op.drop_table("sync_row")
    op.drop_table("sync_meta")
    op.drop_table("sync_key")
    op.drop_table("sign_in_tries")
    op.drop_table("plan_period")
    op.drop_index("ix_photo_decoded_at", table_name="photo")
    op.drop_index("ix_photo_checked_at", table_name="photo")
    op.drop_table("photo")
    op.drop_index("ix_past_inspection_premises_id", table_name="past_inspection")
    op.drop_table("past_inspection")
    op.drop_index("ix_sync_left_part", table_name="part_tombstone")
    op.drop_table("part_tombstone")
    op.drop_table("gc_mark")
    op.drop_table("checklist")
    op.drop_table("baseline")
    op.drop_table("audit_head")
    op.drop_index("ix_audit_subject", table_name="audit")
    op.drop_table("audit")
    op.drop_table("area")
