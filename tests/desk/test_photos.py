"""Photos leave only as new pictures painted from their pixels, and never run anything."""

import resource
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from inspect_app.domain.ids import uuid7
from inspect_app.extensions import db
from inspect_app.models.inspections import Photo
from inspect_app.models.people import User
from inspect_app.photos.copies import Undecodable, display_copy, paint_copy
from inspect_app.photos.headers import MAX_SIDE
from tests.bodies import make_body
from tests.desk.inspections import receive, store_photos
from tests.makers import TAOPU, make_jpeg, make_premises, make_user, sha256
from tests.services.pushing import push
from tests.signing import OURS, visitor

MARKER = b"MARKER-7f3a <script>alert(1)</script>"


def evidence(app: Flask, lin: User, bai: User) -> tuple[str, str, bytes]:
    id, made = receive(lin, bai)
    name, data = next(iter(made.photos.items()))
    return f"/desk/photos/{id}/{name}", name, data


def test_a_supervisor_elsewhere_sees_no_photo(app: Flask, lin: User, bai: User) -> None:
    make_user("elsewhere", role="supervisor", areas=[TAOPU])
    path, _, _ = evidence(app, lin, bai)
    assert visitor(app, "elsewhere").get(path, headers=OURS).status_code == 404


def test_a_photo_of_another_inspection_is_not_found(
    app: Flask, lin: User, bai: User, chen: User
) -> None:
    path, name, _ = evidence(app, lin, bai)
    other, _ = receive(lin, bai, on="2022-09-13", photos={}, signatures=[])
    chens = visitor(app, "chen")
    assert chens.get(f"/desk/photos/{other}/{name}", headers=OURS).status_code == 404
    assert chens.get(path, headers=OURS).status_code == 200


@pytest.mark.parametrize("name", ["..%2f..%2finspect.db", "x", "A" * 64, "%00", "0" * 63])
def test_no_name_leads_out_of_the_store(
    app: Flask, lin: User, bai: User, chen: User, name: str
) -> None:
    path, _, _ = evidence(app, lin, bai)
    inside = path.rsplit("/", 1)[0]
    assert visitor(app, "chen").get(f"{inside}/{name}", headers=OURS).status_code == 404


def test_the_copy_is_not_the_original_and_says_what_it_is(
    app: Flask, lin: User, bai: User, chen: User
) -> None:
    path, _, original = evidence(app, lin, bai)
    response = visitor(app, "chen").get(path, headers=OURS)
    assert response.data != original
    assert response.headers["Content-Type"] == "image/jpeg"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response.headers["Content-Disposition"] == 'inline; filename="photo.jpg"'
    assert response.headers["Cache-Control"] == "no-store, private"


def test_a_photo_that_does_not_decode_says_so_and_stays(
    app: Flask, lin: User, bai: User, chen: User
) -> None:
    cut = make_jpeg(size=(640, 480))[:400]
    shot = {"taken_at": "2022-09-14T10:20:00+08:00", "source": "camera", "role": "evidence"}
    photos = {"raw.cold-temp": [shot | {"sha256": sha256(cut)}]}
    made = make_body(lin, bai, make_premises(), photos=photos, signatures=[])
    made.photos = {sha256(cut): cut}
    id = uuid7()
    assert push(made, lin, id=id).verdict == "ok"
    store_photos(made.photos)
    response = visitor(app, "chen").get(f"/desk/photos/{id}/{sha256(cut)}", headers=OURS)
    assert response.mimetype == "image/svg+xml" and "无法显示" in response.text
    assert "sandbox" in response.headers["Content-Security-Policy"]
    assert db.session.get(Photo, sha256(cut)) is not None


def hidden() -> dict[str, bytes]:
    """Whole pictures that carry something else along."""
    picture = Image.new("RGB", (80, 60), "teal")
    exif = Image.Exif()
    exif[0x010E] = MARKER.decode()
    png_info = PngInfo()
    png_info.add_text("Comment", MARKER.decode())
    made = {}
    for name, kind, more in (
        ("exif", "JPEG", {"exif": exif}),
        ("comment", "JPEG", {"comment": MARKER}),
        ("icc", "JPEG", {"icc_profile": MARKER * 20}),
        ("xmp", "JPEG", {"xmp": MARKER}),
        ("png text", "PNG", {"pnginfo": png_info}),
        ("webp exif", "WEBP", {"exif": exif}),
    ):
        out = BytesIO()
        picture.save(out, kind, **more)
        made[name] = out.getvalue()
    plain = make_jpeg()
    return made | {"appended": plain + MARKER, "zip behind": plain + b"PK\x03\x04" + MARKER}


@pytest.mark.parametrize("name", list(hidden()))
def test_nothing_but_pixels_is_copied(name: str) -> None:
    original = hidden()[name]
    assert MARKER in original
    copy = paint_copy(original, 1600)
    assert b"MARKER" not in copy and b"<script" not in copy
    with Image.open(BytesIO(copy)) as opened:
        assert opened.format == "JPEG" and not opened.getexif()
        assert set(opened.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"GIF89a\x01\x00\x01\x00\x00\x00\x00;",
        b"%PDF-1.7",
        make_jpeg(size=(400, 300))[:500],
        b"\xff\xd8\xff\xe1\x00\x10Exif\x00\x00" + b"\xff" * 64,
    ],
)
def test_what_is_no_whole_picture_is_undecodable(content: bytes) -> None:
    with pytest.raises(Undecodable):
        paint_copy(content, 320)


def test_a_picture_with_too_many_pixels_is_not_decoded() -> None:
    out = BytesIO()
    Image.new("1", (MAX_SIDE + 1, 1)).save(out, "PNG")
    with pytest.raises(Undecodable, match="pixels"):
        paint_copy(out.getvalue(), 320)


def test_a_phone_held_sideways_is_shown_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    out = BytesIO()
    Image.new("RGB", (80, 60), "teal").save(out, "JPEG", exif=exif)
    with Image.open(BytesIO(paint_copy(out.getvalue(), 1600))) as opened:
        assert opened.size == (60, 80)


def test_a_copy_is_made_once(tmp_path: object) -> None:
    reads = []

    def original() -> bytes:
        reads.append(1)
        return make_jpeg()

    folder = Path(str(tmp_path))
    first = display_copy(folder, "a" * 64, "small", original)
    assert display_copy(folder, "a" * 64, "small", original) == first
    assert len(reads) == 1
    with pytest.raises(ValueError, match="name"):
        display_copy(folder, "../x", "small", original)


def test_a_copy_that_finds_no_room_is_shown_and_leaves_nothing(tmp_path: Path) -> None:
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, limits[1]))
    try:
        copy = display_copy(tmp_path, "a" * 64, "small", make_jpeg)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert copy == paint_copy(make_jpeg(), 320)
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
