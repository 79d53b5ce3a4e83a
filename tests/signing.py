"""How a program signs in, for tests."""

from typing import Any

from flask import Flask, g
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.makers import PASSWORD

OURS = {"X-Inspect-App": "1", "Accept": "application/json"}
PAGE = {"Accept": "text/html"}


def sign_in(client: FlaskClient, name: str, password: str, **more: str) -> TestResponse:
    """The answer to a sign-in; the cookie stays in the client."""
    body = {"user": name, "password": password}
    return client.post("/auth/login", json=body, headers=OURS | more)


class NewVisitor(FlaskClient):
    """Requests share one app context, so whoever came before must be forgotten by hand."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        for name in ("_login_user", "session_row"):
            g.pop(name, None)
        return super().open(*args, **kwargs)


def visitor(app: Flask, name: str, password: str = PASSWORD) -> FlaskClient:
    """A browser in which this person is signed in; forms need no token here."""
    app.config["WTF_CSRF_ENABLED"] = False
    client = app.test_client()
    assert sign_in(client, name, password).status_code == 200
    return client
