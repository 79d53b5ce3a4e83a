"""The reader's language and its texts; Chinese by default."""

import json
from functools import lru_cache
from pathlib import Path

from flask import has_request_context, request
from markupsafe import Markup, escape

from inspect_app.web.own_cookies import bound_name

LANGUAGES = ("zh", "en")
FOLDER = Path(__file__).parents[1] / "texts"
CHOSEN = "inspect_app.language"  # in the request's environment: a page asks for it a thousand times


def current_language() -> str:
    """Return zh or en: by `?lang=`, then the cookie, then the browser's preference."""
    if not has_request_context():
        return "zh"
    environ = request.environ
    if CHOSEN not in environ:
        environ[CHOSEN] = _choose_language()
    return str(environ[CHOSEN])


def _choose_language() -> str:
    for wanted in (request.args.get("lang"), request.cookies.get(bound_name("lang"))):
        if wanted in LANGUAGES:
            return wanted
    return request.accept_languages.best_match(["zh", "zh-CN", "en"], default="zh")[:2]


def t(key: str, **values: object) -> str:
    """Return the text of a key in the reader's language; raise KeyError for a missing one."""
    text = texts_of(current_language())[key]
    if any(isinstance(value, Markup) for value in values.values()):
        text = escape(text)  # its format() leaves Markup as it is and escapes everything else
    return text.format(**values)


@lru_cache
def texts_of(language: str) -> dict[str, str]:
    """Return every text of a language by its key, the phone's among them."""
    words: dict[str, str] = {}
    for path in sorted(FOLDER.glob(f"*.{language}.json")):
        words |= json.loads(path.read_text(encoding="utf-8"))
    return words
