"""A key of receipts is changed: the new one signs, the old one is believed, both are listed."""

import json
from pathlib import Path

from flask import Flask
from joserfc.jwk import ECKey

from inspect_app.services.intake import receipt_keys
from sync.receipts import KeyRing, jwk_of, new_key
from tests.bodies import MadeBody
from tests.phone.phones import Phone, entry
from tests.phone.test_receipts import forget_everything, stored, unpacked, verify


def key_path(app: Flask) -> Path:
    path: Path = app.config["SETTINGS"].instance / "keys" / "receipts.pem"
    return path


def restart(app: Flask) -> None:
    """What a start of the server does with its keys."""
    receipt_keys.read_key_ring.cache_clear()
    receipt_keys.prepare_sync(app.config["SETTINGS"].instance)


def change_key(app: Flask) -> None:
    """As operations.md says: the file is moved away, and the server started again."""
    key_path(app).rename(key_path(app).with_suffix(".old"))
    restart(app)


def kids(app: Flask) -> list[str]:
    return [key["kid"] for key in app.test_client().get("/sync/keys").json["keys"]]


def kid_of(receipt: str) -> str:
    kid: str = json.loads(unpacked(receipt.split(".")[0]))["kid"]
    return kid


def test_a_key_that_was_never_listed_proves_nothing(
    app: Flask, phone: Phone, made: MadeBody
) -> None:
    _, receipt = stored(phone, made)
    ring = receipt_keys.read_key_ring(app.config["SETTINGS"].instance)
    payload = ring.verify(receipt)
    assert payload is not None
    assert ring.verify(KeyRing(new_key(), list).sign(payload)) is None


def test_the_new_key_signs_and_the_old_one_is_still_believed(
    app: Flask, phone: Phone, made: MadeBody
) -> None:
    id, old = stored(phone, made)
    (before,) = kids(app)
    change_key(app)
    after, *older = kids(app)
    assert older == [before] and after != before
    _, new = stored(phone, made)
    assert (kid_of(old), kid_of(new)) == (before, after)
    keys = app.test_client().get("/sync/keys").json["keys"]
    assert verify(old, keys)["id"] == id
    assert verify(new, keys)["digest"] == made.digest
    assert phone.hello().json["keys"] == keys


def test_a_receipt_of_the_old_key_is_repeated_as_it_was(
    app: Flask, phone: Phone, made: MadeBody
) -> None:
    id, old = stored(phone, made)
    change_key(app)
    (again,) = phone.push(entry(made, id))
    assert (again["verdict"], again["receipt"]) == ("already", old)


def test_a_receipt_of_the_old_key_still_proves_an_upload_after_a_restore(
    app: Flask, phone: Phone, made: MadeBody
) -> None:
    id, old = stored(phone, made)
    change_key(app)
    forget_everything()
    (result,) = phone.push(entry(made, id) | {"receipt": old})
    assert (result["verdict"], kid_of(result["receipt"])) == ("stored", kids(app)[0])


def test_a_start_with_the_same_file_changes_nothing(app: Flask) -> None:
    before = kids(app)
    restart(app)
    assert kids(app) == before


def test_an_id_for_a_key_is_its_own_thumbprint(app: Flask) -> None:
    for key in app.test_client().get("/sync/keys").json["keys"]:
        assert key["kid"] == jwk_of(ECKey.import_key(key))["kid"]
        assert "d" not in key  # the private half
