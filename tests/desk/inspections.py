"""An inspection in the books, with its photos in the store, for the desk's tests."""

from datetime import datetime
from typing import Any

from flask import current_app

from inspect_app.domain.ids import uuid7
from inspect_app.extensions import db
from inspect_app.models.inspections import Photo
from inspect_app.models.people import User
from inspect_app.models.premises import Premises
from inspect_app.models.sync import SyncBlobOwner
from inspect_app.storage.open import open_storage
from tests.bodies import MadeBody, make_body, media_type
from tests.makers import make_premises
from tests.services.pushing import NOON, push


def receive(
    author: User, second: User, premises: Premises | None = None, **more: Any
) -> tuple[str, MadeBody]:
    """The id of a received inspection, and what was sent."""
    at: datetime = more.pop("at", NOON)
    made = make_body(author, second, premises or make_premises(), **more)
    made.photos = {name: data for name, data in made.photos.items() if name in made.text}
    id = uuid7()
    assert push(made, author, id=id, at=at).verdict == "stored"
    store_photos(made.photos, author)
    return id, made


def store_photos(photos: dict[str, bytes], author: User | None = None) -> None:
    """Makes bytes durable, as the author's uploads do."""
    store = open_storage(current_app.config["SETTINGS"].storage)
    store.parts.mkdir(parents=True, exist_ok=True)
    for sha256, data in photos.items():
        part = store.parts / sha256
        part.write_bytes(data)
        store.keep(part, sha256)
        facts = {"size": len(data), "type": media_type(data), "width": 64, "height": 48}
        db.session.merge(Photo(sha256=sha256, received_at=NOON, **facts))
        if author:
            db.session.merge(SyncBlobOwner(user_id=author.id, sha256=sha256, at=NOON))
    db.session.commit()
