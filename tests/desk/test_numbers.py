"""Every number of overview, target and premises pages opens a list of just that length."""

import re
from datetime import UTC, datetime
from html.parser import HTMLParser
from urllib.parse import urljoin

import pytest
from flask import Flask

from inspect_app.domain.figures.history_reader import read_history
from inspect_app.models.people import User
from inspect_app.plans.load import current_plan
from inspect_app.services.instance.history_import import import_history
from tests.makers import TAOPU, make_user
from tests.queries.random_histories import PLAN, Maker
from tests.signing import PAGE, visitor

DAY = "2022-06-30"
NUMBER = re.compile(r"\D*?([\d,]+)")
BASELINE = re.compile(r"期初 ([\d,]+)")
ROWS = re.compile(r'<th scope="row">')


@pytest.fixture(params=[3, pytest.param(44, marks=pytest.mark.long)])
def district(request: pytest.FixtureRequest, app: Flask, ming: User) -> Flask:
    """A random past, imported, and two people who read it: one sees all, one a street's markets."""
    read = read_history(Maker(request.param).history(), PLAN)
    import_history(read, "0" * 64, at=datetime(2026, 1, 1, tzinfo=UTC))
    make_user("fang", role="supervisor", areas=[TAOPU], kinds=["stall", "elevator", "food_shop"])
    return app


@pytest.mark.parametrize("reader", ["fang", pytest.param("ming", marks=pytest.mark.long)])
def test_every_number_opens_a_list_of_its_length(district, reader):
    known: set[tuple[str, int]] = set()
    for target in current_plan().targets:
        links = numbers_of(district, reader, f"/desk/?target={target.id}&as_of={DAY}")
        assert links, target.id
        known.update(links)
    tabs = {tab for address, _ in known for tab in numbers_of(district, reader, address)}
    for address, number in known | tabs:
        assert length_of(district, reader, address) == number, address


class Links(HTMLParser):
    """Collects the links of a page with their words."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[list[str]] = []
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.found.append([dict(attrs).get("href") or "", ""])
            self.inside = True

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "a"

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.found[-1][1] += data


def numbers_of(app: Flask, reader: str, address: str) -> list[tuple[str, int]]:
    """List the links of a page to a side of a target whose words are a number, with it."""
    links = Links()
    links.feed(shown(app, reader, address))
    found = set()
    for href, words in links.found:
        number = NUMBER.fullmatch(words.strip())
        if number and "side=" in href:
            found.add((urljoin(address, href), int(number[1].replace(",", ""))))
    return sorted(found)


def shown(app: Flask, who: str, path: str) -> str:
    response = visitor(app, who).get(path, headers=PAGE)
    assert response.status_code == 200, path
    return response.text


def length_of(app: Flask, reader: str, address: str) -> int:
    """Count the rows of all pages of a list; a baseline is one row that counts for many."""
    total, page = 0, 1
    while True:
        text = shown(app, reader, f"{address}&page={page}")
        body = text.split("<tbody>")[1].split("</tbody>")[0]
        rows = len(ROWS.findall(body))
        baseline = BASELINE.search(body)
        total += rows + (int(baseline[1].replace(",", "")) - 1 if baseline else 0)
        if f"page={page + 1}" not in text:
            return total
        page += 1
