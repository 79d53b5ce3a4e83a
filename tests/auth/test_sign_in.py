"""Who gets in, who is turned away, and that nobody learns which names exist."""

from datetime import UTC, datetime

import pytest
from flask.testing import FlaskClient

from inspect_app.models.people import User
from inspect_app.services.people import accounts, passwords
from tests.makers import PASSWORD
from tests.signing import OURS, sign_in


def test_a_wrong_password_is_turned_away(client: FlaskClient, lin: User) -> None:
    response = sign_in(client, "lin", "Kitchen-window-2023")
    assert response.status_code == 401
    assert response.json["error"]["code"] == "credentials"
    assert "Set-Cookie" not in response.headers


def test_an_unknown_name_gets_the_very_same_answer(client: FlaskClient, lin: User) -> None:
    unknown = sign_in(client, "nobody", "Kitchen-window-2023")
    wrong = sign_in(client, "lin", "Kitchen-window-2023")
    assert (unknown.status_code, unknown.data) == (wrong.status_code, wrong.data)


def test_an_unknown_name_costs_a_hash_too(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    computed = []

    class Counting:
        def verify(self, stored: str, password: str) -> bool:
            computed.append(stored)
            return passwords_hasher.verify(stored, password)

    passwords_hasher = passwords.HASHER
    monkeypatch.setattr(passwords, "HASHER", Counting())
    sign_in(client, "nobody", "Kitchen-window-2023")
    assert len(computed) == 1


def test_a_disabled_person_is_told_so_only_after_the_right_password(
    client: FlaskClient, lin: User
) -> None:
    accounts.disable_user("lin", at=datetime.now(UTC))
    assert sign_in(client, "lin", "wrong-password").json["error"]["code"] == "credentials"
    right = sign_in(client, "lin", PASSWORD)
    assert (right.status_code, right.json["error"]["code"]) == (403, "revoked")


def test_there_is_nobody_in_a_fresh_instance(client: FlaskClient) -> None:
    for name, password in (("admin", "admin"), ("admin", ""), ("root", "root"), ("", "")):
        assert sign_in(client, name, password).status_code == 401


def test_the_right_password_opens_a_session(client: FlaskClient, lin: User) -> None:
    response = sign_in(client, "lin", PASSWORD)
    assert response.status_code == 200
    assert response.json["user"] | {"full_name": ""} == {
        "id": lin.id,
        "name": "lin",
        "full_name": "",
        "role": "inspector",
    }
    assert datetime.fromisoformat(response.json["expires_at"]) > datetime.now(UTC)
    assert client.get("/auth/sessions", headers={"Accept": "text/html"}).status_code == 200


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b"null", b'{"user": "lin"}', b'{"user": 1, "password": 2}', b'{"user": "\\ud800"'],
)
def test_a_malformed_sign_in_is_refused(client: FlaskClient, body: bytes) -> None:
    response = client.post("/auth/login", data=body, content_type="application/json", headers=OURS)
    assert (response.status_code, response.json["error"]["code"]) == (400, "malformed")


def test_a_body_that_is_no_json_is_refused(client: FlaskClient) -> None:
    response = client.post(
        "/auth/login", data='{"user": "lin"}', content_type="text/plain", headers=OURS
    )
    assert response.status_code == 415


def test_a_body_of_any_size_is_not_read_to_its_end(client: FlaskClient) -> None:
    body = b'{"user": "lin", "password": "' + b"x" * 100_000 + b'"}'
    response = client.post("/auth/login", data=body, content_type="application/json", headers=OURS)
    assert (response.status_code, response.json["error"]["code"]) == (413, "too_large")
