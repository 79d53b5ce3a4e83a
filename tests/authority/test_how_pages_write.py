"""Every page that the matrix knows writes days in one way and numbers at the right."""

import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from inspect_app.config import Settings
from tests.authority.matrix import NEAR, Row, read_matrix
from tests.authority.objects import Objects
from tests.conftest import settings_for
from tests.instances import opened as opened_app
from tests.makers import checklist_object
from tests.signing import NewVisitor
from tests.test_days import other_spellings

PAGES = [row for row in read_matrix() if row.method == "GET"]
READERS = ("ming", "chen")
# Addresses that answer with a file, or lead elsewhere as long as nothing is set or decided.
NO_PAGE = {
    *("/plan.json", "/auth/sign-in", "/auth/sign-in/code", "/auth/invitations/<token>"),
    *("/auth/factor/app", "/desk/idle", "/desk/go-on", "/desk/reviews", "/desk/reviews/bulk"),
    *(
        f"/desk/inspections/<inspection_id>/{act}"
        for act in ("approve", "return", "undo", "withdraw")
    ),
    *("/desk/photos/<inspection_id>/<sha256>", "/desk/voice/<inspection_id>/<sha256>"),
    "/desk/receipts/<inspection_id>/<int(max=1000000):rev>/receipt.json",
    *("/desk/reports/report.html", "/desk/reports/report.json", "/desk/exports/<entry_id>.json"),
    *("/desk/reported/figures/<figure_id>/file", "/desk/proposals/<proposal_id>/photos/<sha256>"),
    "/desk/quarantine/<int(max=2147483647):record_pk>/photos/<sha256>",
    "/desk/corrections/<correction_id>/photos/<sha256>",
}
# A version such as 2021.1 is a name.
A_NUMBER = re.compile(r"(?!20\d\d\.\d$)[\N{MINUS SIGN}+-]?\d[\d,]*(?:\.\d+)?%?(?: / \d[\d,]*)?")


@pytest.fixture(scope="module")
def world(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Objects]:
    folder = tmp_path_factory.mktemp("pages") / "instance"
    shutil.copytree(template, folder)
    settings: Settings = replace(settings_for(folder), limits=False)
    with opened_app(settings) as app:
        app.test_client_class = NewVisitor
        app.config.update(TESTING=True, WTF_CSRF_ENABLED=False)
        yield Objects(app)


def texts_of(world: Objects, row: Row) -> Iterator[tuple[str, str]]:
    """The page in both languages, as those see it who may."""
    arguments = world.arguments(row.rule, NEAR)
    path = re.sub(r"<(?:[^<>:]*:)?(\w+)>", lambda found: arguments[found[1]], row.rule)
    for name in READERS:
        client = world.app.test_client(use_cookies=False)
        for language in ("zh", "en"):
            headers = {
                "Accept": "text/html",
                "Accept-Language": language,
                "Cookie": f"inspect={world.new_token(world.users[name])}",
            }
            with client.get(path, headers=headers) as answer:
                if answer.status_code == 200 and answer.mimetype == "text/html":
                    yield f"{name} {language} {path}", answer.text


def readable(row: Row) -> bool:
    """A page of the desk, of an account or of everybody; no PDF is made here."""
    starts = ("/desk/", "/auth/", "/q/", "/plan", "/verify", "/z")
    return row.rule.startswith(starts) and not row.rule.endswith(".pdf")


@pytest.mark.parametrize(
    "row", [one for one in PAGES if readable(one)], ids=lambda row: str(row.rule)
)
def test_days_and_numbers_of_a_page(world: Objects, row: Row) -> None:
    # The words of a published checklist are the file's, and stay as they were published.
    published = json.dumps(checklist_object(), ensure_ascii=False)
    found = {}
    for name, text in texts_of(world, row):
        days = [one for one in other_spellings(text) if one not in published]
        found[name] = days + numbers_at_the_left(text)
    assert bool(found) is (row.rule not in NO_PAGE), "nobody read it, or NO_PAGE has it for nothing"
    assert {name: words for name, words in found.items() if words} == {}


class Cells(HTMLParser):
    """The cells of the tables of a page, each with its classes and its table's."""

    def __init__(self) -> None:
        super().__init__()
        self.cells: list[tuple[str, str]] = []
        self.classes: str | None = None
        self.table = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.table = dict(attrs).get("class") or ""
        if tag == "td":
            self.classes = f"{self.table} {dict(attrs).get('class') or ''}"
            self.cells.append((self.classes, ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "td":
            self.classes = None

    def handle_data(self, data: str) -> None:
        if self.classes is not None:
            self.cells[-1] = (self.classes, self.cells[-1][1] + data)


def numbers_at_the_left(html: str) -> list[str]:
    page = Cells()
    page.feed(html)
    return [
        words.strip()
        for classes, words in page.cells
        if A_NUMBER.fullmatch(words.strip())
        and not {"right", "code", "areas", "item-no"} & set(classes.split())
    ]


def test_a_number_at_the_left_is_found() -> None:
    html = "<table><td>1,377</td><td class='right'>12</td><td class='code'>12</td><td>9 家</td>"
    assert numbers_at_the_left(html) == ["1,377"]
