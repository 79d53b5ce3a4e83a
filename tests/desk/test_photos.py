"""Photos leave only as new pictures rendered from their pixels, and never run anything."""

import pytest
from flask import Flask
from sqlalchemy import select

from inspect_app.domain.ids import uuid7
from inspect_app.extensions import db
from inspect_app.models.inspections import Photo
from inspect_app.models.people import User
from inspect_app.models.sync import SyncRow
from inspect_app.storage.open import open_storage
from tests.bodies import make_body
from tests.desk.inspections import receive, store_photos
from tests.makers import TAOPU, make_premises, make_user, sha256
from tests.photos.hostile_png import png
from tests.services.pushing import push
from tests.signing import OURS, visitor


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
    policy = response.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; sandbox; ") and "'self'" not in policy
    for part in ("object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"):
        assert part in policy
    assert response.headers["Content-Disposition"] == 'inline; filename="photo.jpg"'
    assert response.headers["Cache-Control"] == "no-store, private"


def received_cut(app: Flask, lin: User, bai: User) -> tuple[str, str]:
    """An inspection whose only photo has its header in order, and no pixels that inflate."""
    cut = png(pixels=b"\x78\x9c" + b"\xff" * 200)
    shot = {"taken_at": "2022-09-14T10:20:00+08:00", "source": "camera", "role": "evidence"}
    photos = {"raw.cold-temp": [shot | {"sha256": sha256(cut)}]}
    made = make_body(lin, bai, make_premises(), photos=photos, signatures=[])
    made.photos = {sha256(cut): cut}
    id = uuid7()
    assert push(made, lin, id=id).verdict == "stored"
    store_photos(made.photos, lin)
    return id, sha256(cut)


def test_a_photo_that_does_not_decode_says_so_and_stays(
    app: Flask, lin: User, bai: User, chen: User
) -> None:
    id, name = received_cut(app, lin, bai)
    for _ in range(2):
        response = visitor(app, "chen").get(f"/desk/photos/{id}/{name}", headers=OURS)
        assert response.mimetype == "image/svg+xml" and "无法显示" in response.text
        assert "sandbox" in response.headers["Content-Security-Policy"]
    photo = db.session.get_one(Photo, name)
    assert (photo.readable, photo.fault) == (False, "undecodable")
    with open_storage(app.config["SETTINGS"].storage).open(name) as kept:
        assert sha256(kept.read()) == name


def test_the_reviewer_is_told_and_asks_for_it_again(
    app: Flask, lin: User, bai: User, chen: User
) -> None:
    id, name = received_cut(app, lin, bai)
    chens = visitor(app, "chen")
    before = chens.get(f"/desk/inspections/{id}").text
    assert "data-fault" not in before and "退回，请重拍" not in before
    chens.get(f"/desk/photos/{id}/{name}", headers=OURS)
    page = chens.get(f"/desk/inspections/{id}").text
    assert "照片 1 无法显示：文件已完整收到" in page and 'data-do="again"' in page
    assert ">照片无法显示，请重拍。</textarea>" in page


def test_an_inspector_is_told_nothing_of_it(app: Flask, lin: User, bai: User, chen: User) -> None:
    id, name = received_cut(app, lin, bai)
    before = rows_of(lin)
    visitor(app, "chen").get(f"/desk/photos/{id}/{name}", headers=OURS)
    assert rows_of(lin) == before


def rows_of(user: User) -> list[tuple[str, int]]:
    query = select(SyncRow.id, SyncRow.seq).filter_by(scope=f"user:{user.id}")
    return [tuple(row) for row in db.session.execute(query.order_by(SyncRow.seq))]
