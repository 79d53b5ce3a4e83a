"""Renders a paper as one HTML page, of which the confined process makes the PDF."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from markupsafe import Markup

from inspect_app.documents.labels.codes import Code
from inspect_app.documents.page_templates import TEMPLATES, page_templates, style_of
from inspect_app.documents.reports.digest import in_groups
from inspect_app.documents.reports.words import Words
from inspect_app.domain.papers.kinds import KINDS
from inspect_app.domain.papers.record import Found

STYLE = TEMPLATES / "papers" / "paper.css"


@dataclass(frozen=True)
class Person:
    """An inspector as he is named on a paper, and whether he signed."""

    name: str
    badge: str
    signed: bool


@dataclass(frozen=True)
class Sheet:
    """What is printed of a paper with its data: names, the service, its standing, the strip.

    `standing` is valid, draft, void or replaced. `strip` has the posted code's address, for whoever
    puts things right; without it he types `place_code`. `verify` is the address at which the digest
    is looked up.
    """

    data: Mapping[str, Any]
    digest: str
    standing: str
    office: str
    inspectors: Sequence[Person]
    names: Mapping[str, str]
    verify: str
    present: str = ""
    refusal: str = ""
    unable: str = ""
    photos: int = 0
    checklist: str = ""
    void_on: str = ""
    service: Mapping[str, Any] | None = None
    found: Sequence[Found] = ()
    strip: Code | None = None
    place_code: str = ""


def render_paper(sheet: Sheet, words: Words) -> str:
    """Return a paper as a page that needs no other file."""
    return (
        page_templates()
        .get_template("papers/paper.html")
        .render(
            s=sheet,
            d=sheet.data,
            title=KINDS[sheet.data["kind"]].zh,
            t=words.t,
            day=words.day,
            short=short_day,
            span=span_of(sheet.data),
            digest=in_groups(sheet.digest),
            style=Markup(style_of(STYLE)),  # our own file
        )
    )


def short_day(text: str) -> str:
    """Return an ISO day without its year, such as 9月14日."""
    day = date.fromisoformat(text)
    return f"{day.month}月{day.day}日"


def span_of(data: Mapping[str, Any]) -> str:
    """Return when the visit was: its day, and its times by the phone's clock."""
    began, ended = (datetime.fromisoformat(data[name]) for name in ("began", "ended"))
    on = date.fromisoformat(data["on"])
    end = f"–{ended:%H:%M}" if ended.date() == began.date() and ended >= began else ""
    return f"{on.year}年{on.month}月{on.day}日 {began:%H:%M}{end}"
