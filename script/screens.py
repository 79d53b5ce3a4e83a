"""Every screen once, on a server of its own with the demo district. The two tables are the list."""

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, Playwright, sync_playwright

from tests.browser.chromium import open_desk, open_phone
from tests.browser.phone_screens import SIGN_IN_SCREEN, sign_in
from tests.browser.server import Site, running_site

FOLDER = Path(__file__).parents[1] / "screenshots"
CAMERA = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
Step = Callable[[Page], None]


def tap(mark: str) -> Step:
    """Taps what carries this mark."""
    return lambda page: page.click(f'[data-test="{mark}"]')


def follow(address: str) -> Step:
    """Follows the first link that begins with the address."""
    return lambda page: page.click(f'a[href^="{address}"]')


def visit(path: str) -> Step:
    return lambda page: _open(page, path)


# In this order, on one phone: each step goes on from the screen before it.
PHONE: list[tuple[str, list[Step]]] = [
    ("today", []),
    ("premises", [tap("bar-premises")]),
    ("premises-search", [lambda page: page.fill('[data-test="search"]', "cy")]),
    ("premises-one", [tap("premises-row")]),
    ("inspect", [tap("start")]),
    ("inspect-fail", [tap("answer-fail")]),
    ("inspect-today", [visit("/")]),
    ("scan", [tap("bar-scan")]),
    ("outbox", [visit("/outbox")]),
    ("me", [visit("/me")]),
    ("me-outdoor", [tap("theme-outdoor")]),
    ("today-outdoor", [visit("/")]),
    ("today-dark", [visit("/me"), tap("theme-dark"), visit("/")]),
    ("today-en", [visit("/me"), tap("theme-light"), tap("language-en"), visit("/")]),
]
DESK: list[tuple[str, list[Step]]] = [
    ("overview", [visit("/desk/")]),
    ("reviews", [visit("/desk/reviews")]),
    ("inspection", [follow("/desk/inspections/")]),
    ("target", [visit("/desk/"), follow("/desk/targets/")]),
    ("premises", [visit("/desk/premises")]),
    ("premises-one", [follow("/desk/premises/")]),
    ("labels", [visit("/desk/premises"), follow("/desk/labels")]),
    ("people", [visit("/desk/people")]),
    ("sessions", [visit("/auth/sessions")]),
    ("password", [visit("/auth/password")]),
    ("missing", [visit("/desk/nothing-here")]),
]


def main() -> None:
    wanted = sys.argv[1] if len(sys.argv) > 1 else ""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        with running_site(Path(folder) / "instance") as site:
            for take in (take_phone, take_desk, take_public):
                take(playwright, Path(folder) / take.__name__, Shots(site, wanted))


class Shots:
    """Takes the wanted ones of a table, in its order."""

    def __init__(self, site: Site, wanted: str) -> None:
        self.site, self.wanted = site, wanted

    def take(self, page: Page, viewer: str, table: list[tuple[str, list[Step]]]) -> None:
        for name, steps in table:
            for step in steps:
                step(page)
            self.shoot(page, f"{viewer}-{name}")

    def shoot(self, page: Page, name: str) -> None:
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(300)  # sheets slide in
        if name.startswith(self.wanted):
            page.screenshot(path=FOLDER / f"{name}.png")
            sys.stdout.write(f"{name}.png\n")


def take_phone(playwright: Playwright, profile: Path, shots: Shots) -> None:
    context = open_phone(playwright, profile, *CAMERA, base_url=shots.site.base)
    page = first_page(context)
    page.goto("/")
    page.wait_for_selector(SIGN_IN_SCREEN)
    shots.shoot(page, "phone-sign-in")
    sign_in(page, shots.site.account("inspector"))
    shots.take(page, "phone", PHONE)
    context.close()


def take_desk(playwright: Playwright, profile: Path, shots: Shots) -> None:
    context = open_desk(playwright, profile, base_url=shots.site.base)
    page = first_page(context)
    page.goto("/auth/sign-in")
    shots.shoot(page, "desk-sign-in")
    account = shots.site.account("supervisor")
    page.fill("input[name=user]", account.user)
    page.fill("input[name=password]", account.password)
    page.click("form .button-next")
    page.wait_for_url("**/desk/**")
    shots.take(page, "desk", DESK)
    context.close()


def take_public(playwright: Playwright, profile: Path, shots: Shots) -> None:
    for viewer, opened in (("phone", open_phone), ("desk", open_desk)):
        context = opened(playwright, profile / viewer, base_url=shots.site.base)
        page = first_page(context)
        for name, path in (("plan", "/plan"), ("unknown-code", "/q/nothing")):
            page.goto(path)
            shots.shoot(page, f"public-{name}-{viewer}")
        context.close()


def first_page(context: BrowserContext) -> Page:
    page = context.pages[0]
    page.set_default_timeout(15_000)
    return page


def _open(page: Page, path: str) -> None:
    page.goto(path)


if __name__ == "__main__":
    main()
