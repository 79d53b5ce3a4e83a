"""Upgrades the tables to a revision. Alembic runs inside the app, which knows the database."""

from flask_migrate import upgrade

__all__ = ["upgrade"]
