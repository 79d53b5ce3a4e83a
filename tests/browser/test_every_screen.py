"""Every screen of the phone: for who does not see well, on small phones, with large words."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, Playwright, ViewportSize

from script.screens import PHONE
from script.walk import Walk
from tests.browser.axe import findings
from tests.browser.server import Site
from tests.browser.trade import Trade

pytestmark = pytest.mark.long
THEMES = ("light", "dark", "outdoor")
USUAL: ViewportSize = {"width": 360, "height": 800}
SIZES: dict[str, ViewportSize] = {
    "small": {"width": 320, "height": 568},
    "landscape": {"width": 800, "height": 360},
}
WIDER = "() => document.scrollingElement.scrollWidth > innerWidth"


def faults_of(page: Page, name: str) -> list[str]:
    return [*seen_badly(page, name), *cut_off(page, name)]


def seen_badly(page: Page, name: str) -> list[str]:
    """What axe finds in each theme."""
    found = []
    before = page.evaluate("document.documentElement.dataset.theme")
    for theme in THEMES:
        page.evaluate("(theme) => { document.documentElement.dataset.theme = theme }", theme)
        page.wait_for_timeout(300)  # colours fade
        found += [f"{name} {theme} {one}" for one in findings(page)]
    page.evaluate("(theme) => { document.documentElement.dataset.theme = theme }", before)
    return found


def cut_off(page: Page, name: str) -> list[str]:
    """Where a page is wider than the phone: a small one, one held across, words twice as large."""
    found = []
    for size, viewport in SIZES.items():
        page.set_viewport_size(viewport)
        if page.evaluate(WIDER):
            found.append(f"{name} {size} is too wide")
    page.set_viewport_size(USUAL)
    page.evaluate("() => { document.documentElement.style.fontSize = '200%' }")
    if page.evaluate(WIDER):
        found.append(f"{name} at 200 % is too wide")
    page.evaluate("() => { document.documentElement.style.fontSize = '' }")
    return found


def test_every_screen_in_chinese(playwright: Playwright, site: Site, tmp_path: Path) -> None:
    walk = Walk(playwright, site, tmp_path / "walk")
    faults: list[str] = []
    for name, step in PHONE:
        step(walk)
        walk.page.wait_for_timeout(300)
        faults += faults_of(walk.page, name)
    walk.context.close()
    assert faults == []


def test_every_address_in_english(
    playwright: Playwright, site: Site, trade: Trade, tmp_path: Path
) -> None:
    walk = Walk(playwright, site, tmp_path / "walk")
    walk.sign_in_and_wait()
    walk.open_untouched()
    walk.start()
    draft, items = walk.draft, one_item_of_each_type(walk)
    walk.go("/me")
    walk.find("language-en").click()
    faults: list[str] = []
    below = [f"/inspect/{draft}/{item}" for item in items]
    for path in ("/", "/premises", "/outbox", "/scan", "/me", "/rescue", f"/seal/{draft}", *below):
        walk.go(path)
        walk.page.wait_for_timeout(800)
        faults += faults_of(walk.page, path.replace(draft, "draft"))
    walk.context.close()
    assert faults == []


def one_item_of_each_type(walk: Walk) -> list[str]:
    return list(
        {item["type"]: id for id, item in walk.items.items() if id in walk.answers}.values()
    )
