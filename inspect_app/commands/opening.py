"""Opens the instance for one command, and never creates a missing one."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.engine import make_url

from inspect_app.config import Settings, read_settings
from inspect_app.domain.refusals import Refused


def has_database(settings: Settings) -> bool:
    """Whether the database exists; a database server is assumed to."""
    url = make_url(settings.database_url)
    if url.get_backend_name() != "sqlite":
        return True
    return bool(url.database) and Path(str(url.database)).exists()


@contextmanager
def open_instance() -> Iterator[Settings]:
    """Open the app of an existing instance; raise Refused without one."""
    settings = read_settings()
    if not has_database(settings):
        message = f"There is no instance in {settings.instance}: run `inspect-app migrate` first."
        raise Refused("no_instance", "INSPECT_INSTANCE", message)
    from inspect_app.app import create_app
    from inspect_app.extensions import db

    with create_app(settings).app_context():
        try:
            yield settings
        finally:
            db.session.remove()
            db.engine.dispose()
