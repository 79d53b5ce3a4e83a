"""A receipt is proof: anybody can verify it with the public keys, and it never changes."""

import base64
import json
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from sqlalchemy import select

from inspect_app.domain.ids import uuid7
from inspect_app.extensions import db
from inspect_app.models.audit import AuditEntry
from inspect_app.models.cosignatures import Cosignature
from inspect_app.models.inspections import (
    Answer,
    Inspection,
    InspectionPhoto,
    Photo,
    Revision,
)
from inspect_app.models.sync import SyncBlobOwner, SyncRecord, SyncStream
from inspect_app.services.writing.transaction import writing
from tests.bodies import make_body
from tests.phone.phones import entry, ready_phone, sign_in


def test_nobody_sees_a_receipt_without_signing_in(client):
    assert client.get(f"/sync/receipts/inspection/{uuid7()}/1").status_code == 401


def test_a_receipt_is_for_its_author_and_who_may_read_the_record(app, phone, made, chen, wu, bai):
    id, receipt = stored(phone, made)
    url = f"/sync/receipts/inspection/{id}/1"
    for reader, status in ((phone.user, 200), (chen, 200), (wu, 404), (bai, 404)):
        answer = sign_in(app, reader).http.get(url)
        assert answer.status_code == status
        assert answer.json.get("receipt") == (receipt if status == 200 else None)


def test_a_receipt_that_is_not_there_is_not_found(phone, made):
    id = uuid7()
    phone.push(entry(made, id))
    assert phone.http.get(f"/sync/receipts/inspection/{id}/1").status_code == 404
    assert phone.http.get(f"/sync/receipts/inspection/{id}/x").status_code == 404
    assert phone.http.get(f"/sync/receipts/inspection/{id}/{10**30}").status_code == 404


def test_anybody_verifies_a_receipt_with_the_public_keys(app, phone, made):
    id, receipt = stored(phone, made)
    keys = app.test_client().get("/sync/keys").json["keys"]
    payload = verify(receipt, keys)
    assert payload["blobs"] == [blob["sha256"] for blob in made.blobs]
    assert (payload["v"], payload["collection"], payload["id"]) == (1, "inspection", id)
    assert (payload["rev"], payload["digest"]) == (1, made.digest)
    assert (payload["user"], payload["verdict"]) == (phone.user.id, "stored")
    assert payload["epoch"] == phone.epoch
    assert payload["received_at"] <= payload["complete_at"]
    audited = db.session.query(AuditEntry).filter_by(hash=payload["audit"]).one()
    assert audited.subject == f"inspection:{id}"


def test_a_changed_receipt_does_not_verify(app, phone, made):
    _, receipt = stored(phone, made)
    keys = app.test_client().get("/sync/keys").json["keys"]
    head, body, signature = receipt.split(".")
    payload = json.loads(unpacked(body)) | {"user": "somebody"}
    forged = base64.urlsafe_b64encode(json.dumps(payload).encode()).rstrip(b"=").decode()
    with pytest.raises(InvalidSignature):
        verify(f"{head}.{forged}.{signature}", keys)


def test_one_beside_the_line_is_found_by_its_digest(phone, made, lin, bai, canteen):
    id, receipt = stored(phone, made)
    fork = make_body(lin, bai, canteen, on="2022-09-15")
    phone.upload_all(fork)
    (kept,) = phone.push(entry(fork, id))
    url = f"/sync/receipts/inspection/{id}/1"
    assert phone.http.get(url).json["receipt"] == receipt
    found = phone.http.get(f"{url}?digest={fork.digest}").json["receipt"]
    assert found == kept["receipt"]
    assert json.loads(unpacked(found.split(".")[1]))["verdict"] == "quarantined"


def test_a_kept_record_gets_its_receipt_when_its_photos_are_in(phone, made):
    id = uuid7()
    (kept,) = phone.push(entry(made, id, 2, "a" * 64, base_lost=True))
    assert kept["verdict"] == "quarantined" and "receipt" not in kept
    assert len(kept["detail"]["missing"]) == len(made.blobs)
    phone.upload_all(made)
    (again,) = phone.push(entry(made, id, 2, "a" * 64, base_lost=True))
    assert (again["verdict"], again["was"], again["code"]) == (
        "already",
        "quarantined",
        "base_lost",
    )
    assert again["receipt"]


def test_a_restored_server_is_refilled_by_old_receipts(app, phone, made):
    """Its database forgot the record and who uploaded what; the files survived."""
    id, receipt = stored(phone, made)
    arrived = json.loads(unpacked(receipt.split(".")[1]))["received_at"]
    forget_everything()
    (without,) = phone.push(entry(made, id))
    assert without["verdict"] == "waiting"
    forget_everything()
    (again,) = phone.push(entry(made, id, receipt=receipt))
    assert again["verdict"] == "stored"
    assert json.loads(unpacked(again["receipt"].split(".")[1]))["received_at"] == arrived
    known = db.session.execute(select(Photo.sha256, Photo.type, Photo.size)).all()
    brought = {(blob["sha256"], blob["type"], blob["size"]) for blob in made.blobs}
    assert {tuple(row) for row in known} == brought


@pytest.mark.parametrize("spoil", [b"no photo", b""])
def test_what_lies_in_the_store_and_is_not_that_photo_is_asked_for_again(app, phone, made, spoil):
    id, receipt = stored(phone, made)
    forget_everything()
    name = made.blobs[0]["sha256"]
    store = Path(app.config["SETTINGS"].storage) / name[:2] / name
    store.write_bytes(spoil)
    (again,) = phone.push(entry(made, id, receipt=receipt))
    assert (again["verdict"], again["detail"]["missing"]) == ("waiting", [name])
    phone.upload_all(made)
    assert phone.push(entry(made, id, receipt=receipt))[0]["was"] == "stored"


def test_another_person_s_receipt_proves_nothing(app, phone, made, lin, bai, canteen):
    _, receipt = stored(phone, made)
    theirs = make_body(bai, lin, canteen)
    theirs.photos = dict(made.photos)
    body = theirs.body | {"photos": made.body["photos"], "signatures": made.body["signatures"]}
    sent = type(made)(body, made.photos)
    (result,) = ready_phone(app, bai).push(entry(sent, uuid7(), receipt=receipt))
    assert result["verdict"] == "waiting"


def stored(phone, made) -> tuple[str, str]:
    phone.upload_all(made)
    id = uuid7()
    (result,) = phone.push(entry(made, id))
    assert result["verdict"] == "stored"
    return id, result["receipt"]


def forget_everything() -> None:
    with writing() as w:
        for model in (SyncRecord, SyncStream, SyncBlobOwner):
            w.session.query(model).delete()
        for model in (Cosignature, Answer, InspectionPhoto, Revision, Inspection, Photo):
            w.session.query(model).delete()


def unpacked(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def verify(receipt: str, keys: list[dict[str, str]]) -> dict:
    head, body, signature = receipt.split(".")
    header = json.loads(unpacked(head))
    assert (header["alg"], header["typ"]) == ("ES256", "receipt+jws")
    (key,) = [one for one in keys if one["kid"] == header["kid"]]
    x, y = (int.from_bytes(unpacked(key[axis]), "big") for axis in ("x", "y"))
    public = ec.EllipticCurvePublicNumbers(x, y, ec.SECP256R1()).public_key()
    raw = unpacked(signature)
    r, s = int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big")
    public.verify(encode_dss_signature(r, s), f"{head}.{body}".encode(), ec.ECDSA(hashes.SHA256()))
    return json.loads(unpacked(body))
