"""The page of a receipt in a real browser: it verifies by itself, and tells what was changed."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.browser.axe import findings
from tests.browser.deciding import supervisor
from tests.browser.server import Site


def review(desk: BrowserContext, site: Site) -> Page:
    page = supervisor(desk, site)
    page.goto(f"{site.base}/desk/reviews")
    return page


def receipt_page(desk: BrowserContext, site: Site) -> Page:
    page = review(desk, site)
    page.locator(".proof a.code").click()
    page.wait_for_url("**/desk/receipts/**")
    return page


def outcome(page: Page, name: str) -> None:
    """The browser says this one thing and nothing else."""
    expect(page.locator("[data-outcome]:visible")).to_have_count(1)
    expect(page.locator(f'[data-outcome="{name}"]')).to_be_visible()


def rewritten(page: Page, old: str, new: str) -> None:
    """Opens the page again, changed on its way to the browser."""

    def change(route: Route) -> None:
        text, count = re.subn(old, new, route.fetch().text(), count=1)
        assert count == 1
        route.fulfill(body=text, content_type="text/html")

    page.route("**/desk/receipts/**", change)
    page.reload()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (r"(data-receipt>[\w-]+\.[\w-]{30,40}?)[A-Za-z]", r"\g<1>_"),  # what it says
        (r"(data-receipt>[\w-]+\.[\w-]+\.[\w-]{30,40}?)[A-Za-z]", r"\g<1>_"),  # its signature
    ],
)
def test_a_changed_receipt_is_not_valid(
    desk: BrowserContext, site: Site, old: str, new: str
) -> None:
    page = receipt_page(desk, site)
    rewritten(page, old, new)
    outcome(page, "invalid")


def test_a_page_that_shows_what_was_not_signed_is_told(desk: BrowserContext, site: Site) -> None:
    page = receipt_page(desk, site)
    rewritten(page, r'(data-said="received_at">)\d{4}', r"\g<1>2019")
    outcome(page, "differs")


def test_without_the_keys_the_word_of_the_server_stands(desk: BrowserContext, site: Site) -> None:
    page = receipt_page(desk, site)
    page.route("**/sync/keys", lambda route: route.abort())
    page.reload()
    outcome(page, "unable")
    expect(page.locator('[data-check="signature"] .holds')).to_be_visible()


def test_a_receipt_is_verified_by_the_browser(desk: BrowserContext, site: Site) -> None:
    page = receipt_page(desk, site)
    outcome(page, "valid")
    expect(page.locator("[data-check] .holds")).to_have_count(5)
    with page.expect_download() as download:
        page.get_by_role("link", name="下载 JSON").click()
    assert re.search(r"-\d+\.json$", download.value.suggested_filename)


def test_each_photo_leads_to_its_row_in_the_receipt(desk: BrowserContext, site: Site) -> None:
    page = review(desk, site)
    for key in ("2", "1"):
        page.keyboard.press(key)
        sha256 = page.locator(f'.thumb[data-shot="{key}"]').get_attribute("data-sha256")
        link = page.locator("[data-receipt-of]")
        expect(link).to_have_attribute("href", re.compile(f"#f-{sha256}$"))
    link.click()
    expect(page.locator(f"tr#f-{sha256}")).to_be_in_viewport()


def test_whoever_does_not_see_well_reads_a_receipt(desk: BrowserContext, site: Site) -> None:
    page = receipt_page(desk, site)
    outcome(page, "valid")
    found = {}
    for width in (1440, 1024, 390):
        page.set_viewport_size({"width": width, "height": 900})
        found[width] = findings(page)
        assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
    assert {width: what for width, what in found.items() if what} == {}
