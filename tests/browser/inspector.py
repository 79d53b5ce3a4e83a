"""An inspector's hands: what a person does on the phone's screens, step by step."""

import os
import re
import signal
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Error, Locator, Page, Playwright, expect

from tests.browser.chromium import open_phone
from tests.browser.manners import ZH_ONLINE, Manner
from tests.browser.pictures import FilePayload, small_picture, twelve_megapixels
from tests.browser.register import Place
from tests.browser.server import Account, Site

SLOW = 20_000
# One server serves a whole round: the same bytes taken twice would be one photo there.
PICTURES = count(1)


SHOW = """(path) => {
  history.pushState(null, "", path);
  dispatchEvent(new PopStateEvent("popstate"));
}"""


# Release 1.0.0 called its shrunk copies originals.
KEPT = re.compile("已存本机|原图已存|Saved")


class Inspector:
    """One phone with a profile that survives a kill."""

    def __init__(
        self,
        playwright: Playwright,
        site: Site,
        profile: Path,
        *flags: str,
        manner: Manner = ZH_ONLINE,
    ) -> None:
        self.playwright, self.site, self.profile, self.flags = playwright, site, profile, flags
        self.manner, self.says = manner, manner.says
        self.signatures = 0
        self.context: BrowserContext
        self.page: Page
        self.open()

    def open(self, *, offline: bool = False) -> None:
        self.context = open_phone(
            self.playwright, self.profile, *self.flags, locale=self.manner.locale
        )
        self.context.set_offline(offline)
        self.page = self.context.pages[0]

    def put_away(self) -> None:
        """Closes the browser in peace: Chromium writes its cookies down only every half minute."""
        self.context.close()
        self.open()

    def change(self, manner: Manner) -> None:
        """Goes on with this phone in another manner."""
        before, self.manner, self.says = self.manner, manner, manner.says
        if manner.language != before.language:
            self.put_away()

    def arrive(self) -> None:
        """On site: there is a network or there is none, as the manner has it."""
        self.context.set_offline(self.manner.offline)

    def kill(self) -> None:
        """SIGKILL to every process of this profile: no unload event, no flush."""
        for entry in Path("/proc").iterdir():
            with suppress(OSError):
                if entry.name.isdigit() and str(self.profile) in _command(entry):
                    os.kill(int(entry.name), signal.SIGKILL)
        with suppress(Error):
            self.context.close()

    def cut_network(self) -> None:
        self.context.set_offline(True)

    def restore_network(self) -> None:
        self.context.set_offline(False)

    def go(self, path: str) -> None:
        self.page.goto(f"{self.site.base}{path}")

    def show(self, path: str) -> None:
        """Another screen of the app that is open: nothing is loaded again."""
        self.page.evaluate(SHOW, path)

    def find(self, name: str) -> Locator:
        return self.page.locator(f'[data-test="{name}"]')

    def tap_twice(self, name: str) -> None:
        """A hurried thumb: the second tap comes before the first has had its effect."""
        self.find(name).evaluate("(button) => { button.click(); button.click(); }")

    def sign_in(self, account: Account) -> None:
        """Signs in and waits until the lists are on the phone and the worker is in charge."""
        self.go("/")
        self.give_password(account)
        self.go_to("premises")
        expect(self.find("premises-row").first).to_be_visible(timeout=SLOW)
        # The day of the list is told once everything was pulled, people and checklists too.
        day = self.page.locator("time", has_text=self.says("premises.list-of", time=""))
        expect(day).to_be_visible(timeout=SLOW)
        self.page.evaluate("navigator.serviceWorker.ready.then(() => null)")
        self.put_away()

    def give_password(self, account: Account) -> None:
        self.page.get_by_label(self.says("signin.user")).fill(account.user)
        password = self.page.get_by_label(self.says("signin.password"), exact=True)
        password.fill(account.password)
        self.find("sign-in").click()

    def go_to(self, place: str) -> None:
        self.find(f"bar-{place}").click()

    def start(self) -> None:
        self.find("start").click()
        self.begin_again()

    def begin_again(self) -> None:
        """Tests share premises: where one of them was today, the phone asks first."""
        again = self.find("inspect-again")
        self.until(lambda: "/inspect/" in self.page.url or again.count() > 0)
        if again.count():
            again.click()
        self.page.wait_for_url("**/inspect/**")

    @property
    def item(self) -> str:
        """The id of the item on screen, from its address."""
        self.page.wait_for_url("**/inspect/*/*")
        return self.page.url.rsplit("/", 1)[1]

    @property
    def draft(self) -> str:
        return self.page.url.split("/inspect/")[1].split("/")[0]

    def answer(self, item: dict[str, Any], answer: dict[str, Any]) -> None:
        """As the protocol writes it: a value, numbers beside it, a note."""
        value, kind = answer["value"], item["type"]
        if kind == "pass_fail" or value == "na":
            self.find(f"answer-{value}").click()
        elif kind == "number":
            self.press(value)
        elif kind in ("date", "date_future", "age_days"):
            self.find("day").fill(value)
        elif kind == "weigh":
            self.find(f"tier-{value['tier']}").click()
        elif kind == "text":
            self.find("text").fill(value)
        elif kind in ("choice", "choices"):
            for option in [value] if isinstance(value, str) else value:
                self.find(f"option-{option}").click()
        for name, number in self.numbers_of(answer).items():
            self.press_part(name, number)
        if answer.get("note"):
            self.find("note").fill(answer["note"])
        self.saved()

    def numbers_of(self, answer: dict[str, Any]) -> dict[str, float]:
        value = answer["value"] if isinstance(answer["value"], dict) else {}
        numbers = {**value, **answer.get("parts", {})}
        return {name: number for name, number in numbers.items() if name != "tier"}

    def press_part(self, name: str, number: float) -> None:
        """One of several numbers: the pad writes into the line that is chosen."""
        line = self.find(f"part-{name}")
        if line.get_attribute("aria-pressed") != "true":
            line.click()
        self.press(number)

    def press(self, number: float) -> None:
        """On the number pad, digit by digit."""
        self.open_pad()
        text = f"{abs(number):g}"
        for sign in text:
            self.page.locator(f'[data-test="pad-{sign}"]').click()
        if number < 0:
            self.find("pad-sign").click()

    def open_pad(self) -> None:
        """It is folded where a number stands already."""
        expect(self.find("pad-open").or_(self.find("pad-0"))).to_be_visible()
        if self.find("pad-open").count():
            self.find("pad-open").click()

    def saved(self) -> None:
        expect(self.find("saved")).to_contain_text(self.says("inspect.saved", time="").strip())

    def take_photo(self) -> None:
        """A new 12 megapixel picture; done when the strip counts it as stored."""
        self.take(twelve_megapixels(next(PICTURES)))

    def take_small_photo(self) -> None:
        """The same where the number of photos matters and not their size."""
        self.take(small_picture(next(PICTURES)))

    def take(self, picture: FilePayload) -> None:
        before = self.find("photo").count()
        self.find("camera-input").set_input_files([picture])
        expect(self.find("photo")).to_have_count(before + 1, timeout=SLOW)
        expect(self.find("photo").last).to_contain_text(KEPT, timeout=SLOW)

    def next(self) -> None:
        here = self.page.url
        button = self.find("pad-next") if self.find("pad-next").count() else self.find("next")
        button.click()
        self.page.wait_for_url(lambda url: url != here)

    def sign(self, button: str) -> None:
        """Writes into the signature box that a button opens, each time something else."""
        self.signatures += 1
        self.find(button).click()
        expect(self.find("sign-pad")).to_be_visible()
        box = self.find("sign-pad").bounding_box()
        assert box is not None
        self.page.mouse.move(box["x"] + 30, box["y"] + 40)
        self.page.mouse.down()
        for step in range(6):
            self.page.mouse.move(
                box["x"] + 30 + step * 30, box["y"] + 40 + (step % 2) * 20 * self.signatures
            )
        self.page.mouse.up()
        self.find("sign-use").click()
        expect(self.find("sign-pad")).to_have_count(0, timeout=SLOW)

    def pick_second(self, name: str) -> None:
        self.find("pick-second").click()
        self.find("person").filter(has_text=name).click()
        expect(self.find("sign-second")).to_be_visible()

    def until(self, holds: Callable[[], bool], seconds: int = 60) -> None:
        """Lets the phone go on until something is true elsewhere."""
        for _ in range(seconds * 4):
            if holds():
                return
            self.page.wait_for_timeout(250)
        assert holds()

    def sign_off(self, second: str) -> None:
        """Both inspectors sign; nobody is there to sign for the place."""
        if not self.find("sign-second").count():
            self.pick_second(second)
        self.find("refuse").click()
        self.page.locator("dialog .phrase").first.click()
        self.find("refuse-save").click()
        self.sign("sign-own")
        self.sign("sign-second")

    def fetch(self) -> None:
        """With a network: what was registered or decided since the last pull."""
        self.restore_network()
        self.go("/outbox")
        self.find("retry").click()
        expect(self.find("retry")).not_to_have_attribute("aria-busy", "true", timeout=SLOW)

    def learn(self, place: Place) -> None:
        """Opens what was registered today; the phone pulls it, and what lies under it."""
        self.fetch()
        self.go(f"/premises/{place.id}")
        below = self.page.locator('[data-test="child-row"], [data-test="children-all"]')
        expect(below.first).to_be_visible(timeout=SLOW)

    def deliver(self) -> None:
        """With a network again, until nothing waits on this phone."""
        self.restore_network()
        self.go("/outbox")
        self.find("retry").click()
        expect(self.find("outbox-count")).to_have_text("0", timeout=60_000)

    def says_result(self, score: dict[str, Any], kind: str = "") -> str:
        """How this phone calls what a score came to."""
        return self.manner.says_result(score["result"], kind)

    def seal(self) -> None:
        self.find("seal").click()
        expect(self.find("sealed")).to_be_visible(timeout=SLOW)

    def job(self) -> Locator:
        return self.find("job").first


def _command(process: Path) -> str:
    return (process / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
