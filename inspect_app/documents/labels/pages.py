"""Renders sheets of labels as one HTML page, of which the confined process makes the PDF."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from inspect_app.documents.labels.codes import Code
from inspect_app.documents.page_templates import TEMPLATES, page_templates, policy_of, style_of
from inspect_app.domain.label_sheets import Form

STYLE = TEMPLATES / "papers" / "labels.css"
EXAMPLE = "（示例）"
BLACK, WHITE = "#000000", "#ffffff"
_STROKE = "var(--icon-stroke,2)"
ONE_LINE, ONE_SMALL_LINE = 15, 19  # signs of a name on a label of 95 mm


@dataclass(frozen=True)
class Label:
    """One label as it is printed; `edition` is the month in which its code was issued."""

    name: str
    address: str
    kind: str
    icon: Markup
    short_code: str
    issue: int
    edition: str
    code: Code

    @property
    def plain_name(self) -> str:
        """Return the name without what says that it is an example."""
        return self.name.removesuffix(EXAMPLE)

    @property
    def length(self) -> str:
        """Return how the name is set: short (one line), middle (one smaller line), long (two)."""
        signs = len(self.name)
        return "short" if signs <= ONE_LINE else "middle" if signs <= ONE_SMALL_LINE else "long"


@dataclass(frozen=True)
class Sheets:
    """Labels that lie on sheets in one form; `is_trial` marks those that nobody outside can open.

    `first_page` and `pages` number the sheets among those of all parts.
    """

    labels: Sequence[Label]
    form: Form
    is_trial: bool
    first_page: int
    pages: int

    def split(self) -> Iterator[tuple[int, Sequence[Label]]]:
        """Yield the number and the labels of each sheet."""
        size = self.form.per_sheet
        for number, start in enumerate(range(0, len(self.labels), size), self.first_page):
            yield number, self.labels[start : start + size]


def render_sheets(sheets: Sheets, mark: Markup) -> str:
    """Return sheets of labels as a page that needs no other file; `mark` is our own icon."""
    template = page_templates().get_template("papers/labels.html")
    return template.render(
        sheets=sheets,
        form=sheets.form,
        margins=sheets.form.margins_mm,
        mark=drawn(mark, WHITE),
        style=Markup(style_of(STYLE)),  # our own file
    )


def sheet_policy() -> str:
    """Return the content policy of the page: its own style, and nothing else at all."""
    return policy_of(style_of(STYLE))


def drawn(icon: Markup, colour: str = BLACK) -> Markup:
    """Return an icon that says its colour itself: no style of a page reaches into a drawing."""
    plain = icon.replace("currentColor", colour).replace(_STROKE, "2")
    return Markup(plain)
