"""Runs the migrations on the app's own engine, in one transaction."""

from alembic import context

import inspect_app.models.all  # noqa: F401  (fills the metadata)
from inspect_app.extensions import db

with db.engine.connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=db.metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()
