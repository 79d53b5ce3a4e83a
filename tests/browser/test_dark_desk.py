"""The desk in the dark: every page is legible on every width, by the system or by choice."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.axe import findings
from tests.browser.deciding import sign_in_at_desk
from tests.browser.server import Site

WIDTHS = (1440, 1024, 390)
PAGES = [
    *("/desk/", "/desk/?view=table", "/desk/reviews", "/desk/corrections"),
    *("/desk/corrections?view=list", "/desk/premises", "/desk/map", "/desk/labels"),
    *("/desk/designations", "/desk/baselines", "/desk/month-ends?target=canteen-school"),
    *("/desk/targets/canteen-school?side=numerator", "/desk/reported", "/desk/notices"),
    *("/desk/notices/digest", "/desk/quarantine", "/desk/rescue", "/desk/proposals"),
    *("/desk/people", "/desk/phones", "/desk/photos", "/desk/exports", "/desk/reports"),
    *("/desk/webhooks", "/desk/checklists", "/desk/checklists/canteen-school/2021.1"),
    *("/desk/checklists/elevator/difference", "/auth/sessions"),
]
# The first of each list, as it opens.
FIRST = {
    "/desk/premises": ".table .row-link",
    "/desk/people": ".table .row-link",
    "/desk/corrections": ".board-name .row-link",
}
DARK = "rgb(11, 19, 21)"
GROUND = "getComputedStyle(document.body).backgroundColor"


@pytest.fixture
def page(desk: BrowserContext, site: Site) -> Page:
    page = desk.pages[0]
    sign_in_at_desk(page, site, site.account("administrator"))
    return page


def faults_of(page: Page, where: str) -> list[str]:
    """What axe says of the page as it stands, on every width."""
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        found += [f"{where} {width}: {one}" for one in findings(page)]
    return found


def test_the_system_or_a_choice_makes_it_dark_and_paper_stays_white(page: Page, site: Site) -> None:
    page.goto(f"{site.base}/desk/premises")
    assert page.evaluate(GROUND) != DARK
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(GROUND) == DARK
    page.emulate_media(color_scheme="light")
    for name in ("随系统", "浅色"):
        page.locator(".rail-theme", has_text=name).click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert page.evaluate(GROUND) == DARK
    page.goto(f"{site.base}/desk/people")
    assert page.evaluate(GROUND) == DARK
    ink = "getComputedStyle(document.body).color"
    page.emulate_media(media="print")
    assert page.evaluate(ink) == "rgb(14, 31, 36)"


def test_a_review_is_legible_in_the_dark(page: Page, site: Site) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(f"{site.base}/desk/reviews")
    page.wait_for_url(re.compile("/desk/inspections/"))
    assert faults_of(page, "review") == []


@pytest.mark.long
@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_legible_in_the_dark(page: Page, site: Site, path: str) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(site.base + path)
    found = faults_of(page, path)
    link = page.locator(FIRST[path]).first if path in FIRST else None
    if link and link.count():
        page.goto(site.base + str(link.get_attribute("href")))
        found += faults_of(page, page.url)
    assert found == []
