"""A department's name leads to its figures, and from there to its targets, streets and premises."""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

from flask import Flask

from inspect_app.models.people import User
from inspect_app.plans.load import current_plan
from tests.makers import CAOYANG, make_premises
from tests.markup import packed
from tests.signing import PAGE, visitor

DAY = "as_of=2022-09-20"
LINK = re.compile(r'<a href="(/desk/\?[^"]*department=[^"]*)">([^<]+)</a>')


class Reader:
    """Somebody who follows links."""

    def __init__(self, app: Flask, name: str) -> None:
        self.client = visitor(app, name)

    def open(self, path: str) -> str:
        response = self.client.get(path, headers=PAGE)
        assert response.status_code == 200, path
        return packed(response.text)

    def departments(self, path: str) -> set[tuple[str, str]]:
        """The links of a page that are the name of a department, with it."""
        page = self.open(path)
        names = {one.zh for one in current_plan().departments}
        return {(unescape(href), name) for href, name in LINK.findall(page) if name in names}


def leads_to(reader: Reader, href: str, name: str) -> None:
    """The page behind the link is that department's, of the same day, with its targets alone."""
    asked = parse_qs(urlsplit(href).query)
    assert asked["as_of"] == ["2022-09-20"]
    page = reader.open(href)
    assert name in page.split('<p class="second">')[1].split("</p>")[0]
    code = next(one.code for one in current_plan().departments if one.zh == name)
    targets = [one.id for one in current_plan().targets if code in one.departments]
    assert re.findall(r'<tr data-target="([\w-]+)"', page) == targets
    assert f'<tr data-target="{asked["target"][0]}" aria-current="true">' in page


def test_somebody_with_one_street_sees_a_department_s_part_alone(app: Flask, chen: User) -> None:
    page = Reader(app, "chen").open(f"/desk/?{DAY}&department=jyj")
    assert "本人范围" in page and "区教育局" in page


def test_each_name_on_the_overview_leads_to_that_department(app: Flask, ming: User) -> None:
    reader = Reader(app, "ming")
    links = reader.departments(f"/desk/?{DAY}")
    answering = {(one.id, code) for one in current_plan().targets for code in one.departments}
    assert len(links) == len(answering)
    for href, name in links:
        leads_to(reader, href, name)


def test_each_name_on_a_target_s_page_leads_to_that_department(app: Flask, ming: User) -> None:
    reader = Reader(app, "ming")
    for target in current_plan().targets:
        links = reader.departments(f"/desk/targets/{target.id}?{DAY}&view=table&area={CAOYANG}")
        assert len(links) == len(target.departments)
        for href, name in links:
            assert "view=table" in href and f"area={CAOYANG}" in href
            leads_to(reader, href, name)


def test_from_a_department_to_its_targets_streets_and_premises(app: Flask, ming: User) -> None:
    place = make_premises(name="曹杨小学食堂（示例）")
    reader = Reader(app, "ming")
    page = reader.open(f"/desk/?{DAY}&department=jyj&view=table")
    row = page.split('<tr data-target="canteen-school"')[1]
    target = unescape(re.findall(r'class="row-link" href="([^"]+)"', row)[0])
    streets = reader.open(target).split("streets-table")[1]
    street = unescape(re.findall(rf'href="([^"]+denominator[^"]+area={CAOYANG}[^"]*)"', streets)[0])
    assert "department=jyj" in street
    assert f'href="/desk/premises/{place.id}"' in reader.open(street)
