"""Takes screenshots of every checklist at two phone sizes, in both languages, and of its pages."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Playwright, ViewportSize

from script.shots import Shots
from tests.browser.chromium import open_desk
from tests.browser.deciding import sign_in_at_desk
from tests.browser.inspector import Inspector
from tests.browser.plan import Plan
from tests.browser.register import Place, inspections_at
from tests.browser.server import Site
from tests.browser.test_lift import fill_in_profile
from tests.browser.test_site import Sheets, fill_in, say_what_is_here
from tests.browser.trade import TAOPU, Trade, approve_all, set_up

PHONES: dict[str, ViewportSize] = {
    "zh": {"width": 390, "height": 844},
    "en": {"width": 320, "height": 640},
}
DESK: ViewportSize = {"width": 1440, "height": 900}
SCORED = "construction-jgj59"
SEEN_BY_CHEN = ("market", "stall", "elevator", "estate", "construction_site", "unit_work")
DESIGNATED = ("food_shop", "food_online", "food_street", "consumer_unit", "canteen_elderly")


@dataclass(frozen=True)
class Tour:
    """One checklist to take screens of; `fail` are items to fail, `work` is the unit work."""

    code: str
    place: Place
    fail: tuple[str, ...] = ()
    work: Place | None = None

    @property
    def door(self) -> str:
        return f"/premises/{(self.work or self.place).id}"


FAILING = {
    "stall": ("stall.scale-verified", "stall.cold-temp"),
    "food-shop": ("shop.bright", "shop.cold-temp"),
    "food-street": ("street.red-count",),
    "construction-special": ("special.hot-work",),
}


def tours(trade: Trade) -> Iterator[Tour]:
    yield Tour("market", trade.market, ("market.pest",))
    yield Tour("elevator", trade.old_lift, ("elevator.alarm-call", "elevator.brake"))
    tower = trade.towers[0]
    yield Tour("construction-acceptance", trade.works_site, ("acceptance.files",), tower)
    yield Tour(SCORED, trade.crane_site)
    for code, place in trade.one_of.items():
        yield Tour(code, place, FAILING.get(code, ()))


def take_kinds(playwright: Playwright, site: Site, profile: Path, shots: Shots) -> None:
    if not shots.may_want("kind-"):
        return
    trade = set_up(site)
    scopes = [f"{TAOPU}:{kind}" for kind in (*SEEN_BY_CHEN, *DESIGNATED)]
    site.command("user", "scope", "chen", *(word for one in scopes for word in ("--add", one)))
    mei = Inspector(playwright, site, profile.with_name("mei"))
    mei.sign_in(trade.mei)
    walk = KindWalk(mei, trade.second, shots)
    wanted = [tour for tour in tours(trade) if shots.may_want(f"kind-{tour.code}-")]
    for tour in wanted:
        walk.play(tour)
    walk.take("lists", ["/", "/premises", "/outbox"])
    families = (trade.market, trade.estate, trade.works_site, trade.towers[1], trade.young_lift)
    walk.take("family", [f"/premises/{place.id}" for place in families])
    mei.context.close()
    take_pages(playwright, site, profile.with_name("chen"), shots, wanted)


class KindWalk:
    """Plays a tour on the phone and takes its screens."""

    def __init__(self, mei: Inspector, second: str, shots: Shots) -> None:
        self.mei, self.second, self.shots = mei, second, shots

    def play(self, tour: Tour) -> None:
        mei = self.mei
        mei.go(tour.door)
        mei.find("start").click()
        if tour.code in (SCORED, "construction-special"):
            mei.find(f"choose-{tour.code}").click()
        parts = self.fill_in(tour)
        draft = mei.draft if "/inspect/" in mei.page.url else mei.page.url.rsplit("/", 1)[1]
        paths = [f"/inspect/{draft}/{part}" for part in parts]
        self.take(tour.code, [tour.door, *paths, f"/inspect/{draft}", f"/seal/{draft}"])
        mei.go(f"/seal/{draft}")
        mei.sign_off(self.second)
        if mei.find("handling-rework").count():
            mei.find("handling-rework").click()
        mei.seal()
        self.shots.take(mei.page, f"kind-{tour.code}-sealed")
        mei.deliver()
        approve_all(mei.site, tour.place)
        self.take(f"{tour.code}-record", [f"/outbox/{draft}", tour.door])

    def fill_in(self, tour: Tour) -> list[str]:
        """Answer everything; return the items whose screens are worth taking."""
        mei = self.mei
        if tour.code == SCORED:
            say_what_is_here(mei)
            tables = Sheets(mei.site, tour.place.attrs).tables
            for sheet in tables:
                fill_in(mei, sheet)
            mei.find("next").click()
            mei.page.wait_for_url("**/seal/**")
            return [quote(f"{sheet['table']}[{sheet['label']}]", safe="") for sheet in tables[-2:]]
        mei.page.wait_for_url("**/inspect/*/*")
        if tour.code == "elevator":
            fill_in_profile(mei)
        plan = Plan(mei.site, tour.place, tour.code, tour.fail)
        plan.play(mei)
        return telling(plan)

    def take(self, name: str, paths: list[str]) -> None:
        """Take screens of these paths in each language at its size; then switch back to Chinese."""
        for language, size in PHONES.items():
            self.mei.page.set_viewport_size(size)
            self.speak(language)
            for number, path in enumerate(paths):
                self.mei.go(path)
                self.shots.take(self.mei.page, f"kind-{name}-{number}-{language}", whole=True)
        self.mei.page.set_viewport_size(PHONES["zh"])
        self.speak("zh")

    def speak(self, language: str) -> None:
        self.mei.go("/me")
        self.mei.find(f"language-{language}").click()


def telling(plan: Plan) -> list[str]:
    """Return the failed items, and the first item of each answer type."""
    types: dict[str, str] = {}
    for item in plan.asked:
        shape = plan.items[item]["type"] + ("+" if plan.items[item]["parts"] else "")
        types.setdefault(shape, item)
    return list(dict.fromkeys([*plan.fail, *types.values()]))


def take_pages(
    playwright: Playwright, site: Site, profile: Path, shots: Shots, played: list[Tour]
) -> None:
    """Take a tour's wide screens at the desk, and narrow ones of the public page."""
    context = open_desk(playwright, profile, base_url=site.base)
    page = context.pages[0]
    sign_in_at_desk(page, site, site.account_of("chen"))
    for tour in played:
        [(inspection, _), *_] = inspections_at(site, tour.place)
        public = f"/q/{(tour.work or tour.place).token}"
        for language, narrow in PHONES.items():
            for what, path, size in (
                ("desk", f"/desk/inspections/{inspection}", DESK),
                ("desk-place", f"/desk{tour.door}", DESK),
                ("public", public, narrow),
            ):
                page.set_viewport_size(size)
                page.goto(f"{path}?lang={language}")
                shots.take(page, f"kind-{tour.code}-{what}-{language}", whole=True)
    context.close()
