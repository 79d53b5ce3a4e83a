"""Upgrades the tables to a revision. Alembic runs inside the app, which knows the database.

Loading Alembic takes a third of a command's start: only what upgrades or compares imports this.
"""

import os
from pathlib import Path

from flask import current_app
from flask_migrate import Migrate
from flask_migrate import upgrade as upgrade_tables

from inspect_app.extensions import db
from inspect_app.storage.private_files import adopt


def upgrade(revision: str = "head") -> None:
    """Upgrade the tables, and make SQLite's file first if there is none."""
    if db.engine.dialect.name == "sqlite":
        _make_file(Path(str(db.engine.url.database)))
    bound_migrations()
    upgrade_tables(revision=revision)


def bound_migrations() -> Migrate:
    """Bind the migrations to the running app and return them."""
    return Migrate(current_app, db, directory=f"{current_app.root_path}/migrations")


def _make_file(path: Path) -> None:
    """Make an empty file with the owner that SQLite then gives to those beside it."""
    if not path.exists():
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
        adopt(path)
