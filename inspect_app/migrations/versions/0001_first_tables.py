"""The first tables."""

import sqlalchemy as sa
from alembic import op

import inspect_app.models.types

revision = "0001_first_tables"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
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
        sa.Column("at", inspect_app.models.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(length=36), nullable=True),
        sa.Column("action", sa.String(length=64), nullable=False),
        sa.Column("subject", sa.String(length=120), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.Column("prev", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("seq"),
        sa.UniqueConstraint("hash"),
    )
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_subject"), ["subject"], unique=False)

    op.create_table(
        "audit_head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id"),
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
        sa.Column(
            "published_at", inspect_app.models.types.UtcDateTime(timezone=True), nullable=False
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code", "version"),
    )
    op.create_table(
        "photo",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(length=32), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("readable", sa.Boolean(), nullable=False),
        sa.Column(
            "received_at", inspect_app.models.types.UtcDateTime(timezone=True), nullable=False
        ),
        sa.PrimaryKeyConstraint("sha256"),
    )
    op.create_table(
        "sync_key",
        sa.Column("kid", sa.String(length=64), nullable=False),
        sa.Column("jwk", sa.JSON(), nullable=False),
        sa.Column("made_at", inspect_app.models.types.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("kid"),
    )
    op.create_table(
        "sync_meta",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("epoch", sa.String(length=36), nullable=False),
        sa.Column("made_at", inspect_app.models.types.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "sync_row",
        sa.Column("scope", sa.String(length=80), nullable=False),
        sa.Column("collection", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=160), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("gone", sa.Boolean(), nullable=False),
        sa.Column("data", sa.Text(), nullable=True),
        sa.Column("at", inspect_app.models.types.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("scope", "collection", "id"),
        sa.UniqueConstraint("scope", "seq"),
    )
    op.create_table(
        "sync_scope",
        sa.Column("scope", sa.String(length=80), nullable=False),
        sa.Column("head", sa.Integer(), nullable=False),
        sa.Column("floor", sa.Integer(), nullable=False),
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
        sa.Column(
            "created_at", inspect_app.models.types.UtcDateTime(timezone=True), nullable=False
        ),
        sa.Column(
            "disabled_at", inspect_app.models.types.UtcDateTime(timezone=True), nullable=True
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("name"),
    )
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
        sa.Column("parent_id", sa.String(length=36), nullable=True),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("risk_grade", sa.String(length=1), nullable=True),
        sa.Column("qr_issue", sa.Integer(), nullable=False),
        sa.Column("registered_on", sa.Date(), nullable=False),
        sa.Column(
            "recorded_at", inspect_app.models.types.UtcDateTime(timezone=True), nullable=False
        ),
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
    with op.batch_alter_table("premises", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_premises_area"), ["area"], unique=False)
        batch_op.create_index(batch_op.f("ix_premises_kind"), ["kind"], unique=False)
        batch_op.create_index(batch_op.f("ix_premises_parent_id"), ["parent_id"], unique=False)

    op.create_table(
        "session",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.String(length=36), nullable=False),
        sa.Column("client_id", sa.String(length=36), nullable=True),
        sa.Column("agent", sa.String(length=200), nullable=False),
        sa.Column(
            "created_at", inspect_app.models.types.UtcDateTime(timezone=True), nullable=False
        ),
        sa.Column("seen_at", inspect_app.models.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column(
            "expires_at", inspect_app.models.types.UtcDateTime(timezone=True), nullable=False
        ),
        sa.Column("ended_at", inspect_app.models.types.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("token_hash"),
    )
    with op.batch_alter_table("session", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_session_client_id"), ["client_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_session_user_id"), ["user_id"], unique=False)

    op.create_table(
        "sync_blob_owner",
        sa.Column("user_id", sa.String(length=36), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("at", inspect_app.models.types.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user.id"],
        ),
        sa.PrimaryKeyConstraint("user_id", "sha256"),
    )
    with op.batch_alter_table("sync_blob_owner", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sync_blob_owner_sha256"), ["sha256"], unique=False)

    op.create_table(
        "sync_client",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("user_id", sa.String(length=36), nullable=False),
        sa.Column("app_version", sa.String(length=64), nullable=False),
        sa.Column("schema", sa.Integer(), nullable=False),
        sa.Column(
            "registered_at", inspect_app.models.types.UtcDateTime(timezone=True), nullable=False
        ),
        sa.Column("seen_at", inspect_app.models.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", inspect_app.models.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("outbox_count", sa.Integer(), nullable=False),
        sa.Column("outbox_oldest_s", sa.Integer(), nullable=False),
        sa.Column("outbox_at", inspect_app.models.types.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("sync_client", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sync_client_user_id"), ["user_id"], unique=False)

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
        sa.Column("beside", sa.Boolean(), nullable=False),
        sa.Column("verdict", sa.String(length=16), nullable=False),
        sa.Column("code", sa.String(length=32), nullable=True),
        sa.Column("message", sa.String(length=300), nullable=True),
        sa.Column("detail", sa.JSON(), nullable=True),
        sa.Column("waits", sa.Boolean(), nullable=False),
        sa.Column(
            "received_at", inspect_app.models.types.UtcDateTime(timezone=True), nullable=False
        ),
        sa.Column(
            "complete_at", inspect_app.models.types.UtcDateTime(timezone=True), nullable=True
        ),
        sa.Column("audit", sa.String(length=64), nullable=True),
        sa.Column("receipt", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user.id"],
        ),
        sa.PrimaryKeyConstraint("pk"),
        sa.UniqueConstraint("collection", "record_id", "user_id", "digest"),
    )
    with op.batch_alter_table("sync_record", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sync_record_verdict"), ["verdict"], unique=False)
        batch_op.create_index("ix_sync_record_waits", ["user_id", "waits"], unique=False)

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
    with op.batch_alter_table("sync_stream", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sync_stream_user_id"), ["user_id"], unique=False)

    op.create_table(
        "sync_unreadable",
        sa.Column("user_id", sa.String(length=36), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("at", inspect_app.models.types.UtcDateTime(timezone=True), nullable=False),
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
        sa.Column(
            "created_at", inspect_app.models.types.UtcDateTime(timezone=True), nullable=False
        ),
        sa.Column(
            "expires_at", inspect_app.models.types.UtcDateTime(timezone=True), nullable=False
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("sync_upload", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sync_upload_expires_at"), ["expires_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_sync_upload_user_id"), ["user_id"], unique=False)

    op.create_table(
        "inspection",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("premises_id", sa.String(length=36), nullable=False),
        sa.Column("author_id", sa.String(length=36), nullable=False),
        sa.Column("visit", sa.String(length=36), nullable=False),
        sa.Column("checklist", sa.String(length=32), nullable=False),
        sa.Column("visited_on", sa.Date(), nullable=False),
        sa.Column(
            "received_at", inspect_app.models.types.UtcDateTime(timezone=True), nullable=False
        ),
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
    with op.batch_alter_table("inspection", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_inspection_author_id"), ["author_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_inspection_premises_id"), ["premises_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_inspection_visit"), ["visit"], unique=False)
        batch_op.create_index(batch_op.f("ix_inspection_visited_on"), ["visited_on"], unique=False)

    op.create_table(
        "premises_status",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("premises_id", sa.String(length=36), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column(
            "recorded_at", inspect_app.models.types.UtcDateTime(timezone=True), nullable=False
        ),
        sa.ForeignKeyConstraint(
            ["premises_id"],
            ["premises.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("premises_status", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_premises_status_premises_id"), ["premises_id"], unique=False
        )

    op.create_table(
        "qr_token",
        sa.Column("token", sa.String(length=16), nullable=False),
        sa.Column("premises_id", sa.String(length=36), nullable=False),
        sa.Column("issue", sa.Integer(), nullable=False),
        sa.Column("issued_at", inspect_app.models.types.UtcDateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", inspect_app.models.types.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["premises_id"],
            ["premises.id"],
        ),
        sa.PrimaryKeyConstraint("token"),
    )
    with op.batch_alter_table("qr_token", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_qr_token_premises_id"), ["premises_id"], unique=False)

    op.create_table(
        "sync_record_blob",
        sa.Column("record_pk", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["record_pk"], ["sync_record.pk"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("record_pk", "sha256"),
    )
    with op.batch_alter_table("sync_record_blob", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sync_record_blob_sha256"), ["sha256"], unique=False)

    op.create_table(
        "inspection_revision",
        sa.Column("inspection_id", sa.String(length=36), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("blobs", sa.JSON(), nullable=False),
        sa.Column("checklist_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column(
            "received_at", inspect_app.models.types.UtcDateTime(timezone=True), nullable=False
        ),
        sa.Column(
            "complete_at", inspect_app.models.types.UtcDateTime(timezone=True), nullable=True
        ),
        sa.Column("decided_at", inspect_app.models.types.UtcDateTime(timezone=True), nullable=True),
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
    with op.batch_alter_table("inspection_revision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_inspection_revision_state"), ["state"], unique=False)

    op.create_table(
        "review",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("inspection_id", sa.String(length=36), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("reviewer_id", sa.String(length=36), nullable=False),
        sa.Column("action", sa.String(length=8), nullable=False),
        sa.Column("items", sa.JSON(), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column(
            "decided_at", inspect_app.models.types.UtcDateTime(timezone=True), nullable=False
        ),
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
    with op.batch_alter_table("review", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_review_inspection_id"), ["inspection_id"], unique=False
        )

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
    with op.batch_alter_table("answer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_answer_item"), ["item"], unique=False)

    op.create_table(
        "inspection_photo",
        sa.Column("item", sa.String(length=64), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("source", sa.String(length=16), nullable=False),
        sa.Column("taken_at", inspect_app.models.types.UtcDateTime(timezone=True), nullable=True),
        sa.Column("inspection_id", sa.String(length=36), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["inspection_id", "rev"],
            ["inspection_revision.inspection_id", "inspection_revision.rev"],
        ),
        sa.PrimaryKeyConstraint("inspection_id", "rev", "position"),
    )
    with op.batch_alter_table("inspection_photo", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_inspection_photo_sha256"), ["sha256"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("inspection_photo", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_inspection_photo_sha256"))

    op.drop_table("inspection_photo")
    with op.batch_alter_table("answer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_answer_item"))

    op.drop_table("answer")
    op.drop_table("standing")
    with op.batch_alter_table("review", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_review_inspection_id"))

    op.drop_table("review")
    with op.batch_alter_table("inspection_revision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_inspection_revision_state"))

    op.drop_table("inspection_revision")
    with op.batch_alter_table("sync_record_blob", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sync_record_blob_sha256"))

    op.drop_table("sync_record_blob")
    with op.batch_alter_table("qr_token", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_qr_token_premises_id"))

    op.drop_table("qr_token")
    with op.batch_alter_table("premises_status", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_premises_status_premises_id"))

    op.drop_table("premises_status")
    with op.batch_alter_table("inspection", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_inspection_visited_on"))
        batch_op.drop_index(batch_op.f("ix_inspection_visit"))
        batch_op.drop_index(batch_op.f("ix_inspection_premises_id"))
        batch_op.drop_index(batch_op.f("ix_inspection_author_id"))

    op.drop_table("inspection")
    with op.batch_alter_table("sync_upload", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sync_upload_user_id"))
        batch_op.drop_index(batch_op.f("ix_sync_upload_expires_at"))

    op.drop_table("sync_upload")
    op.drop_table("sync_unreadable")
    with op.batch_alter_table("sync_stream", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sync_stream_user_id"))

    op.drop_table("sync_stream")
    with op.batch_alter_table("sync_record", schema=None) as batch_op:
        batch_op.drop_index("ix_sync_record_waits")
        batch_op.drop_index(batch_op.f("ix_sync_record_verdict"))

    op.drop_table("sync_record")
    op.drop_table("sync_failure")
    with op.batch_alter_table("sync_client", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sync_client_user_id"))

    op.drop_table("sync_client")
    with op.batch_alter_table("sync_blob_owner", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sync_blob_owner_sha256"))

    op.drop_table("sync_blob_owner")
    with op.batch_alter_table("session", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_session_user_id"))
        batch_op.drop_index(batch_op.f("ix_session_client_id"))

    op.drop_table("session")
    with op.batch_alter_table("premises", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_premises_parent_id"))
        batch_op.drop_index(batch_op.f("ix_premises_kind"))
        batch_op.drop_index(batch_op.f("ix_premises_area"))

    op.drop_table("premises")
    op.drop_table("membership")
    op.drop_table("user")
    op.drop_table("sync_scope")
    op.drop_table("sync_row")
    op.drop_table("sync_meta")
    op.drop_table("sync_key")
    op.drop_table("photo")
    op.drop_table("checklist")
    op.drop_table("audit_head")
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audit_subject"))

    op.drop_table("audit")
    op.drop_table("area")
