"""Runs the migrations on the app's own engine, in one transaction."""

from alembic import context
from sqlalchemy import Connection, text

import inspect_app.models.all  # noqa: F401  (fills the metadata)
from inspect_app.extensions import db

UNSETTLED = """
SELECT format('ALTER TABLE %I ', table_name)
    || string_agg(format('ALTER COLUMN %I TYPE ', column_name) || CASE data_type
    WHEN 'integer' THEN 'bigint'
    WHEN 'text' THEN 'text COLLATE "C"'
    ELSE format('varchar(%s) COLLATE "C"', coalesce(character_maximum_length, 65535)) END, ', ')
FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' AND (data_type = 'integer'
    OR data_type IN ('text', 'character varying') AND collation_name IS DISTINCT FROM 'C')
GROUP BY table_name
"""


def begin_alone(connection: Connection) -> None:
    """Let servers upgrade one at a time, by PostgreSQL's advisory lock, without time limits."""
    connection.execute(text("SET LOCAL lock_timeout = 0"))
    connection.execute(text("SET LOCAL statement_timeout = 0"))
    connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('inspect_app.migrations'))"))


def settle(connection: Connection) -> None:
    """Give PostgreSQL's columns 64-bit integers and byte-order collation."""
    for change in connection.scalars(text(UNSETTLED)).all():
        connection.execute(text(change))


with db.engine.connect() as connection:
    is_postgresql = connection.dialect.name == "postgresql"
    context.configure(
        connection=connection,
        target_metadata=db.metadata,
        render_as_batch=not is_postgresql,
        compare_type=True,
    )
    with context.begin_transaction():
        if is_postgresql:
            begin_alone(connection)
        context.run_migrations()
        if is_postgresql:
            settle(connection)
    connection.commit()
