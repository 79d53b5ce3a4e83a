"""What must be mended reaches every phone of its author with its body, also what came before."""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0015_bodies_to_mend"
down_revision = "0014_client_sessions"
branch_labels = None
depends_on = None

ROW = sa.table("sync_row", *map(sa.column, ("scope", "collection", "id", "seq", "data")))
SCOPE = sa.table("sync_scope", *map(sa.column, ("scope", "head")))
RECORD = sa.table(
    "sync_record",
    *map(sa.column, ("collection", "record_id", "user_id", "digest", "body")),
    *(sa.column(name, sa.JSON) for name in ("blobs", "detail")),
)


def upgrade() -> None:
    unfit = ROW.c.data.like('%"state":"fix"%')
    query = sa.select(ROW).where(ROW.c.collection == "inspection", unfit).order_by(ROW.c.scope)
    for row in op.get_bind().execute(query).all():
        told = json.loads(row.data)
        if told["state"] != "fix" or not (told["premises"] and told["checklist"]):
            continue
        if (record := record_of(row, told["digest"])) is not None:
            fields = list((record.detail or {}).get("fields", ()))
            more = {"body": record.body, "blobs": record.blobs, "fields": fields}
            publish_again(row, told | more)


def record_of(row: sa.Row[Any], digest: str) -> sa.Row[Any] | None:
    query = sa.select(RECORD).where(
        RECORD.c.collection == "inspection",
        RECORD.c.record_id == row.id,
        RECORD.c.user_id == row.scope.removeprefix("user:"),
        RECORD.c.digest == digest,
    )
    return op.get_bind().execute(query).one_or_none()


def publish_again(row: sa.Row[Any], data: dict[str, Any]) -> None:
    """Under the scope's next number: phones that pulled it without its body pull it again.

    A server that runs meanwhile may have put something newer there: that stays.
    """
    mine = SCOPE.c.scope == row.scope
    op.execute(sa.update(SCOPE).where(mine).values(head=SCOPE.c.head + 1))
    seq = op.get_bind().execute(sa.select(SCOPE.c.head).where(mine)).scalar_one()
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    here = sa.and_(ROW.c.scope == row.scope, ROW.c.collection == "inspection", ROW.c.id == row.id)
    as_read = sa.and_(here, ROW.c.seq == row.seq)
    op.execute(sa.update(ROW).where(as_read).values(seq=seq, data=text))


def downgrade() -> None:
    """The phones of before do not look at it."""
