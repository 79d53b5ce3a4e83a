"""Who may hear a voice note, and how it leaves: as a file of its type that runs nowhere."""

import pytest
from flask import Flask

from inspect_app.domain.ids import uuid7
from inspect_app.extensions import db
from inspect_app.models.inspections import Photo
from inspect_app.models.people import User
from inspect_app.services.photos.faults import heal
from inspect_app.services.writing.transaction import writing
from tests.bodies import make_body, spoken
from tests.makers import TAOPU, make_premises, make_user, sha256
from tests.phone.phones import entry, ready_phone
from tests.photos.sounds import webm
from tests.signing import OURS, PAGE, visitor

ITEM = "raw.expired-spoiled"
NOTE = webm()


def heard(app: Flask, lin: User, bai: User) -> str:
    """The id of an inspection with a voice note, all bytes of which are durable."""
    phone, id = ready_phone(app, lin), uuid7()
    made = spoken(make_body(lin, bai, make_premises()), id, ITEM, NOTE)
    phone.upload_all(made)
    (result,) = phone.push(entry(made, id))
    assert result["verdict"] == "stored", result
    return id


def test_a_supervisor_elsewhere_hears_nothing(app: Flask, lin: User, bai: User) -> None:
    make_user("elsewhere", role="supervisor", areas=[TAOPU])
    path = f"/desk/voice/{heard(app, lin, bai)}/{sha256(NOTE)}"
    assert visitor(app, "elsewhere").get(path, headers=OURS).status_code == 404


@pytest.mark.parametrize("name", ["x", "..%2f..%2finspect.db", "A" * 64, "e" * 64])
def test_no_other_name_leads_to_bytes(
    app: Flask, lin: User, bai: User, chen: User, name: str
) -> None:
    path = f"/desk/voice/{heard(app, lin, bai)}/{name}"
    assert visitor(app, "chen").get(path, headers=OURS).status_code == 404


def test_a_photo_is_not_heard_and_a_voice_note_not_seen(
    app: Flask, lin: User, bai: User, chen: User
) -> None:
    id = heard(app, lin, bai)
    photo = next(iter(make_body(lin, bai, make_premises()).photos))
    chens = visitor(app, "chen")
    assert chens.get(f"/desk/voice/{id}/{photo}", headers=OURS).status_code == 404
    assert chens.get(f"/desk/photos/{id}/{sha256(NOTE)}", headers=OURS).status_code == 404


def test_it_is_an_attachment_of_its_own_type(app: Flask, lin: User, bai: User, chen: User) -> None:
    answer = visitor(app, "chen").get(
        f"/desk/voice/{heard(app, lin, bai)}/{sha256(NOTE)}", headers=OURS
    )
    assert (answer.status_code, answer.data) == (200, NOTE)
    assert answer.headers["Content-Type"] == "audio/webm"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="voice.webm"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'; sandbox; ")
    assert answer.headers["Cache-Control"] == "no-store, private"


def test_a_part_of_it_is_sent_to_a_player(app: Flask, lin: User, bai: User, chen: User) -> None:
    path = f"/desk/voice/{heard(app, lin, bai)}/{sha256(NOTE)}"
    answer = visitor(app, "chen").get(path, headers=OURS | {"Range": "bytes=4-9"})
    assert (answer.status_code, answer.data) == (206, NOTE[4:10])


def test_the_reviewer_finds_a_player_at_the_item(
    app: Flask, lin: User, bai: User, chen: User
) -> None:
    id = heard(app, lin, bai)
    page = visitor(app, "chen").get(f"/desk/inspections/{id}", headers=PAGE).text
    assert f'src="/desk/voice/{id}/{sha256(NOTE)}"' in page
    assert "语音备注，7 秒" in page


def test_one_that_is_gone_is_said_and_not_played(
    app: Flask, lin: User, bai: User, chen: User
) -> None:
    id = heard(app, lin, bai)
    db.session.get_one(Photo, sha256(NOTE)).fault = "purged"
    db.session.commit()
    page = visitor(app, "chen").get(f"/desk/inspections/{id}", headers=PAGE).text
    assert "data-voice" not in page and "语音备注已按期限删除" in page


def test_one_that_came_again_is_not_waited_for_by_the_renderer(
    app: Flask, lin: User, bai: User
) -> None:
    heard(app, lin, bai)
    db.session.get_one(Photo, sha256(NOTE)).fault = "lost"
    db.session.commit()
    with writing() as w:
        heal(w, sha256(NOTE))
    db.session.expire_all()
    row = db.session.get_one(Photo, sha256(NOTE))
    assert (row.fault, row.decoded_at) == (None, row.received_at)
