"""What every answer tells the browser, errors and static files included."""

import json
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from inspect_app.models.people import User
from tests.makers import PASSWORD
from tests.signing import OURS, PAGE, sign_in

MANIFEST = Path(__file__).parents[2] / "inspect_app/static/dist/.vite/manifest.json"
ANY = [
    "/auth/sign-in",
    "/desk/",
    "/plan",
    "/q/none",
    "/no/such/page",
    "/static/nothing.js",
    "/healthz",
]


@pytest.mark.parametrize("path", ANY)
def test_every_answer_carries_the_headers(client: FlaskClient, path: str) -> None:
    headers = client.get(path, headers=PAGE).headers
    policy = headers["Content-Security-Policy"]
    for part in (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "form-action 'self'",
    ):
        assert part in policy
    assert "unsafe-inline" not in policy and "'unsafe-eval'" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert int(headers["Strict-Transport-Security"].split("=")[1].split(";")[0]) >= 31_536_000
    assert "camera=(self)" in headers["Permissions-Policy"]
    assert "usb=()" in headers["Permissions-Policy"]


def test_a_built_file_carries_what_a_file_needs_and_no_more(client: FlaskClient) -> None:
    path = next(iter(json.loads(MANIFEST.read_text()).values()))["file"]
    with client.get(f"/static/{path}") as response:
        headers = response.headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "immutable" in headers["Cache-Control"]
    assert headers["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self'")
    for name in ("Permissions-Policy", "Referrer-Policy", "Cross-Origin-Opener-Policy"):
        assert name not in headers


def test_a_passkey_can_be_asked_for_at_sign_in_and_nowhere_else(client: FlaskClient) -> None:
    told = {path: client.get(path, headers=PAGE).headers["Permissions-Policy"] for path in ANY}
    asking = {path for path, policy in told.items() if "publickey-credentials-get=(self)" in policy}
    assert asking == {"/auth/sign-in"}
    assert "publickey-credentials-get=()" in told["/desk/"] and "usb=()" in told["/auth/sign-in"]


def test_an_error_of_ours_carries_them_and_says_nothing_of_its_inside(app: Flask) -> None:
    @app.get("/burst")
    def burst() -> str:
        raise RuntimeError("secret inside")

    response = app.test_client().get("/burst", headers=OURS)
    assert response.status_code == 500
    assert "secret" not in response.text and response.json["error"]["error_id"]
    assert "Content-Security-Policy" in response.headers


def test_answers_are_not_kept(client: FlaskClient, lin: User) -> None:
    assert sign_in(client, "lin", PASSWORD).headers["Cache-Control"] == "no-store"
    for path in ("/auth/sessions", "/desk/", "/nothing"):
        assert client.get(path, headers=OURS).headers["Cache-Control"] == "no-store"


def test_on_plain_loopback_the_cookie_goes_without_secure(client: FlaskClient, lin: User) -> None:
    cookie = sign_in(client, "lin", PASSWORD).headers["Set-Cookie"]
    assert cookie.startswith("inspect=") and len(cookie) < 4096
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie and "Path=/" in cookie
    assert "Secure" not in cookie and "Domain" not in cookie


@pytest.mark.parametrize("base", ["https://inspect.example", "http://inspect.example"])
def test_everywhere_else_it_is_bound_to_host_and_https(
    client: FlaskClient, lin: User, base: str
) -> None:
    body = {"user": "lin", "password": PASSWORD}
    response = client.post("/auth/login", json=body, headers=OURS, base_url=base)
    cookie = response.headers["Set-Cookie"]
    assert cookie.startswith("__Host-inspect=")
    for part in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"):
        assert part in cookie
    assert "Domain" not in cookie
