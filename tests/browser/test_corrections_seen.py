"""The phone's screens of corrections, for who does not see well: small, wide, light, dark, both
languages."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, expect

from tests.browser.axe import findings
from tests.browser.inspector import SLOW
from tests.browser.manners import EN_ONLINE, ZH_ONLINE
from tests.browser.nan import COLD, Nan, phone_of, seal_a_shop, send
from tests.browser.register import Place, inspections_at
from tests.browser.server import Site
from tests.browser.test_camera import FAKE
from tests.browser.trade import Trade, approve_all, books

pytestmark = pytest.mark.long

THEMES, WIDTHS = ("light", "dark"), (320, 390)
WIDER = "() => document.scrollingElement.scrollWidth > innerWidth"
SET_THEME = "(theme) => { document.documentElement.dataset.theme = theme }"


@pytest.fixture
def nan(playwright: Playwright, site: Site, trade: Trade, tmp_path: Path) -> Iterator[Nan]:
    with phone_of(playwright, site, tmp_path, *FAKE) as nan:
        yield nan


class Seen:
    """Collects what is wrong with each screen, and keeps a picture of it."""

    def __init__(self, nan: Nan, into: Path) -> None:
        self.nan, self.into, self.faults = nan, into, list[str]()

    def look(self, name: str) -> None:
        page, language = self.nan.page, self.nan.manner.language
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 844})
            for theme in THEMES:
                page.evaluate(SET_THEME, theme)
                page.wait_for_timeout(300)  # colours fade
                shot = f"{name}-{language}-{width}-{theme}"
                page.screenshot(path=self.into / f"{shot}.png", full_page=True)
                self.faults += [f"{shot}: {one}" for one in findings(page)]
                if page.evaluate(WIDER):
                    self.faults.append(f"{shot} is too wide")
        page.evaluate(SET_THEME, "light")


def test_every_screen_of_corrections_is_seen_by_all(
    nan: Nan, site: Site, trade: Trade, tmp_path: Path
) -> None:
    seen = Seen(nan, tmp_path)
    in_both(nan, lambda: look_at_none(seen))
    place = seal_a_shop(nan, site, trade)
    nan.deliver()
    [(inspection, _)] = inspections_at(site, place)
    in_both(nan, lambda: look_at_paper(seen, inspection))
    serve(nan, inspection)
    nan.deliver()
    approve_all(site, place)
    with books(site):
        send(place, COLD, nan.name)
    nan.fetch()
    in_both(nan, lambda: look_at_recheck(seen, place))
    assert seen.faults == []


def in_both(nan: Nan, do: Callable[[], None]) -> None:
    for manner in (EN_ONLINE, ZH_ONLINE):
        nan.change(manner)
        nan.context.grant_permissions(["camera"])
        do()


def look_at_none(seen: Seen) -> None:
    seen.nan.go("/notices")
    expect(seen.nan.page.locator("main .empty")).to_be_visible(timeout=SLOW)
    seen.look("notices-none")


def look_at_paper(seen: Seen, inspection: str) -> None:
    nan = seen.nan
    nan.go(f"/papers/{inspection}")
    expect(nan.find("ordered").first).to_be_visible(timeout=SLOW)
    seen.look("notice")
    nan.find("serve").click()
    expect(nan.find("serve-save")).to_be_visible(timeout=SLOW)
    seen.look("serve")


def serve(nan: Nan, inspection: str) -> None:
    nan.go(f"/papers/{inspection}")
    nan.find("serve").click()
    nan.find("serve-save").click()
    expect(nan.find("served")).to_be_visible(timeout=SLOW)


def look_at_recheck(seen: Seen, place: Place) -> None:
    nan = seen.nan
    nan.go("/")
    expect(nan.find("recheck-row")).to_be_visible(timeout=SLOW)
    expect(nan.find("served-row").first).to_be_visible(timeout=SLOW)
    seen.look("today")
    nan.go("/notices")
    expect(nan.find("notice-row").first).to_be_visible(timeout=SLOW)
    seen.look("notices")
    nan.go(f"/recheck/{place.id}")
    expect(nan.find("before")).to_be_visible(timeout=SLOW)
    seen.look("recheck")
    nan.find("take-photo").click()
    expect(nan.find("ghost")).to_be_visible(timeout=SLOW)
    seen.look("recheck-ghost")
    nan.page.keyboard.press("Escape")
