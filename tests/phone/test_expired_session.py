"""A session that ends in the middle: nothing is lost, and a new one goes on where it was."""

from datetime import UTC, datetime, timedelta

import pytest

from inspect_app.domain.ids import uuid7
from inspect_app.extensions import db
from inspect_app.models.people import Session
from inspect_app.models.premises import Premises
from inspect_app.models.sync import SyncRecord
from inspect_app.services.feed.rows import queue_premises
from inspect_app.services.writing.transaction import writing
from tests.makers import make_premises
from tests.phone.phones import PHOTO, entry, sign_in


@pytest.fixture
def end_session(app):
    def end() -> None:
        db.session.query(Session).update({"expires_at": datetime.now(UTC) - timedelta(seconds=1)})
        db.session.commit()

    return end


def test_an_upload_goes_on_at_its_offset(app, phone, lin, end_session):
    location = phone.create(PHOTO, PHOTO[:1000]).headers["Location"]
    end_session()
    assert phone.append(location, 1000, PHOTO[1000:]).status_code == 401
    assert phone.head(location).status_code == 401
    again = sign_in(app, lin)
    assert again.head(location).headers["Upload-Offset"] == "1000"
    assert again.append(location, 1000, PHOTO[1000:]).status_code == 204


def test_a_batch_that_met_the_end_of_the_session_is_stored_after_it(
    app, phone, lin, made, end_session
):
    phone.upload_all(made)
    record = entry(made, uuid7())
    end_session()
    call = {"epoch": phone.epoch, "client_id": phone.client_id, "records": [record]}
    assert phone.post("/sync/push", call).status_code == 401
    assert db.session.query(SyncRecord).count() == 0
    again = sign_in(app, lin)
    again.client_id = phone.client_id
    assert again.hello().status_code == 200
    (result,) = again.push(record)
    assert result["verdict"] == "stored"


def test_a_clock_set_back_moves_no_cursor_and_lengthens_no_session(app, phone, lin):
    """The server's own clock: what is written an hour earlier still comes after."""
    session = db.session.query(Session).filter_by(user_id=lin.id).one()
    expires_at = session.expires_at
    cursors = phone.pull_to_the_end()
    session.seen_at = datetime.now(UTC) + timedelta(hours=1)
    db.session.commit()
    publish_earlier(datetime.now(UTC) - timedelta(hours=1))
    came = [row["id"] for scope in phone.pull(cursors).values() for row in scope["rows"]]
    assert len(came) == 1
    assert db.session.query(Session).filter_by(user_id=lin.id).one().expires_at == expires_at


def publish_earlier(at: datetime) -> None:
    premises = make_premises()
    with writing(at) as w:
        queue_premises(w, w.session.get_one(Premises, premises.id), None)
