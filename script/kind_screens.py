"""Every checklist once, at the sizes of two phones and in both languages: its premises, one item of
each type, the seal, the record; then the same inspection at the desk and behind the posted code."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, Playwright

from tests.browser.chromium import open_desk
from tests.browser.deciding import sign_in_at_desk
from tests.browser.inspector import Inspector
from tests.browser.plan import Plan
from tests.browser.register import Place, inspections_at
from tests.browser.server import Site
from tests.browser.test_lift import fill_in_profile
from tests.browser.trade import Trade, approve_all

PHONES = {"zh": {"width": 390, "height": 844}, "en": {"width": 320, "height": 640}}
DESKS = {"zh": {"width": 1440, "height": 900}, "en": {"width": 1440, "height": 900}}


@dataclass(frozen=True)
class Tour:
    """What fails is what the screens should be able to show."""

    code: str
    place: Place
    fail: tuple[str, ...] = ()
    work: Place | None = None


def tours(trade: Trade) -> Iterator[Tour]:
    yield Tour("market", trade.market, ("market.pest",))
    yield Tour("elevator", trade.old_lift, ("elevator.alarm-call", "elevator.brake"))
    site, tower = trade.works_site, trade.towers[0]
    yield Tour("construction-acceptance", site, ("acceptance.files",), tower)
    for code, place in trade.one_of.items():
        yield Tour(code, place, FAILING.get(code, ()))


FAILING = {
    "stall": ("stall.scale-verified", "stall.cold-temp"),
    "food-shop": ("shop.bright", "shop.cold-temp"),
    "food-street": ("street.red-count",),
    "construction-special": ("special.hot-work",),
}


class KindWalk:
    """Plays one tour and takes its screens."""

    def __init__(self, mei: Inspector, site: Site, second: str, folder: Path) -> None:
        self.mei, self.site, self.second, self.folder = mei, site, second, folder

    def play(self, tour: Tour) -> None:
        mei, plan = self.mei, Plan(self.site, tour.place, tour.code, tour.fail)
        premises = f"/premises/{(tour.work or tour.place).id}"
        mei.go(premises)
        mei.find("start").click()
        if tour.code == "construction-special":
            mei.find(f"choose-{tour.code}").click()
        mei.page.wait_for_url("**/inspect/*/*")
        if tour.code == "elevator":
            fill_in_profile(mei)
        plan.play(mei)
        draft = mei.page.url.rsplit("/", 1)[1]
        items = [f"/inspect/{draft}/{item}" for item in self.telling(plan)]
        self.take(tour.code, [premises, *items, f"/inspect/{draft}", f"/seal/{draft}"])
        mei.go(f"/seal/{draft}")
        mei.sign_off(self.second)
        if mei.find("handling-rework").count():
            mei.find("handling-rework").click()
        mei.seal()
        self.shoot(f"{tour.code}-sealed")
        mei.deliver()
        approve_all(self.site, tour.place)
        self.take(f"{tour.code}-record", [f"/outbox/{draft}", premises])

    def telling(self, plan: Plan) -> list[str]:
        """What fails, and the first item of each answer type."""
        types: dict[str, str] = {}
        for item in plan.asked:
            shape = plan.items[item]["type"] + ("+" if plan.items[item]["parts"] else "")
            types.setdefault(shape, item)
        return list(dict.fromkeys([*plan.fail, *types.values()]))

    def take(self, name: str, paths: list[str]) -> None:
        """In each language at its size; the phone stays Chinese."""
        for language, size in PHONES.items():
            self.mei.page.set_viewport_size(size)
            self.speak(language)
            for number, path in enumerate(paths):
                self.mei.go(path)
                self.shoot(f"{name}-{number}-{language}")
        self.mei.page.set_viewport_size(PHONES["zh"])
        self.speak("zh")

    def speak(self, language: str) -> None:
        self.mei.go("/me")
        self.mei.find(f"language-{language}").click()

    def shoot(self, name: str) -> None:
        self.mei.page.wait_for_load_state("networkidle")
        self.mei.page.wait_for_timeout(250)
        self.mei.page.screenshot(path=self.folder / f"kind-{name}.png", full_page=True)


def take_pages(
    playwright: Playwright, site: Site, profile: Path, folder: Path, all_: list[Tour]
) -> None:
    """The same inspections at the desk, wide, and behind the posted code, narrow."""
    context = open_desk(playwright, profile, base_url=site.base)
    page = context.pages[0]
    sign_in_at_desk(page, site, site.account_of("chen"))
    for tour in all_:
        [(inspection, _), *_] = inspections_at(site, tour.place)
        for language in ("zh", "en"):
            shoot(
                page,
                f"/desk/inspections/{inspection}?lang={language}",
                folder / f"desk-{tour.code}-{language}.png",
                DESKS["zh"],
            )
            shoot(
                page,
                f"/desk/premises/{(tour.work or tour.place).id}?lang={language}",
                folder / f"desk-{tour.code}-premises-{language}.png",
                DESKS["zh"],
            )
            shoot(
                page,
                f"/q/{tour.place.token}?lang={language}",
                folder / f"public-{tour.code}-{language}.png",
                PHONES[language],
            )
    context.close()


def shoot(page: Page, path: str, to: Path, size: dict) -> None:
    page.set_viewport_size(size)
    page.goto(path)
    page.wait_for_load_state("networkidle")
    page.screenshot(path=to, full_page=True)
