"""Builds the upload service of this instance from its store and its limits."""

from datetime import UTC, datetime, timedelta

from flask import current_app

from inspect_app.photos.headers import MAX_BYTES, TYPES
from inspect_app.services.intake.inbox import complete_for_blob
from inspect_app.services.photos.uploads import SqlUploads, open_parts
from inspect_app.storage.open import open_storage
from sync.records import UploadLimits
from sync.uploads import Uploads


def upload_limits() -> UploadLimits:
    """Return the size limit, media types and expiry of uploads."""
    expiry = timedelta(seconds=current_app.config["SETTINGS"].upload_expiry)
    return UploadLimits(MAX_BYTES, TYPES, expiry)


def open_uploads(drain: str | None = None) -> Uploads:
    """Build the upload service for this request; `drain` is the id of a drain session."""
    settings = current_app.config["SETTINGS"]
    storage = open_storage(settings.storage)

    def arrived(user_id: str, sha256: str) -> None:
        complete_for_blob(user_id, sha256, storage=storage, instance=settings.instance)

    return Uploads(
        SqlUploads(storage, arrived, drain),
        open_parts(storage),
        upload_limits(),
        lambda: datetime.now(UTC),
    )
