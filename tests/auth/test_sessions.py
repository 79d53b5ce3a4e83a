"""Sessions live on the server: hashed, renewed at sign-in, dead at once when they must be."""

import hashlib
from datetime import UTC, datetime

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from inspect_app.extensions import db
from inspect_app.models.audit import AuditEntry
from inspect_app.models.people import Session, User
from inspect_app.services.people import accounts
from tests.makers import CAOYANG, PASSWORD, make_premises
from tests.signing import OURS, PAGE, sign_in

NEW_PASSWORD = "Serving-hatch-2023"


def token_of(client: FlaskClient) -> str:
    cookie = client.get_cookie("inspect")
    assert cookie is not None
    return cookie.value


def status(client: FlaskClient) -> int:
    return client.get("/auth/sessions", headers=OURS).status_code


def test_a_stranger_has_no_sessions(client: FlaskClient) -> None:
    assert status(client) == 401
    page = client.get("/auth/sessions", headers=PAGE)
    assert (page.status_code, page.location) == (302, "/auth/sign-in?next=/auth/sessions")


def test_an_invented_cookie_opens_nothing(client: FlaskClient, lin: User) -> None:
    client.set_cookie("inspect", "x" * 43)
    assert status(client) == 401


def test_only_the_hash_of_a_long_random_token_is_stored(client: FlaskClient, lin: User) -> None:
    sign_in(client, "lin", PASSWORD)
    token = token_of(client)
    stored = db.session.scalars(select(Session)).one()
    assert len(token) >= 43
    assert stored.token_hash == hashlib.sha256(token.encode()).hexdigest()


def test_a_sign_in_makes_a_new_token_and_ends_the_old_one(
    app: Flask, client: FlaskClient, lin: User
) -> None:
    sign_in(client, "lin", PASSWORD)
    old = token_of(client)
    sign_in(client, "lin", PASSWORD)
    assert token_of(client) != old
    replay = app.test_client()
    replay.set_cookie("inspect", old)
    assert (status(client), status(replay)) == (200, 401)


def test_signing_out_kills_the_cookie_wherever_it_is(
    app: Flask, client: FlaskClient, lin: User
) -> None:
    sign_in(client, "lin", PASSWORD)
    replay = app.test_client()
    replay.set_cookie("inspect", token_of(client))
    assert client.post("/auth/logout", headers=OURS).status_code == 204
    assert status(replay) == 401
    assert client.post("/auth/logout", headers=OURS).status_code == 204


def test_a_disabled_person_is_out_at_the_next_request(client: FlaskClient, lin: User) -> None:
    sign_in(client, "lin", PASSWORD)
    accounts.disable_user("lin", at=datetime.now(UTC))
    assert status(client) == 401


def test_a_new_password_ends_every_session_and_goes_on_here(
    app: Flask, client: FlaskClient, lin: User
) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    elsewhere = app.test_client()
    sign_in(elsewhere, "lin", PASSWORD)
    sign_in(client, "lin", PASSWORD)
    old = token_of(client)
    form = {"old": PASSWORD, "new": NEW_PASSWORD}
    assert client.post("/auth/password", data=form, headers=PAGE).status_code == 302
    assert (status(client), status(elsewhere)) == (200, 401)
    assert token_of(client) != old
    assert sign_in(elsewhere, "lin", PASSWORD).status_code == 401


def test_a_wrong_old_password_changes_nothing(app: Flask, client: FlaskClient, lin: User) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    sign_in(client, "lin", PASSWORD)
    form = {"old": "not-it-at-all", "new": NEW_PASSWORD}
    assert client.post("/auth/password", data=form, headers=PAGE).status_code == 401
    assert sign_in(client, "lin", PASSWORD).status_code == 200


def test_a_person_ends_one_own_session_or_all_others(
    app: Flask, client: FlaskClient, lin: User
) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    phone, tablet = app.test_client(), app.test_client()
    for one in (phone, tablet, client):
        sign_in(one, "lin", PASSWORD)
    first = db.session.scalars(select(Session).order_by(Session.created_at)).first()
    assert first is not None
    client.post(f"/auth/sessions/{first.id}/end", headers=PAGE)
    assert (status(phone), status(tablet)) == (401, 200)
    client.post("/auth/sessions/end-others", headers=PAGE)
    assert (status(client), status(tablet)) == (200, 401)


def test_another_persons_session_is_not_found(
    app: Flask, client: FlaskClient, lin: User, wu: User
) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    phone = app.test_client()
    sign_in(phone, "lin", PASSWORD)
    of_lin = db.session.scalars(select(Session)).one()
    sign_in(client, "wu", PASSWORD)
    assert client.post(f"/auth/sessions/{of_lin.id}/end", headers=PAGE).status_code == 404
    assert status(phone) == 200


def test_a_change_of_scope_holds_at_the_next_request(
    client: FlaskClient, chen: User, ming: User
) -> None:
    place = make_premises()
    sign_in(client, "chen", PASSWORD)
    address = f"/desk/premises/{place.id}"
    assert client.get(address, headers=OURS).status_code == 200
    at = datetime.now(UTC)
    accounts.change_scope("chen", area=CAOYANG, kind="canteen_school", add=False, at=at)
    assert client.get(address, headers=OURS).status_code == 404


def test_beginnings_and_ends_are_in_the_audit_chain(client: FlaskClient, lin: User) -> None:
    sign_in(client, "lin", PASSWORD)
    client.post("/auth/logout", headers=OURS)
    actions = [
        one.action for one in db.session.scalars(select(AuditEntry).order_by(AuditEntry.seq))
    ]
    assert actions[-2:] == ["session.begin", "session.end"]
