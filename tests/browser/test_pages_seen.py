"""The desk's pages of figures, for whoever does not see well and on any width."""

from typing import Literal

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.axe import findings
from tests.browser.deciding import sign_in_at_desk
from tests.browser.server import Site

WIDTHS = (1440, 1024, 390)
MEDIA: tuple[Literal["screen", "print"], ...] = ("screen", "print")
PAGES = [
    *("/desk/map", "/desk/month-ends?target=canteen-school"),
    *("/desk/exports", "/desk/reports", "/desk/reported", "/desk/reported/first-store"),
    *("/desk/baselines", "/desk/designations", "/desk/targets/canteen-school?as_of=2022-09-14"),
]
REPORT = "/desk/reports/report.html?period=2022Q3"
WIDER = "() => document.scrollingElement.scrollWidth > innerWidth"


@pytest.fixture
def page(desk: BrowserContext, site: Site) -> Page:
    page = desk.pages[0]
    sign_in_at_desk(page, site, site.account("administrator"))
    return page


def faults_of(page: Page, site: Site, path: str, language: str, width: int) -> list[str]:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{site.base}{path}{'&' if '?' in path else '?'}lang={language}")
    found = findings(page) + (["it is too wide"] if page.evaluate(WIDER) else [])
    return [f"{path} {language} {width}: {one}" for one in found]


def report(page: Page, site: Site, language: str) -> None:
    """The report as it is sent; its own policy lets no script run, axe's neither."""
    text = page.request.get(f"{site.base}{REPORT}&lang={language}").text()
    page.goto("about:blank")
    page.set_content(text)


def test_month_ends_are_seen_in_english_on_a_phone(page: Page, site: Site) -> None:
    assert faults_of(page, site, "/desk/month-ends", "en", 390) == []


def test_a_report_is_heard_on_screen_and_on_paper(page: Page, site: Site) -> None:
    report(page, site, "zh")
    for media in MEDIA:
        page.emulate_media(media=media)
        assert findings(page) == []


@pytest.mark.long
@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_seen_on_every_width(page: Page, site: Site, path: str) -> None:
    found = []
    for language in ("zh", "en"):
        for width in WIDTHS:
            found += faults_of(page, site, path, language, width)
    assert found == []


@pytest.mark.long
def test_a_report_is_heard_in_both_languages_on_every_width(page: Page, site: Site) -> None:
    found = {}
    for language in ("zh", "en"):
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            report(page, site, language)
            for media in MEDIA:
                page.emulate_media(media=media)
                found[language, width, media] = findings(page)
            page.emulate_media(media="screen")
    assert {where: what for where, what in found.items() if what} == {}
