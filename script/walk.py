"""One phone's walk through every screen, for the screenshots."""

import json
from collections.abc import Callable
from typing import Any

from playwright.sync_api import expect

from inspect_app.demo.drawings.placeholders import draw_photo
from inspect_app.demo.records.subjects import scene_of
from tests.bodies import passing_answers
from tests.browser.inspector import PICTURES, SLOW, Inspector
from tests.browser.register import Place, ask, uncovered_school

FAILED_NOTE = "许可证已过期 12 天，已责令停止供餐"


class Walk(Inspector):
    """An inspector who opens every screen once."""

    place: Place
    items: dict[str, dict[str, Any]]
    answers: dict[str, dict[str, Any]]
    open_ones: list[str]

    def fail_to_sign_in(self) -> None:
        self.page.get_by_label("用户名").fill("lin")
        self.page.get_by_label("密码", exact=True).fill("not the password")
        self.find("sign-in").click()
        expect(self.page.locator('[data-test^="problem-"]')).to_be_visible()

    def sign_in_and_wait(self) -> None:
        account = self.site.account("inspector")
        self.sign_in(account)
        self.plan(uncovered_school(self.site, account.user))
        self.go("/")

    def plan(self, place: Place) -> None:
        """Compute the answers before the walk, all of which pass."""
        shown = json.loads(self.site.command("checklists", "show", "canteen-school", "--json"))
        [(today,)] = ask(self.site, "select date('now', '+8 hours')")
        given = {"premises": {"kind": "canteen_school", "attrs": place.attrs}, "on": today}
        self.place = place
        self.items = {item["id"]: item for item in shown["items"]}
        self.answers = passing_answers(shown, given, ())
        self.open_ones = list(self.answers)

    def open_untouched(self) -> None:
        self.go(f"/premises/{self.place.id}")

    def fail_here(self) -> None:
        self.find("answer-fail").click()
        self.picture()
        self.find("note").fill(FAILED_NOTE)
        self.saved()
        self.open_ones.remove(self.item)

    def picture(self) -> None:
        drawn = draw_photo(scene_of(self.item), next(PICTURES))
        before = self.find("photo").count()
        self.find("camera-input").set_input_files(
            [{"name": "IMG.jpg", "mimeType": "image/jpeg", "buffer": drawn}]
        )
        expect(self.find("photo")).to_have_count(before + 1, timeout=SLOW)

    def open_sections(self) -> None:
        self.go(f"/inspect/{self.draft}")
        self.find("ruler").click()

    @property
    def draft(self) -> str:
        """Return the draft's id from the address of an item or of the seal."""
        return self.page.url.removeprefix(self.site.base).split("/")[2]

    def open_seal(self) -> None:
        self.go(f"/seal/{self.draft}")

    def answer_until(self, kind: str) -> None:
        """Answer items in order up to the first of this type, and open that one."""
        for item in list(self.open_ones):
            self.go(f"/inspect/{self.draft}/{item}")
            if self.items[item]["type"] == kind:
                return
            self.answer_here(item)

    def answer_the_rest(self) -> None:
        for item in list(self.open_ones):
            self.go(f"/inspect/{self.draft}/{item}")
            self.answer_here(item)
        self.go(f"/seal/{self.draft}")

    def answer_here(self, item: str) -> None:
        if self.items[item]["type"] == "number":
            self.open_pad()
            self.find("pad-clear").click()
        self.answer(self.items[item], self.answers[item])
        if self.find("take-photo").count() and not self.find("photo").count():
            self.picture()
        self.open_ones.remove(item)

    def begin_signing(self) -> None:
        self.find("person").first.click()
        self.find("sign-own").click()

    def finish_signing(self) -> None:
        self.page.keyboard.press("Escape")
        self.sign("sign-own")
        self.sign("sign-second")
        self.find("present-name").fill("吴敏（示例）")
        self.sign("sign-present")
        self.cut_network()

    def send(self) -> None:
        self.restore_network()
        self.go("/outbox")
        expect(self.job()).to_have_attribute("data-state", "received", timeout=60_000)

    def open_returned(self) -> None:
        self.go("/")
        self.find("returned-row").first.click()
        self.page.wait_for_url("**/inspect/*/*")

    def leave_to_today(self) -> None:
        """Go to today's page; a bare `/` would lead back into the open inspection."""
        self.go("/premises")
        self.go_to("today")

    def open_draft(self) -> None:
        self.leave_to_today()
        self.find("draft-row").first.click()
        self.page.wait_for_url("**/inspect/*/*")

    def look(self, mark: str, then: Callable[[], object] | None = None) -> None:
        self.go("/me")
        self.find(mark).click()
        (then or self.leave_to_today)()

    def close_sheet(self, then: str) -> None:
        self.page.keyboard.press("Escape")
        self.find(then).click()

    def propose(self) -> None:
        self.open_untouched()
        self.find("propose").click()

    def practise(self) -> None:
        self.go("/me")
        self.find("practice").click()
        expect(self.find("practice-home")).to_be_visible(timeout=SLOW)

    def type_code(self, code: str) -> None:
        if not self.find("scan-code").count():
            self.find("scan-type").click()
        self.find("scan-code").fill(code)
        self.find("scan-find").click()
