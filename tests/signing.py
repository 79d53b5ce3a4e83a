"""How a program signs in, for tests."""

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.makers import PASSWORD

OURS = {"X-Inspect-App": "1", "Accept": "application/json"}
PAGE = {"Accept": "text/html"}


def sign_in(client: FlaskClient, name: str, password: str, **more: str) -> TestResponse:
    """The answer to a sign-in; the cookie stays in the client."""
    body = {"user": name, "password": password}
    return client.post("/auth/login", json=body, headers=OURS | more)


def visitor(app: Flask, name: str, password: str = PASSWORD) -> FlaskClient:
    """A browser in which this person is signed in; forms need no token here."""
    app.config["WTF_CSRF_ENABLED"] = False
    client = app.test_client()
    assert sign_in(client, name, password).status_code == 200
    return client
