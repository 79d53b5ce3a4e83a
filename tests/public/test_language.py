"""Chinese unless told otherwise; the choice lasts, and keeps the page that was open."""

import pytest
from flask.testing import FlaskClient

from tests.signing import PAGE


@pytest.mark.parametrize("lang", ["fr", "", "zh-TW", "../en", "en\r\nx"])
def test_a_language_we_do_not_speak_changes_nothing(client: FlaskClient, lang: str) -> None:
    response = client.get("/plan", query_string={"lang": lang}, headers=PAGE)
    assert response.status_code == 200
    assert 'lang="zh-CN"' in response.text and client.get_cookie("lang") is None


def test_the_choice_is_remembered(client: FlaskClient) -> None:
    assert "As of" in client.get("/plan?lang=en", headers=PAGE).text
    assert "As of" in client.get("/plan", headers=PAGE).text
    assert "截至" in client.get("/plan?lang=zh", headers=PAGE).text


def test_switching_keeps_the_page_and_what_it_was_asked(client: FlaskClient) -> None:
    text = client.get("/plan?as_of=2022-09-14", headers=PAGE).text
    assert 'href="?as_of=2022-09-14&amp;lang=en"' in text
