"""The public address is the operator's word: no header of a request changes it."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask, request, url_for
from flask.testing import FlaskClient

from inspect_app.config import Settings
from inspect_app.models.people import User
from tests.instances import opened
from tests.makers import PASSWORD
from tests.signing import OURS, PAGE, NewVisitor, sign_in

HERE = "https://inspect.example"
BASE = "http://inspect.example"  # behind a proxy the server itself hears plain http


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    """Behind one proxy, under a public name."""
    with opened(replace(settings, origin=HERE, proxies=1)) as app:
        app.test_client_class = NewVisitor
        app.config["TESTING"] = True
        yield app


@pytest.mark.parametrize("path", ["/", "/auth/sign-in", "/plan", "/sync/keys", "/static/x", "/no"])
@pytest.mark.parametrize("host", ["localhost", "inspect.example.evil", "inspect.example:8000", ""])
def test_by_another_name_nothing_is_answered(client: FlaskClient, path: str, host: str) -> None:
    answer = client.get(path, headers=OURS | {"Host": host})
    assert (answer.status_code, answer.json["error"]["code"]) == (421, "host")


def test_what_watches_the_server_may_ask_by_any_name(client: FlaskClient) -> None:
    assert client.get("/healthz", headers={"Host": "127.0.0.1:8000"}).status_code == 200


@pytest.mark.parametrize("host", ["inspect.example", "Inspect.Example", "inspect.example:443"])
def test_by_its_own_name_it_answers(client: FlaskClient, host: str) -> None:
    assert client.get("/auth/sign-in", headers=PAGE | {"Host": host}).status_code == 200


def test_another_sites_page_is_turned_away_by_whatever_name(client: FlaskClient) -> None:
    for origin in ("https://elsewhere.example", BASE, "null"):
        answer = client.post("/auth/logout", headers=OURS | {"Origin": origin}, base_url=BASE)
        assert (answer.status_code, answer.json["error"]["code"]) == (403, "origin")


def test_cookies_are_bound_to_https_whatever_a_proxy_says(client: FlaskClient, lin: User) -> None:
    proxy = {"Host": "inspect.example", "X-Forwarded-Proto": "http"}
    answer = sign_in(client, "lin", PASSWORD, Origin=HERE, **proxy)
    assert answer.status_code == 200
    for cookie in answer.headers.getlist("Set-Cookie"):
        assert "; Secure" in cookie
    assert answer.headers["Set-Cookie"].startswith("__Host-inspect=")
    page = client.get("/auth/sign-in?lang=en", headers=PAGE, base_url=BASE)
    assert "; Secure" in page.headers["Set-Cookie"]


def test_absolute_addresses_are_the_public_ones(app: Flask, client: FlaskClient) -> None:
    @app.get("/where")
    def where() -> str:
        return f"{request.url} {url_for('public.plan', _external=True)}"

    more = {"X-Forwarded-Host": "elsewhere.example", "X-Forwarded-Proto": "http"}
    answer = client.get("/where", base_url=BASE, headers=more)
    assert answer.text == f"{HERE}/where {HERE}/plan"
