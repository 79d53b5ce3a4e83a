"""The desk's theme: the system's unless somebody chose; the choice lasts and needs no script."""

import re

import pytest
from flask import Flask

from inspect_app.models.people import User
from tests.signing import PAGE, visitor

LINK = re.compile(r'class="rail-theme" href="([^"]+)"')


def theme_of(text: str) -> str:
    found = re.search(r'data-theme="(\w+)"', text)
    assert found
    return found[1]


@pytest.mark.parametrize("wanted", ["", "outdoor", "DARK", "../dark", "dark\r\nx"])
def test_a_theme_that_the_desk_has_not_changes_nothing(app: Flask, ming: User, wanted: str) -> None:
    desk = visitor(app, "ming")
    answer = desk.get("/desk/premises", query_string={"theme": wanted}, headers=PAGE)
    assert theme_of(answer.text) == "auto" and desk.get_cookie("theme") is None


def test_the_system_decides_until_somebody_chooses(app: Flask, ming: User) -> None:
    desk, seen = visitor(app, "ming"), []
    path = "/desk/premises"
    for _ in range(4):
        text = desk.get(path, headers=PAGE).text
        seen.append(theme_of(text))
        assert theme_of(desk.get("/desk/", headers=PAGE).text) == seen[-1]
        link = LINK.search(text)
        assert link
        path = "/desk/premises" + link[1]
    assert seen == ["auto", "light", "dark", "auto"]


def test_the_switch_keeps_the_page_and_what_it_was_asked(app: Flask, ming: User) -> None:
    text = visitor(app, "ming").get("/desk/premises?kind=stall", headers=PAGE).text
    assert 'href="?kind=stall&amp;theme=light"' in text
