"""Every template compiles, is used, and is laid out so that a line fits a screen."""

import re
from pathlib import Path

import pytest
from flask import Flask

APP = Path(__file__).parent.parent / "inspect_app"
ROOT = APP / "templates"
NAMES = sorted(str(path.relative_to(ROOT)) for path in ROOT.rglob("*.html"))
LONGEST = 120
NAMED = re.compile(r"""["']((?:auth|desk|papers|public|reports|shared)/(?:\w+/)?\w+\.html)["']""")


@pytest.mark.parametrize("name", NAMES)
def test_a_template_compiles(app: Flask, name: str) -> None:
    assert app.jinja_env.get_template(name)


@pytest.mark.parametrize("name", NAMES)
def test_no_line_of_a_template_is_longer_than_a_screen_is_wide(name: str) -> None:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if len(line) > LONGEST] == []


def test_every_template_is_used_and_every_name_is_a_template() -> None:
    sources = [*APP.rglob("*.py"), *ROOT.rglob("*.html")]
    named = {name for path in sources for name in NAMED.findall(path.read_text(encoding="utf-8"))}
    assert sorted(named) == NAMES
