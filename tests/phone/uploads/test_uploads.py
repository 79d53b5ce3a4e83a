"""Photos travel by tus 1.0.0: each row of the protocol's table, one test."""

from datetime import UTC, datetime, timedelta
from io import BytesIO

from inspect_app.domain.ids import uuid7
from inspect_app.extensions import db
from inspect_app.models.inspections import Photo
from inspect_app.models.sync import SyncUpload
from inspect_app.services.photos.uploads import MOST_OPEN_PARTS
from inspect_app.services.writing.transaction import writing
from inspect_app.storage.open import open_storage
from sync.partial_uploads import PartialFolder
from tests.makers import sha256
from tests.phone.phones import (
    CHUNK,
    PHOTO,
    TUS,
    checksum,
    entry,
    metadata,
    ready_phone,
    sign_in,
)


def test_nobody_uploads_without_signing_in(client):
    answer = client.post("/sync/uploads", headers=TUS)
    assert answer.status_code == 401


def test_a_supervisor_does_not_upload(app, chen):
    answer = sign_in(app, chen).create(PHOTO)
    assert (answer.status_code, answer.json["error"]["code"]) == (403, "role")


def test_a_foreign_page_does_not_upload(phone):
    for headers, code in (
        ({"Tus-Resumable": "1.0.0"}, "header"),
        (TUS | {"Origin": "https://elsewhere.invalid"}, "origin"),
        (TUS | {"Sec-Fetch-Site": "cross-site"}, "origin"),
    ):
        answer = phone.http.post("/sync/uploads", headers=headers)
        assert (answer.status_code, answer.json["error"]["code"]) == (403, code)


def test_another_person_s_upload_is_not_found(app, bai, open_part):
    other = ready_phone(app, bai)
    assert other.head(open_part).status_code == 404
    assert other.append(open_part, 100, PHOTO[100:]).status_code == 404
    assert other.http.delete(open_part, headers=TUS).status_code == 404


def test_an_invented_upload_is_not_found(phone):
    assert phone.head("/sync/uploads/nothing").status_code == 404


def test_one_request_is_enough_for_a_small_photo(app, phone):
    answer = phone.create(PHOTO)
    assert answer.status_code == 201
    assert answer.headers["Upload-Offset"] == str(len(PHOTO))
    assert answer.headers["Upload-Expires"].endswith("GMT")
    assert answer.headers["Tus-Resumable"] == "1.0.0"
    assert answer.headers["Location"].startswith("/sync/uploads/")
    assert answer.headers["Cache-Control"] == "no-store"
    with open_storage(app.config["SETTINGS"].storage).open(sha256(PHOTO)) as file:
        assert file.read() == PHOTO
    photo = db.session.get_one(Photo, sha256(PHOTO))
    assert (photo.width, photo.height, photo.type) == (400, 300, "image/jpeg")


def test_an_upload_goes_on_where_it_stopped(phone, open_part):
    assert phone.head(open_part).headers["Upload-Offset"] == "100"
    assert phone.append(open_part, 100, PHOTO[100:500]).headers["Upload-Offset"] == "500"
    assert phone.append(open_part, 500, PHOTO[500:]).status_code == 204
    head = phone.head(open_part)
    assert head.headers["Upload-Offset"] == head.headers["Upload-Length"] == str(len(PHOTO))
    assert head.headers["Upload-Metadata"] == metadata(PHOTO)


def test_a_wrong_offset_learns_the_right_one(phone, open_part):
    answer = phone.append(open_part, 50, PHOTO[50:])
    assert (answer.status_code, answer.headers["Upload-Offset"]) == (409, "100")


def test_more_than_was_promised_is_refused(phone, open_part):
    assert phone.append(open_part, 100, PHOTO[100:] + b"x").status_code == 413
    assert phone.head(open_part).headers["Upload-Offset"] == "100"


def test_a_second_writer_is_turned_away(app, phone, open_part):
    parts = PartialFolder(open_storage(app.config["SETTINGS"].storage).parts)
    with parts.writer(open_part.rsplit("/", 1)[1]):
        assert phone.append(open_part, 100, PHOTO[100:]).status_code == 423
        assert phone.http.delete(open_part, headers=TUS).status_code == 423
    assert phone.append(open_part, 100, PHOTO[100:]).status_code == 204


def test_a_damaged_chunk_does_not_count(phone, open_part):
    damaged = b"\0" + PHOTO[101:]
    for algorithm in ("sha256", "sha1"):
        told = checksum(PHOTO[100:], algorithm)
        answer = phone.append(open_part, 100, damaged, Upload_Checksum=told)
        assert (answer.status_code, answer.json["error"]["code"]) == (460, "checksum")
        assert phone.head(open_part).headers["Upload-Offset"] == "100"
        good = checksum(PHOTO[100:150], algorithm)
        again = phone.append(open_part, 100, PHOTO[100:150], Upload_Checksum=good)
        assert again.status_code == 204
        open_part = phone.create(PHOTO, PHOTO[:100]).headers["Location"]


def test_whole_bytes_with_another_digest_are_thrown_away(phone):
    answer = phone.create(PHOTO, sha256=sha256(b"other"))
    assert answer.status_code == 460
    location = phone.create(PHOTO, b"", sha256=sha256(b"other")).headers["Location"]
    assert phone.append(location, 0, PHOTO).status_code == 460
    assert phone.head(location).status_code == 404


