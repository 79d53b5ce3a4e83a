"""A desk that nobody touches is signed out after half an hour; a phone is not."""

from datetime import UTC, datetime, timedelta

import pytest
from flask.testing import FlaskClient

from inspect_app.extensions import db
from inspect_app.models.people import Session, User
from inspect_app.services.people.sessions import DESK_IDLE
from tests.makers import PASSWORD
from tests.signing import OURS, PAGE, sign_in


def leave(minutes: float) -> None:
    """The person goes away for so long."""
    db.session.query(Session).update({"seen_at": datetime.now(UTC) - timedelta(minutes=minutes)})
    db.session.commit()


def seconds_left(client: FlaskClient) -> int:
    return int(client.get("/desk/idle", headers=OURS).json["seconds"])


def test_an_idle_desk_is_signed_out(client: FlaskClient, chen: User) -> None:
    sign_in(client, "chen", PASSWORD)
    leave(30.1)
    assert client.get("/desk/idle", headers=OURS).status_code == 401
    page = client.get("/desk/reviews", headers=PAGE)
    assert (page.status_code, page.location) == (302, "/auth/sign-in?next=/desk/reviews")


def test_a_request_just_before_keeps_it_open(client: FlaskClient, chen: User) -> None:
    sign_in(client, "chen", PASSWORD)
    leave(29)
    assert client.get("/desk/premises", headers=PAGE).status_code == 200
    assert seconds_left(client) > DESK_IDLE.total_seconds() - 30


def test_a_page_that_asks_by_itself_keeps_nothing_open(client: FlaskClient, chen: User) -> None:
    sign_in(client, "chen", PASSWORD)
    leave(29)
    assert seconds_left(client) <= 60
    assert seconds_left(client) <= 60
    assert client.get("/desk/go-on", headers=OURS).json["seconds"] > 60
    assert seconds_left(client) > 60


def test_a_screen_on_the_wall_that_renews_itself_keeps_nothing_open(
    client: FlaskClient, chen: User
) -> None:
    sign_in(client, "chen", PASSWORD)
    leave(29)
    assert client.get("/desk/?wall=1", headers=PAGE).status_code == 200
    assert seconds_left(client) <= 60


def test_a_phone_is_idle_for_days(client: FlaskClient, lin: User) -> None:
    sign_in(client, "lin", PASSWORD)
    leave(60 * 24 * 7)
    assert client.get("/auth/sessions", headers=OURS).status_code == 200


@pytest.mark.parametrize(
    ("referrer", "next"),
    [
        ("http://localhost/desk/premises?q=1", "?next=/desk/premises?q%3D1"),
        ("https://elsewhere.example/desk/", ""),
        (None, ""),
    ],
)
def test_a_form_that_met_the_end_leads_back_to_its_own_page(
    client: FlaskClient, chen: User, referrer: str | None, next: str
) -> None:
    client.application.config["WTF_CSRF_ENABLED"] = False
    sign_in(client, "chen", PASSWORD)
    leave(31)
    headers = PAGE | ({"Referer": referrer} if referrer else {})
    answer = client.post("/desk/designations", headers=headers)
    assert answer.status_code == 401
    assert f'href="/auth/sign-in{next}"' in answer.text
