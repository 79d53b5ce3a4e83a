"""Compares what was acknowledged with what the server really has."""

import hashlib
from collections import Counter
from typing import NamedTuple

from sqlalchemy import select

from inspect_app.app import create_app
from inspect_app.config import read_settings
from inspect_app.extensions import db
from inspect_app.models.inspections import InspectionPhoto, Revision
from inspect_app.storage.open import BlobStore, open_storage
from tests.browser.server import Site


class Books(NamedTuple):
    """`lost`: acknowledged, but a row or a byte is missing. `duplicated`: there more than once."""

    lost: int
    duplicated: int


def check_books(site: Site, acknowledged: dict[str, list[str]]) -> Books:
    settings = read_settings(site.environment())
    with create_app(settings).app_context():
        rows = db.session.execute(select(Revision.inspection_id, Revision.state)).all()
        stored = Counter(row.inspection_id for row in rows if row.state == "received")
        linked = Counter(db.session.scalars(select(InspectionPhoto.sha256)))
    store = open_storage(settings.storage)
    lost = sum(
        not stored[id] or not all(linked[name] and _is_whole(store, name) for name in names)
        for id, names in acknowledged.items()
    )
    return Books(lost, sum(count > 1 for count in stored.values()))


def _is_whole(store: BlobStore, name: str) -> bool:
    try:
        with store.open(name) as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == name
    except FileNotFoundError:
        return False