def test_a_cut_jpeg_is_unreadable_and_remembered(phone, made):
    broken = list(made.photos.values())[0][:-2]
    answer = phone.create(broken)
    assert (answer.status_code, answer.json["error"]["code"]) == (422, "blob_unreadable")
    body = made.body | {
        "photos": {"canteen.licence-valid": [shot(sha256(broken))]},
        "signatures": [],
    }
    sent = type(made)(body, {sha256(broken): broken})
    (result,) = phone.push(entry(sent, uuid7()))
    assert (result["verdict"], result["detail"]["missing"]) == ("waiting", [])
    assert result["detail"]["unreadable"] == [sha256(broken)]


def test_the_last_photo_turns_what_waits(phone, made):
    first, *rest = made.photos.values()
    for data in rest:
        phone.create(data)
    id = uuid7()
    (result,) = phone.push(entry(made, id))
    assert result["detail"]["missing"] == [sha256(first)]
    phone.create(first)
    scope = f"user:{phone.user.id}"
    rows = [row for row in phone.pull()[scope]["rows"] if row["collection"] == "outcome"]
    assert [row["data"]["verdict"] for row in rows] == ["stored"]


def test_what_another_person_has_is_uploaded_in_full_like_any_other(app, phone, bai):
    phone.create(PHOTO)
    other = ready_phone(app, bai)
    answer = other.create(PHOTO, PHOTO[:10])
    assert answer.headers["Upload-Offset"] == "10"
    assert other.append(answer.headers["Location"], 10, PHOTO[10:]).status_code == 204


def test_an_upload_that_was_given_up_is_gone_and_its_photo_stays(app, phone, open_part):
    assert phone.http.delete(open_part, headers=TUS).status_code == 204
    assert phone.head(open_part).status_code == 404
    done = phone.create(PHOTO).headers["Location"]
    assert phone.http.delete(done, headers=TUS).status_code == 204
    assert open_storage(app.config["SETTINGS"].storage).has(sha256(PHOTO))


def test_an_expired_upload_is_gone(phone, open_part):
    with writing() as w:
        row = w.session.get_one(SyncUpload, open_part.rsplit("/", 1)[1])
        row.expires_at = datetime.now(UTC) - timedelta(seconds=1)
    assert phone.head(open_part).status_code == 404
    assert phone.append(open_part, 100, PHOTO[100:]).status_code == 404


def test_too_many_open_parts_push_out_the_oldest(app, phone, open_part):
    with writing() as w:
        row = w.session.get_one(SyncUpload, open_part.rsplit("/", 1)[1])
        row.created_at = datetime.now(UTC) - timedelta(days=1)
        copies = [copy_of(row) for _ in range(MOST_OPEN_PARTS - 1)]
        w.session.add_all(copies)
    assert phone.head(open_part).status_code == 200
    assert phone.create(PHOTO, b"").status_code == 201
    assert phone.head(open_part).status_code == 404


def test_bytes_that_a_crash_lost_are_asked_for_again(app, phone, open_part):
    parts = PartialFolder(open_storage(app.config["SETTINGS"].storage).parts)
    parts.path(open_part.rsplit("/", 1)[1]).write_bytes(PHOTO[:40])
    assert phone.head(open_part).headers["Upload-Offset"] == "40"
    assert phone.append(open_part, 40, PHOTO[40:]).status_code == 204


def test_a_person_who_was_disabled_meanwhile_uploads_nothing(app, phone, lin, open_part):
    with writing() as w:
        w.session.get_one(type(lin), lin.id).disabled_at = datetime.now(UTC)
    assert phone.append(open_part, 100, PHOTO[100:]).status_code == 401


def shot(name: str) -> dict[str, str]:
    when = "2022-09-14T10:20:00+08:00"
    return {"sha256": name, "taken_at": when, "source": "camera", "role": "evidence"}


def copy_of(row: SyncUpload) -> SyncUpload:
    columns = {column.key: getattr(row, column.key) for column in row.__table__.columns}
    return SyncUpload(**columns | {"id": uuid7(), "created_at": datetime.now(UTC)})


def test_no_connection_is_held_while_a_body_comes_in(phone):
    held: list[int] = []

    class Watched(BytesIO):
        def read(self, size: int = -1, /) -> bytes:
            held.append(db.engine.pool.checkedout())
            return super().read(size)

    db.session.rollback()
    headers = TUS | {"Upload-Length": str(len(PHOTO)), "Upload-Metadata": metadata(PHOTO)}
    answer = phone.http.post(
        "/sync/uploads",
        input_stream=Watched(PHOTO),
        headers=headers | {"Content-Type": CHUNK, "Content-Length": str(len(PHOTO))},
    )
    assert answer.status_code == 201
    assert held and set(held) == {0}


def test_a_writer_who_fell_silent_is_ended_once(phone, open_part):
    """The server's patience ends as an error of the line; nobody waits a second time."""

    class Silent(BytesIO):
        ended = 0

        def read(self, size: int = -1, /) -> bytes:
            if piece := super().read(size):
                return piece
            Silent.ended += 1
            raise TimeoutError

    sent = TUS | {"Upload-Offset": "100", "Content-Type": CHUNK}
    answer = phone.http.patch(
        open_part,
        input_stream=Silent(PHOTO[100:150]),
        headers=sent,
        environ_overrides={"CONTENT_LENGTH": str(len(PHOTO) - 100)},
    )
    assert (answer.status_code, answer.headers["Upload-Offset"]) == (204, "150")
    assert Silent.ended == 1
