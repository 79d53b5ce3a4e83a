"""Another web site cannot speak in a signed-in person's name."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from inspect_app.models.people import User
from tests.makers import PASSWORD
from tests.signing import OURS, PAGE, sign_in


def test_json_without_our_header_is_refused(client: FlaskClient, lin: User) -> None:
    response = client.post("/auth/login", json={"user": "lin", "password": PASSWORD})
    assert (response.status_code, response.json["error"]["code"]) == (403, "header")


@pytest.mark.parametrize(
    "foreign",
    [
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_foreign_origin_is_refused(
    client: FlaskClient, lin: User, foreign: dict[str, str]
) -> None:
    response = sign_in(client, "lin", PASSWORD, **foreign)
    assert (response.status_code, response.json["error"]["code"]) == (403, "origin")


def test_our_own_origin_and_none_are_fine(client: FlaskClient, lin: User) -> None:
    ours = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
    assert sign_in(client, "lin", PASSWORD, **ours).status_code == 200
    assert sign_in(client, "lin", PASSWORD).status_code == 200


def test_a_form_without_its_token_is_refused(client: FlaskClient, lin: User) -> None:
    form = {"user": "lin", "password": PASSWORD}
    response = client.post("/auth/sign-in", data=form, headers=PAGE)
    assert response.status_code == 400
    assert "放得太久" in response.text


def test_a_form_from_elsewhere_is_refused_even_with_a_token(client: FlaskClient, lin: User) -> None:
    form = {"user": "lin", "password": PASSWORD, "csrf_token": form_token(client)}
    foreign = PAGE | {"Origin": "https://elsewhere.example"}
    assert client.post("/auth/sign-in", data=form, headers=foreign).status_code == 403
    assert client.post("/auth/sign-in", data=form, headers=PAGE).status_code == 302


def test_nothing_changes_by_get(client: FlaskClient, lin: User) -> None:
    sign_in(client, "lin", PASSWORD)
    for path in ("/auth/logout", "/auth/login", "/auth/sign-out", "/auth/sessions/end-others"):
        assert client.get(path, headers=OURS).status_code == 405
    assert client.get("/auth/sessions", headers=OURS).status_code == 200


@pytest.mark.parametrize(
    "target", ["//elsewhere.example", "https://elsewhere.example", "/\\elsewhere.example", "x\n/"]
)
def test_sign_in_leads_only_to_our_own_pages(
    app: Flask, client: FlaskClient, lin: User, target: str
) -> None:
    form = {"user": "lin", "password": PASSWORD, "csrf_token": form_token(client), "next": target}
    response = client.post("/auth/sign-in", data=form, headers=PAGE)
    assert response.location == "/"


def test_sign_in_leads_on_to_where_the_person_wanted_to_go(client: FlaskClient, chen: User) -> None:
    form = {"user": "chen", "password": PASSWORD, "csrf_token": form_token(client)}
    path = "/auth/sign-in?next=/desk/premises?q=%E9%9D%92"
    assert client.post(path, data=form, headers=PAGE).location.startswith("/desk/premises?q=")


def form_token(client: FlaskClient) -> str:
    page = client.get("/auth/sign-in", headers=PAGE).text
    found = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert found
    return found[1]
