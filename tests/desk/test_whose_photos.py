"""A photo is shown only to readers of a record whose author uploaded its bytes."""

import json
from dataclasses import replace

from flask import Flask

from inspect_app.domain.ids import uuid7
from inspect_app.extensions import db
from inspect_app.models.people import User
from tests.bodies import MadeBody, make_body
from tests.desk.rescue_tar import rescue_of
from tests.desk.test_rescue import imported, opened, stored
from tests.makers import TAOPU, make_premises, make_user
from tests.phone.deciding import accept
from tests.phone.phones import Phone, entry, ready_phone
from tests.signing import OURS, visitor


def photo_from_far_away(app: Flask) -> tuple[str, bytes]:
    """What another inspector uploaded for premises that nobody of these tests may see."""
    far = make_user("far", role="inspector", areas=[TAOPU])
    second = make_user("far-second", role="inspector", areas=[TAOPU])
    made = make_body(far, second, make_premises(area=TAOPU, name="远处食堂（示例）"))
    pushed(ready_phone(app, far), made)
    return next(iter(made.photos.items()))


def pushed(phone: Phone, made: MadeBody) -> str:
    id = uuid7()
    phone.upload_all(made)
    phone.push(entry(made, id))
    return id


def naming(made: MadeBody, hash: str, bytes_given: dict[str, bytes]) -> MadeBody:
    """The same inspection with its first photo replaced by this hash."""
    mine = next(name for name in made.photos if name in made.text)
    photos = {name: data for name, data in made.photos.items() if name != mine}
    return replace(
        made, body=json.loads(made.text.replace(mine, hash)), photos=photos | bytes_given
    )


def without(one: dict[str, object], hash: str, data: bytes) -> dict[str, object]:
    """A record whose list of blobs has the hash, though its sender lacks the bytes."""
    blob = {"sha256": hash, "size": len(data), "type": "image/jpeg"}
    return one | {"blobs": [*one["blobs"], blob]}  # type: ignore[misc]


def status(app: Flask, path: str) -> int:
    return visitor(app, "chen").get(path, headers=OURS).status_code


def test_a_hash_that_the_author_never_uploaded_shows_nothing(
    app: Flask, lin: User, bai: User, chen: User
) -> None:
    hash, data = photo_from_far_away(app)
    made, id = naming(make_body(lin, bai, make_premises()), hash, {}), uuid7()
    phone = ready_phone(app, lin)
    phone.upload_all(made)
    (result,) = phone.push(without(entry(made, id), hash, data))
    assert (result["verdict"], result["detail"]["missing"]) == ("waiting", [hash])
    assert status(app, f"/desk/photos/{id}/{hash}") == 404
    phone.create(data)
    assert status(app, f"/desk/photos/{id}/{hash}") == 200


def test_a_rescue_file_shows_no_photo_that_it_did_not_bring(
    app: Flask, lin: User, bai: User, chen: User, ming: User
) -> None:
    hash, data = photo_from_far_away(app)
    made, id = naming(make_body(lin, bai, make_premises()), hash, {}), uuid7()
    file = rescue_of(made, without(entry(made, id), hash, data))
    imported(app, "ming", opened(app, "ming", file))
    assert status(app, f"/desk/quarantine/{stored(made.digest).pk}/photos/{hash}") == 404
    accept(chen, made.digest)
    assert status(app, f"/desk/photos/{id}/{hash}") == 404
    whole = naming(made, hash, {hash: data})
    imported(app, "ming", opened(app, "ming", rescue_of(whole, entry(whole, id))))
    assert status(app, f"/desk/photos/{id}/{hash}") == 200


def test_a_photo_of_another_area_is_not_shown_by_a_record_in_its_authors_name(
    app: Flask, bai: User, chen: User, ming: User
) -> None:
    hash, data = photo_from_far_away(app)
    far = db.session.query(User).filter_by(name="far").one()
    made, id = naming(make_body(far, bai, make_premises()), hash, {}), uuid7()
    imported(
        app, "chen", opened(app, "chen", rescue_of(made, without(entry(made, id), hash, data)))
    )
    path = f"/desk/quarantine/{stored(made.digest).pk}/photos/{hash}"
    assert status(app, path) == 404
    assert visitor(app, "ming").get(path, headers=OURS).status_code == 200
