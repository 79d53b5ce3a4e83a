"""Compares what was acknowledged with what the server really has."""

from typing import NamedTuple

from sqlalchemy import select

from inspect_app.app import create_app
from inspect_app.config import read_settings
from inspect_app.extensions import db
from inspect_app.models.inspections import InspectionPhoto, Revision
from inspect_app.storage.open import open_storage
from tests.browser.server import Site
from tests.kills.books import is_whole, list_doubled


class Books(NamedTuple):
    """Counts: `lost` (acknowledged, but a row or byte is missing) and `duplicated`."""

    lost: int
    duplicated: int


def check_books(site: Site, acknowledged: dict[str, list[str]]) -> Books:
    settings = read_settings(site.environment())
    with create_app(settings).app_context():
        received = select(Revision.inspection_id).filter_by(state="received")
        stored = set(db.session.scalars(received))
        linked = set(db.session.scalars(select(InspectionPhoto.sha256)))
        doubled = list_doubled()
    store = open_storage(settings.storage)
    lost = sum(
        id not in stored or not all(name in linked and is_whole(store, name) for name in names)
        for id, names in acknowledged.items()
    )
    return Books(lost, len(doubled))
