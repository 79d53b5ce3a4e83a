"""Which signature opens no session: of another site, another challenge, another person, twice."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from inspect_app.errors import ProblemError
from inspect_app.models.people import User
from inspect_app.services.people.factors.passkeys import (
    PasskeySite,
    add_passkey,
    ask_for_passkey,
    offer_passkey,
    remove_passkeys,
)
from inspect_app.services.people.sessions import Visitor
from inspect_app.services.people.sign_in_steps import (
    Pending,
    Policy,
    begin_sign_in,
    find_pending,
    finish_by_passkey,
)
from tests.auth.authenticator import Authenticator
from tests.auth.factors import ask_for_factors, enrol, give_password
from tests.makers import PASSWORD
from tests.signing import OURS, PAGE

AT = datetime(2022, 9, 14, 2, 0, tzinfo=UTC)
SITE = PasskeySite("inspect.example", "https://inspect.example")
HERE = Visitor(agent="test", limited=False)


def add(user: User, at: datetime = AT) -> Authenticator:
    key = Authenticator(SITE.host, SITE.origin)
    options = offer_passkey(user.id, "a-session", SITE, at=at)
    add_passkey(user.id, "a-session", key.create(options), SITE, at=at)
    return key


def begin(app: Flask, user: User, at: datetime = AT) -> tuple[str, str]:
    """The token of a pending sign-in, and what the browser is asked to sign."""
    policy = Policy("staff", app.config["SETTINGS"].instance)
    step = begin_sign_in(user.name, PASSWORD, HERE, at, policy)
    assert isinstance(step, Pending)
    pending = find_pending(step.token, at)
    assert pending
    options = ask_for_passkey(user.id, pending.id, SITE)
    assert options
    return step.token, options


def refused(token: str, credential: str, at: datetime = AT) -> str:
    with pytest.raises(ProblemError) as error:
        finish_by_passkey(token, credential, SITE, HERE, at)
    return error.value.problem.code


def test_what_is_no_signature_opens_nothing(app: Flask, chen: User) -> None:
    add(chen)
    for nonsense in ("", "{}", "[]", "null", "x", '{"id": 1}', '{"id": "a", "rawId": "b"}'):
        token, _ = begin(app, chen)
        assert refused(token, nonsense) == "passkey"


def test_a_signature_for_another_site_opens_nothing(app: Flask, chen: User) -> None:
    key = add(chen)
    for host, origin in (
        (SITE.host, "https://inspect.example.evil"),
        ("evil.example", SITE.origin),
        (SITE.host, "http://inspect.example"),
    ):
        token, options = begin(app, chen)
        forged = Authenticator(host, origin, key.id, key.key)
        assert refused(token, forged.get(options)) == "passkey"


def test_a_signature_of_another_key_opens_nothing(app: Flask, chen: User, ming: User) -> None:
    key, theirs = add(chen), add(ming)
    token, options = begin(app, chen)
    assert refused(token, theirs.get(options)) == "passkey"
    stranger = Authenticator(SITE.host, SITE.origin, key.id)
    assert refused(token, stranger.get(options)) == "passkey"


def test_a_signature_of_another_sign_in_opens_nothing(app: Flask, chen: User) -> None:
    key = add(chen)
    _, earlier = begin(app, chen)
    token, _ = begin(app, chen)
    assert refused(token, key.get(earlier)) == "passkey"


def test_a_copied_key_is_noticed_by_its_counter(app: Flask, chen: User) -> None:
    key = add(chen)
    copy = Authenticator(SITE.host, SITE.origin, key.id, key.key)
    for _ in range(2):
        token, options = begin(app, chen)
        finish_by_passkey(token, key.get(options), SITE, HERE, AT)
    token, options = begin(app, chen)
    assert refused(token, copy.get(options)) == "passkey"


def test_a_passkey_opens_a_session_once(app: Flask, chen: User) -> None:
    key = add(chen)
    token, options = begin(app, chen)
    answer = key.get(options)
    assert finish_by_passkey(token, answer, SITE, HERE, AT).user.name == "chen"
    assert refused(token, answer) == "sign_in_again"


def test_it_is_not_taken_after_ten_minutes(app: Flask, chen: User) -> None:
    key = add(chen)
    token, options = begin(app, chen)
    late = AT + timedelta(minutes=10)
    assert refused(token, key.get(options), late) == "sign_in_again"


def test_the_last_factor_is_not_removed(app: Flask, chen: User) -> None:
    add(chen)
    with pytest.raises(ProblemError, match="last_factor"):
        remove_passkeys(chen.id, at=AT)
    assert begin(app, chen)
    enrol(app, chen)
    remove_passkeys(chen.id, at=AT)


def test_no_passkey_is_made_for_an_address_that_is_a_number(
    app: Flask, client: FlaskClient, chen: User
) -> None:
    ask_for_factors(app)
    give_password(client, "chen")
    assert "通行密钥" in client.get("/auth/factor", headers=PAGE).text
    number = {"base_url": "http://127.0.0.1"}
    client.set_cookie("inspect", client.get_cookie("inspect").value, domain="127.0.0.1")
    assert "通行密钥" not in client.get("/auth/factor", headers=PAGE, **number).text
    assert client.post("/auth/factor/passkey", headers=OURS, **number).status_code == 404
