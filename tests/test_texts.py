"""Both languages say the same things, and every key that is used exists."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

APP = Path(__file__).parent.parent / "inspect_app"
NAMES = sorted({path.name.split(".")[0] for path in (APP / "texts").glob("*.json")})
QUOTED = re.compile(r"""["']([\w.-]+)(?=["'])""")
USED = re.compile(r"""\bt\(\s*["'`]([a-z][\w.-]*\.[\w.-]+)["'`]""")


def read(name: str, language: str) -> dict[str, str]:
    path = APP / "texts" / f"{name}.{language}.json"
    loaded: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def used_keys(*patterns: str) -> Iterator[str]:
    for pattern in patterns:
        for path in APP.glob(pattern):
            if "node_modules" not in path.parts:
                yield from USED.findall(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", NAMES)
def test_both_languages_have_the_same_keys_and_places_to_fill(name: str) -> None:
    zh, en = read(name, "zh"), read(name, "en")
    assert zh.keys() == en.keys()
    differing = [key for key in zh if places(zh[key]) != places(en[key])]
    assert differing == []


@pytest.mark.parametrize("name", NAMES)
def test_no_text_is_empty(name: str) -> None:
    assert [key for key, text in read(name, "zh").items() if not text.strip()] == []


def test_no_text_is_unused() -> None:
    """A key made at run time stands in the source by its beginning: `desk.rail.`, `note.na-`."""
    patterns = ("templates/**/*.html", "**/*.py", "static/*/**/*.ts", "static/*/**/*.tsx")
    sources = [
        path.read_text(encoding="utf-8")
        for pattern in patterns
        for path in APP.glob(pattern)
        if not {"node_modules", "dist"} & set(path.parts) and ".test." not in path.name
    ]
    whole = "\n".join(sources)
    quoted = set(QUOTED.findall(whole))  # most keys stand there whole: that is found in no time
    keys = [key for name in NAMES for key in read(name, "zh")]
    assert [key for key in keys if key not in quoted and not is_begun(key, whole)] == []


def is_begun(key: str, source: str) -> bool:
    begun = [key[: at + 1] for at, sign in enumerate(key) if sign in ".-"]
    forms = [(f"'{one}' ~", f"{one}{{", f"{one}${{", f'word("{one[:-1]}",') for one in begun]
    return any(form in source for row in forms for form in row)


def test_every_key_of_a_page_exists() -> None:
    known = {key for name in NAMES for key in read(name, "zh")}
    used = set(used_keys("templates/**/*.html", "*/*.py"))
    beginnings = {key for key in used if key.endswith(".")}  # the rest is put on by the page
    assert [one for one in beginnings if not any(key.startswith(one) for key in known)] == []
    assert sorted(used - beginnings - known) == []


def test_every_key_of_the_phone_exists() -> None:
    ours = [name for name in NAMES if name.startswith("phone")]
    known = {key for name in (*ours, "shared", "vocabulary") for key in read(name, "zh")}
    assert sorted(set(used_keys("static/phone/**/*.tsx", "static/phone/**/*.ts")) - known) == []


def places(text: str) -> list[str]:
    return sorted(re.findall(r"{(\w+)}", text))
