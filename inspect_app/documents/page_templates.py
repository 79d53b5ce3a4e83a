"""Templates of pages that stand alone: set as paper, or sent sealed off with their own style."""

import base64
import hashlib
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

TEMPLATES = Path(__file__).parents[1] / "templates"


@lru_cache
def page_templates() -> Environment:
    """Return the environment that renders them, without a request: what is missing raises."""
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@lru_cache
def style_of(path: Path) -> str:
    """Return the text of a style sheet of this program."""
    return path.read_text(encoding="utf-8")


def policy_of(style: str) -> str:
    """Return the content policy of a page: its own style, and nothing else at all."""
    own = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{own}'; sandbox; base-uri 'none';"
        " object-src 'none'; form-action 'none'; frame-ancestors 'none'"
    )
