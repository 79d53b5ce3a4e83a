"""What a body says of marked photos, voice notes, its place and recusal, and what is refused."""

from typing import Any

import pytest

from inspect_app.domain.ids import uuid7
from inspect_app.models.people import User
from inspect_app.models.premises import Premises
from tests.bodies import MadeBody, make_body, signed
from tests.makers import make_jpeg, sha256
from tests.phone.phones import Phone, entry

ITEM = "raw.expired-spoiled"
AT = "2022-09-14T10:20:00+08:00"
MARKED = make_jpeg((1, 2, 3))
HERE = {"lat": 31.2345, "lng": 121.4, "accuracy_m": 12}


def note(**changes: Any) -> dict[str, Any]:
    return {"sha256": "a" * 64, "type": "audio/webm", "seconds": 7, "taken_at": AT} | changes


def fields_of(phone: Phone, made: MadeBody, **changes: Any) -> list[str]:
    (result,) = phone.push(entry(made, uuid7(), **changes))
    assert (result["verdict"], result["code"]) == ("fix", "validation")
    return list(result["detail"]["fields"])


def with_marked(made: MadeBody, id: str, **changes: Any) -> MadeBody:
    """The same with a copy beside the first photo, on which something was drawn."""
    item, (shot, *_) = next(iter(made.body["photos"].items()))
    copy = shot | {"sha256": sha256(MARKED), "role": "marked", "of": shot["sha256"]} | changes
    photos = made.body["photos"] | {item: [shot, copy]}
    return signed(MadeBody(made.body, made.photos | {sha256(MARKED): MARKED}), id, photos=photos)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"voice": {"": note()}}, "voice..key"),
        ({"voice": {ITEM: note() | {"sha256": "b" * 64}}}, "blobs"),
        ({"voice": {ITEM: note(type="video/mp4")}}, f"voice.{ITEM}.value.type"),
        ({"voice": {ITEM: note(seconds=61)}}, f"voice.{ITEM}.value.seconds"),
        ({"voice": {ITEM: note(seconds=0)}}, f"voice.{ITEM}.value.seconds"),
        ({"voice": {ITEM: note(seconds=1.5)}}, f"voice.{ITEM}.value.seconds"),
        ({"voice": {ITEM: note(seconds=True)}}, f"voice.{ITEM}.value.seconds"),
        ({"voice": {ITEM: note(text="x")}}, f"voice.{ITEM}.value.text"),
        ({"voice": {ITEM: note(type="audio/mp4")}}, f"voice.{ITEM}.type"),
        ({"voice": {"raw.nothing-here": note()}}, "voice.raw.nothing-here"),
        ({"far": ""}, "far"),
        ({"far": "远" * 2001, "position": HERE}, "far"),
        ({"far": "分校"}, "far"),
        ({"recusal": None}, "recusal"),
        ({"recusal": {}}, "recusal.none"),
        ({"recusal": {"none": False}}, "recusal.none"),
        ({"recusal": {"none": True, "reason": "x"}}, "recusal.none"),
        ({"recusal": {"user": "wu", "reason": "x"}}, "recusal.user"),
        ({"recusal": {"user": uuid7()}}, "recusal.none"),
    ],
)
def test_what_is_no_such_field_is_mended_by_its_author(
    phone: Phone, lin: User, bai: User, canteen: Premises, given: dict[str, Any], field: str
) -> None:
    made = signed(make_body(lin, bai, canteen), uuid7(), **given)
    blobs = [{"sha256": "a" * 64, "size": 9, "type": "audio/webm"}] if "voice" in given else []
    assert field in fields_of(phone, made, blobs=made.blobs + blobs)


def test_who_inspected_did_not_stand_back(
    phone: Phone, lin: User, bai: User, canteen: Premises
) -> None:
    recusal = {"user": bai.id, "reason": "配偶在该单位任职"}
    made = signed(make_body(lin, bai, canteen), uuid7(), recusal=recusal)
    assert fields_of(phone, made) == ["recusal.user"]


def test_version_1_has_none_of_it(phone: Phone, lin: User, bai: User, canteen: Premises) -> None:
    made = make_body(lin, bai, canteen, recusal={"none": True}, far="x", position=HERE)
    assert set(fields_of(phone, made)) == {"recusal", "far"}
    shots = with_marked(make_body(lin, bai, canteen), uuid7()).body["photos"]
    item = next(iter(shots))
    blobs = MadeBody(made.body, {sha256(MARKED): MARKED} | made.photos)
    old = MadeBody(make_body(lin, bai, canteen).body | {"photos": shots}, blobs.photos)
    assert fields_of(phone, old) == [f"photos.{item}.value.1.of"]


@pytest.mark.parametrize(
    "changes",
    [{"of": "b" * 64}, {"of": sha256(MARKED)}, {"role": "evidence"}, {"of": "x"}, {"of": None}],
)
def test_a_marked_photo_stands_beside_the_unmarked_one(
    phone: Phone, lin: User, bai: User, canteen: Premises, changes: dict[str, Any]
) -> None:
    made = with_marked(make_body(lin, bai, canteen), uuid7(), **changes)
    (field,) = fields_of(phone, made)
    assert field.endswith("1.of")


@pytest.mark.parametrize("of", ["photo", "signature"])
def test_a_photo_or_a_signature_is_no_sound(
    phone: Phone, lin: User, bai: User, canteen: Premises, of: str
) -> None:
    made = signed(make_body(lin, bai, canteen), id := uuid7())
    item, (shot, *_) = next(iter(made.body["photos"].items()))
    name = shot["sha256"] if of == "photo" else made.body["signatures"][0]["sha256"]
    field = f"photos.{item}.0.sha256" if of == "photo" else "signatures.0.sha256"
    blobs = [one | ({"type": "audio/webm"} if one["sha256"] == name else {}) for one in made.blobs]
    (result,) = phone.push(entry(made, id, blobs=blobs))
    assert list(result["detail"]["fields"]) == [field]


def test_all_of_it_is_stored_as_it_was_sealed(
    phone: Phone, lin: User, bai: User, wu: User, canteen: Premises
) -> None:
    recusal = {"user": wu.id, "reason": "配偶在该单位任职"}
    made = make_body(lin, bai, canteen, position=HERE)
    id = uuid7()
    made = with_marked(MadeBody(made.body | {"recusal": recusal, "far": "分校"}, made.photos), id)
    phone.upload_all(made)
    (result,) = phone.push(entry(made, id))
    assert result["verdict"] == "stored", result
