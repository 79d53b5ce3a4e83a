"""Renders a report as one HTML page, which is also what the PDF is made of."""

import base64
import hashlib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from inspect_app.documents.reports import charts
from inspect_app.documents.reports.digest import digest_of, in_groups
from inspect_app.documents.reports.words import Words

TEMPLATES = Path(__file__).parents[2] / "templates"
STYLE = TEMPLATES / "reports" / "report.css"


def render_html(data: Mapping[str, Any], names: Mapping[str, Any], words: Words) -> str:
    """Return the report as a page that needs no other file."""
    return (
        _environment()
        .get_template("reports/report.html")
        .render(
            d=data,
            names=names,
            words=words,
            t=words.t,
            language=words.language,
            digest=in_groups(digest_of(data)),
            style=Markup(_style()),  # our own file
            draw=charts,
        )
    )


def page_policy() -> str:
    """Return the content policy of the page: its own style, and nothing else at all."""
    own = base64.b64encode(hashlib.sha256(_style().encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{own}'; sandbox; base-uri 'none';"
        " object-src 'none'; form-action 'none'; frame-ancestors 'none'"
    )


@lru_cache
def _style() -> str:
    return STYLE.read_text(encoding="utf-8")


@lru_cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
