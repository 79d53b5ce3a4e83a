"""What a supervisor does with kept records, for tests."""

from datetime import UTC, datetime

from flask import current_app

from inspect_app.extensions import db
from inspect_app.models.people import User
from inspect_app.models.rescue import QuarantinedRecord
from inspect_app.models.sync import SyncRecord, SyncStream
from inspect_app.services.intake.quarantine import (
    Decision,
    accept_quarantined,
    dismiss_quarantined,
    reopen_quarantined,
)
from inspect_app.storage.open import open_storage

WHY = "核对过现场（示例）"


def record_of(digest: str) -> SyncRecord:
    db.session.expire_all()
    return db.session.query(SyncRecord).filter_by(digest=digest).one()


def quarantined_of(digest: str) -> QuarantinedRecord:
    return db.session.get_one(QuarantinedRecord, record_of(digest).pk)


def head_of(id: str, collection: str = "inspection") -> str | None:
    db.session.expire_all()
    return db.session.get_one(SyncStream, (collection, id)).head_digest


def decide(person: User, digest: str, **changes: object) -> Decision:
    record = record_of(digest)
    head = head_of(record.record_id, record.collection)
    given = {"reason": WHY, "at": datetime.now(UTC), "head": head} | changes
    return Decision(person.id, record.pk, **given)  # type: ignore[arg-type]


def accept(person: User, digest: str, **changes: object) -> None:
    settings = current_app.config["SETTINGS"]
    place = {"storage": open_storage(settings.storage), "instance": settings.instance}
    accept_quarantined(decide(person, digest, **changes), **place)


def dismiss(person: User, digest: str, **changes: object) -> None:
    storage = open_storage(current_app.config["SETTINGS"].storage)
    dismiss_quarantined(decide(person, digest, **changes), storage=storage)


def reopen(person: User, digest: str) -> None:
    storage = open_storage(current_app.config["SETTINGS"].storage)
    reopen_quarantined(decide(person, digest), storage=storage)
