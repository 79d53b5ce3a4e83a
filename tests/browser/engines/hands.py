"""An inspector's hands in a browser that Playwright does not know: by the marks for tests alone."""

import time
from pathlib import Path
from typing import Any, Protocol

from tests.browser.pictures import small_picture
from tests.browser.server import Account, Site

SLOW = 60
# Stands before each function: the marked things that are there.
MARKED = 'const marked = (name) => [...document.querySelectorAll(`[data-test="${name}"]`)];'
WRITE = """(selector, text) => {
  const field = document.querySelector(selector);
  const kind = field instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement;
  Object.getOwnPropertyDescriptor(kind.prototype, "value").set.call(field, text);
  field.dispatchEvent(new Event("input", {bubbles: true}));
  field.dispatchEvent(new Event("change", {bubbles: true}));
}"""


class Browser(Protocol):
    """What a browser must be able to do."""

    def open(self, url: str) -> None: ...
    def run(self, function: str, *given: Any) -> Any: ...
    def hand_over(self, selector: str, file: Path) -> None: ...
    def draw(self, x: int, y: int) -> None: ...


class Hands:
    """One person at one browser."""

    def __init__(self, browser: Browser, site: Site, folder: Path) -> None:
        self.browser, self.site, self.folder = browser, site, folder
        self.pictures = 0

    def go(self, path: str) -> None:
        self.browser.open(f"{self.site.base}{path}")

    def count(self, name: str) -> int:
        return int(self.browser.run(f"(name) => {{ {MARKED} return marked(name).length; }}", name))

    def text(self, name: str) -> str:
        function = f"(name) => {{ {MARKED} return marked(name)[0]?.textContent ?? ''; }}"
        return str(self.browser.run(function, name))

    def wait(self, name: str, says: str = "", seconds: int = SLOW) -> None:
        """Until it is there, and says this."""
        self.until(lambda: self.count(name) > 0 and says in self.text(name), name, seconds)

    def until(self, holds: Any, what: str, seconds: int = SLOW) -> None:
        deadline = time.monotonic() + seconds
        while not holds():
            assert time.monotonic() < deadline, f"no {what}: {self.seen()}"
            time.sleep(0.1)

    def seen(self) -> str:
        """Where one is and what is written there, for who reads why a test failed."""
        told = "() => `${location.pathname}: ${document.body.innerText.slice(0, 300)}`"
        return str(self.browser.run(told))

    def click(self, name: str, containing: str = "") -> None:
        self.wait(name)
        function = f"""(name, text) => {{ {MARKED}
          marked(name).find((one) => one.textContent.includes(text)).click(); }}"""
        self.browser.run(function, name, containing)

    @property
    def path(self) -> str:
        return str(self.browser.run("() => location.pathname"))

    def sign_in(self, account: Account) -> None:
        self.go("/")
        self.browser.run("() => localStorage.setItem('inspect.language', 'zh')")
        # These hands go on by themselves.
        self.browser.run("() => localStorage.setItem('inspect.auto-next', 'off')")
        self.go("/")
        self.wait("sign-in")
        self.browser.run(WRITE, "input[name=user]", account.user)
        self.browser.run(WRITE, "input[name=password]", account.password)
        self.click("sign-in")
        self.click("bar-premises")
        self.wait("premises-row")
        there = "() => [...document.querySelectorAll('time')].some((t) => /名录/.test(t.innerText))"
        self.until(lambda: self.browser.run(there), "list of today")
        self.browser.run("() => navigator.serviceWorker.ready.then(() => true)")
        in_charge = "() => navigator.serviceWorker.controller !== null"
        self.until(lambda: self.browser.run(in_charge), "worker in charge")

    def answer(self, item: dict[str, Any], answer: dict[str, Any]) -> None:
        value = answer["value"]
        if item["type"] == "pass_fail" or value == "na":
            self.click(f"answer-{value}")
        elif item["type"] == "number":
            for sign in (*f"{abs(value):g}", *(["sign"] if value < 0 else [])):
                self.click(f"pad-{sign}")
        elif item["type"] in ("choice", "choices"):
            for option in [value] if isinstance(value, str) else value:
                self.click(f"option-{option}")
        else:
            raise AssertionError(f"no hands for {item['type']}")
        self.wait("saved", "已存本机")

    def take_photo(self) -> None:
        before = self.count("photo")
        self.pictures += 1
        picture = small_picture(7_000_000 + self.pictures)
        file = self.folder / picture["name"]
        file.write_bytes(picture["buffer"])
        self.browser.hand_over('[data-test="camera-input"]', file)
        self.until(lambda: self.count("photo") == before + 1, "photo")
        kept = f"""() => {{ {MARKED}
          return marked("photo").every((one) => one.textContent.includes("已存本机")); }}"""
        self.until(lambda: self.browser.run(kept), "stored photo")

    def next(self) -> None:
        here = self.path
        self.click("pad-next" if self.count("pad-next") else "next")
        self.until(lambda: self.path != here, "next item")

    def sign(self, button: str) -> None:
        self.click(button)
        self.wait("sign-pad")
        place = f"""() => {{ {MARKED}
          const pad = marked("sign-pad")[0];
          pad.scrollIntoView();
          const box = pad.getBoundingClientRect();
          return [Math.round(box.x), Math.round(box.y)]; }}"""
        x, y = self.browser.run(place)
        self.pictures += 1
        self.browser.draw(x + 30, y + 40 + self.pictures)
        self.click("sign-use")
        self.until(lambda: self.count("sign-pad") == 0, "end of the signature")
