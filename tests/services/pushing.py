"""Puts a made body into the books without the protocol around it."""

from datetime import UTC, datetime

from inspect_app.domain.ids import uuid7
from inspect_app.models.people import User
from inspect_app.services.intake.incoming import IncomingRevision
from inspect_app.services.intake.revisions import apply_inspection
from inspect_app.services.writing.transaction import writing
from sync.records import IntakeResult
from tests.bodies import MadeBody

NOON = datetime(2022, 9, 14, 4, 0, tzinfo=UTC)


def push(
    made: MadeBody,
    author: User,
    *,
    id: str | None = None,
    rev: int = 1,
    at: datetime = NOON,
    missing: int = 0,
) -> IntakeResult:
    """As the protocol's host does it, inside one transaction."""
    incoming = IncomingRevision(
        id=id or uuid7(),
        rev=rev,
        digest=made.digest,
        text=made.text,
        raw=made.body,
        blobs=made.blobs,
        author_id=author.id,
        received_at=at,
        first_received_at=at,
    )
    with writing(at) as w:
        return apply_inspection(w, incoming, blobs_missing=missing)
