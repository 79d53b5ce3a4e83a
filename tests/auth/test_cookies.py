"""Every cookie of ours is bound to this host and to https; on plain loopback none can be."""

import pytest
from flask.testing import FlaskClient

from inspect_app.models.people import User
from tests.makers import PASSWORD
from tests.signing import OURS, PAGE

NAMES = ("form", "inspect", "seen-here", "lang", "theme")
ELSEWHERE = "https://inspect.example"


def cookies_at(client: FlaskClient, base: str) -> dict[str, str]:
    """Return what each cookie of a visit says, by name: a form, a sign-in, two choices."""
    body = {"user": "lin", "password": PASSWORD}
    answers = (
        client.get("/auth/sign-in", headers=PAGE, base_url=base),
        client.post("/auth/login", json=body, headers=OURS, base_url=base),
        client.get("/plan?lang=en&theme=dark", headers=PAGE, base_url=base),
    )
    said = [line for answer in answers for line in answer.headers.getlist("Set-Cookie")]
    return {name: rest for name, _, rest in (line.partition("=") for line in said)}


@pytest.mark.parametrize("base", [ELSEWHERE, "http://inspect.example"])
def test_no_other_host_can_set_a_cookie_of_ours(client: FlaskClient, lin: User, base: str) -> None:
    cookies = cookies_at(client, base)
    assert set(cookies) == {f"__Host-{name}" for name in NAMES}
    for said in cookies.values():
        assert "Domain" not in said
        for part in ("; Secure", "; HttpOnly", "; SameSite=Lax", "; Path=/"):
            assert f"{said};".count(f"{part};") == 1


def test_on_plain_loopback_they_go_without(client: FlaskClient, lin: User) -> None:
    cookies = cookies_at(client, "http://localhost")
    assert set(cookies) == set(NAMES)
    assert not any("Secure" in said for said in cookies.values())


def test_a_language_is_remembered_over_https(client: FlaskClient) -> None:
    client.get("/plan?lang=en", headers=PAGE, base_url=ELSEWHERE)
    assert 'lang="en"' in client.get("/plan", headers=PAGE, base_url=ELSEWHERE).text
