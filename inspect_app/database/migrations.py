"""Upgrades the tables to a revision. Alembic runs inside the app, which knows the database."""

import os
from pathlib import Path

from flask_migrate import upgrade as upgrade_tables

from inspect_app.extensions import db
from inspect_app.storage.private_files import adopt


def upgrade(revision: str = "head") -> None:
    """Upgrade the tables, and make SQLite's file first if there is none."""
    if db.engine.dialect.name == "sqlite":
        _make_file(Path(str(db.engine.url.database)))
    upgrade_tables(revision=revision)


def _make_file(path: Path) -> None:
    """Make an empty file with the owner that SQLite then gives to those beside it."""
    if not path.exists():
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
        adopt(path)
