"""What the server says of photos by their names: which it has, and which it waits for."""

from inspect_app.domain.ids import uuid7
from tests.makers import sha256
from tests.phone.phones import PHOTO, entry, ready_phone
from tests.phone.test_drafts import draft


def test_only_one_s_own_uploads_are_known(app, phone, bai):
    phone.create(PHOTO)
    hashes = {"hashes": [sha256(PHOTO), "0" * 64]}
    assert phone.post("/sync/blobs/missing", hashes).json == {"missing": ["0" * 64]}
    theirs = ready_phone(app, bai).post("/sync/blobs/missing", hashes)
    assert theirs.json == {"missing": hashes["hashes"]}


def test_awaited_is_what_a_record_of_ones_own_names_and_is_not_here(app, phone, bai, made):
    first, second, *_ = hashes = [sha256(data) for data in made.photos.values()]
    asked = {"hashes": [*hashes, "0" * 64]}
    phone.push(draft(made, uuid7(), 1))
    assert phone.post("/sync/blobs/awaited", asked).json == {"awaited": []}
    phone.push(entry(made, uuid7()))
    phone.create(made.photos[second])
    awaited = [one for one in hashes if one != second]
    assert phone.post("/sync/blobs/awaited", asked).json == {"awaited": awaited}
    assert ready_phone(app, bai).post("/sync/blobs/awaited", asked).json == {"awaited": []}
