"""An app of one's own in a test, whose connections end with it."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from jinja2 import FileSystemBytecodeCache

from inspect_app.app import create_app
from inspect_app.config import Settings
from inspect_app.extensions import db
from tests.worked_out import keep_dialect, share_statements


@contextmanager
def opened(settings: Settings) -> Iterator[Flask]:
    """In its context. Python warns of a connection that nobody closed, in a later test."""
    app = create_app(settings)
    # Every test has an app of its own, and each would read all its templates anew.
    app.jinja_env.bytecode_cache = FileSystemBytecodeCache()
    with app.app_context():
        share_statements(db.engine)
        try:
            yield app
        finally:
            db.session.remove()
            db.engine.dispose()
            keep_dialect(db.engine)
