"""How an upload under way stands in a table, whoever it belongs to."""

from datetime import datetime
from typing import Any

from inspect_app.models.corrections import OperatorUpload
from inspect_app.models.sync import SyncUpload
from sync.records import Piece, Upload


def columns_of(upload: Upload, at: datetime) -> dict[str, Any]:
    """Return the columns of an upload but those that say whose it is."""
    return {
        "id": upload.id,
        "sha256": upload.sha256,
        "type": upload.type,
        "length": upload.length,
        "offset": upload.offset,
        "complete": upload.complete,
        "pieces": lists_of(upload.pieces),
        "created_at": at,
        "expires_at": upload.expires_at,
    }


def upload_of(row: SyncUpload | OperatorUpload, owner: str) -> Upload:
    """Return the upload of a row; `owner` is the user, or the correction that it is for."""
    return Upload(
        row.id,
        owner,
        row.sha256,
        row.type,
        row.length,
        row.expires_at,
        row.offset,
        row.complete,
        row.offset,
        [Piece(*one) for one in row.pieces],
    )


def lists_of(pieces: list[Piece]) -> list[list[object]]:
    """Return pieces as JSON holds them: start, size, name."""
    return [[one.start, one.size, one.name] for one in pieces]
