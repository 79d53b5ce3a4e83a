"""How a program signs in, for tests."""

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

OURS = {"X-Inspect-App": "1", "Accept": "application/json"}
PAGE = {"Accept": "text/html"}


def sign_in(client: FlaskClient, name: str, password: str, **more: str) -> TestResponse:
    """The answer to a sign-in; the cookie stays in the client."""
    body = {"user": name, "password": password}
    return client.post("/auth/login", json=body, headers=OURS | more)
