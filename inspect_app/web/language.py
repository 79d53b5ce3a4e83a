"""Which language this reader wants, and the words in it; Chinese unless told otherwise."""

import json
from functools import lru_cache
from pathlib import Path

from flask import has_request_context, request
from markupsafe import Markup, escape

LANGUAGES = ("zh", "en")
FOLDER = Path(__file__).parents[1] / "texts"


def current_language() -> str:
    """`?lang=`, then the cookie, then what the browser asks for."""
    if not has_request_context():
        return "zh"
    for wanted in (request.args.get("lang"), request.cookies.get("lang")):
        if wanted in LANGUAGES:
            return wanted
    return request.accept_languages.best_match(["zh", "zh-CN", "en"], default="zh")[:2]


def t(key: str, **values: object) -> str:
    """The words under a key; a missing key is a mistake that a test finds, so it raises."""
    text = _texts(current_language())[key]
    if any(isinstance(value, Markup) for value in values.values()):
        text = escape(text)  # whose format() keeps markup and escapes everything else
    return text.format(**values)


@lru_cache
def _texts(language: str) -> dict[str, str]:
    words: dict[str, str] = {}
    for path in sorted(FOLDER.glob(f"*.{language}.json")):
        words |= json.loads(path.read_text(encoding="utf-8"))
    return words
