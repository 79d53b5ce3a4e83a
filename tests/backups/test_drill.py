"""The drill: a server is lost after its backup, and phones with receipts refill the new one."""

import base64
import json
from typing import Any

import pytest
from flask import Flask

from inspect_app.domain.ids import uuid7
from inspect_app.extensions import db
from inspect_app.models.inspections import Revision
from inspect_app.models.people import User
from inspect_app.models.premises import Premises
from script.benches.ingest.work import make_unique
from tests.backups.conftest import Place
from tests.bodies import MadeBody, make_body
from tests.instances import opened
from tests.makers import sha256
from tests.phone.phones import Phone, entry, ready_phone

BEFORE, AFTER = 2, 3


@pytest.mark.long
def test_no_receipt_is_missing_after_a_restore(
    app: Flask, phone: Phone, lin: User, bai: User, canteen: Premises, here: Place, there: Place
) -> None:
    works = [(uuid7(), own_photos(make_body(lin, bai, canteen))) for _ in range(BEFORE + AFTER)]
    held = [hand_in(phone, *work) for work in works[:BEFORE]]
    lin_id = lin.id
    db.session.rollback()
    backup = here.settings.instance.parent / "backup"
    assert here.tell("backup", backup).code == 0
    held += [hand_in(phone, *work) for work in works[BEFORE:]]
    db.session.rollback()
    assert there.tell("restore", backup).code == 0

    with opened(there.settings) as restored:
        again = ready_phone(restored, db.session.get_one(User, lin_id))
        assert again.epoch != phone.epoch
        missing = [id for (id, _), old in zip(works, held, strict=True) if old != result(again, id)]
        assert missing == [id for id, _ in works[BEFORE:]]
        for (id, made), old in zip(works, held, strict=True):
            new = hand_in(again, id, made, receipt=old)
            assert payload(new)["received_at"] == payload(old)["received_at"]
        assert [id for id, _ in works if result(again, id) is None] == []
        assert db.session.query(Revision).filter_by(state="received").count() == len(works)


def own_photos(made: MadeBody) -> MadeBody:
    """The same work with photos that nobody else sent."""
    text, photos = json.dumps(made.body), dict(made.photos)
    for name, data in made.photos.items():
        if data.startswith(b"\xff\xd8"):
            unique = make_unique(photos.pop(name))
            photos[sha256(unique)] = unique
            text = text.replace(name, sha256(unique))
    return MadeBody(json.loads(text), photos)


def hand_in(phone: Phone, id: str, made: MadeBody, **more: Any) -> str:
    """As the app does: what is missing is sent, and the record again, until there is a receipt."""
    (result,) = phone.push(entry(made, id, **more))
    for name in (result.get("detail") or {}).get("missing", []):
        assert phone.create(made.photos[name]).status_code == 201
    (result,) = phone.push(entry(made, id, **more))
    receipt: str = result["receipt"]
    return receipt


def result(phone: Phone, id: str) -> str | None:
    """The receipt as the server has it."""
    answer = phone.http.get(f"/sync/receipts/inspection/{id}/1")
    return answer.json["receipt"] if answer.status_code == 200 else None


def payload(receipt: str) -> Any:
    part = receipt.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
