"""Renders a report as one HTML page, which is also what the PDF is made of."""

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from inspect_app.documents.page_templates import TEMPLATES, page_templates, policy_of, style_of
from inspect_app.documents.reports import charts
from inspect_app.documents.reports.digest import digest_of, in_groups
from inspect_app.documents.reports.words import Words

STYLE = TEMPLATES / "reports" / "report.css"


def render_html(data: Mapping[str, Any], names: Mapping[str, Any], words: Words) -> str:
    """Return the report as a page that needs no other file."""
    return (
        page_templates()
        .get_template("reports/report.html")
        .render(
            d=data,
            names=names,
            words=words,
            t=words.t,
            language=words.language,
            digest=in_groups(digest_of(data)),
            style=Markup(style_of(STYLE)),  # our own file
            draw=charts,
        )
    )


def page_policy() -> str:
    """Return the content policy of the page: its own style, and nothing else at all."""
    return policy_of(style_of(STYLE))
