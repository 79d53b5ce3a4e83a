"""Every target is large enough for a glove, and everything but a signature works by keyboard."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Playwright, expect

from script.screens import PHONE
from script.walk import Walk
from tests.browser.inspector import Inspector
from tests.browser.kept import look
from tests.browser.pictures import small_picture
from tests.browser.register import uncovered_school
from tests.browser.server import Site

pytestmark = pytest.mark.long

# What is drawn smaller than a fingertip, in any open sheet or page; a point less is rounding.
SMALL = """() => {
  const targets = "a[href], button, input, select, textarea, summary, [role=button]";
  const top = document.querySelector("dialog[open]") ?? document;
  return [...top.querySelectorAll(targets)]
    .filter((one) => one.checkVisibility() && !one.closest(".sr") && !one.matches(".sr, :disabled"))
    .map((one) => ({ one, box: one.getBoundingClientRect() }))
    .filter(({ box }) => box.width > 0 && (box.width < 47.5 || box.height < 47.5))
    .map(({ one, box }) => [
      one.dataset.test ?? one.className,
      one.innerText?.slice(0, 12),
      Math.round(box.width),
      Math.round(box.height),
    ].join(" "));
}"""
# The mark of what has the focus, and whether one sees that it has.
FOCUSED = """() => {
  const here = document.activeElement;
  const shown = getComputedStyle(here);
  return [here.dataset.test ?? "", shown.boxShadow !== "none" || shown.outlineStyle !== "none"];
}"""


def test_a_smaller_one_would_be_found(playwright: Playwright, site: Site, tmp_path: Path) -> None:
    phone = Walk(playwright, site, tmp_path / "phone")
    phone.go("/sign-in")
    expect(phone.find("sign-in")).to_be_visible()
    assert phone.page.evaluate(SMALL) == []
    phone.find("sign-in").evaluate(
        "(button) => { button.style.minHeight = button.style.height = '40px' }"
    )
    [found] = phone.page.evaluate(SMALL)
    assert found.startswith("sign-in") and found.endswith(" 40")
    phone.context.close()


def test_every_target_is_as_large_as_a_fingertip(
    playwright: Playwright, site: Site, tmp_path: Path
) -> None:
    walk = Walk(playwright, site, tmp_path / "walk")
    small: list[str] = []
    for name, step in PHONE:
        step(walk)
        walk.page.wait_for_timeout(300)
        small += [f"{name}: {one}" for one in walk.page.evaluate(SMALL)]
    walk.context.close()
    assert small == []


@pytest.fixture
def lin(playwright: Playwright, site: Site, tmp_path: Path) -> Iterator[Inspector]:
    """Before a canteen, offline: from here on no pointer but for signatures."""
    inspector = Inspector(playwright, site, tmp_path / "lin")
    inspector.sign_in(site.account_of("lin"))
    inspector.go(f"/premises/{uncovered_school(site, 'lin').id}")
    inspector.cut_network()
    yield inspector
    inspector.context.close()


def walk_to(page: Page, name: str) -> None:
    """Tab by tab, until this has the focus and shows it."""
    for _ in range(150):
        here, shown = page.evaluate(FOCUSED)
        if re.fullmatch(name, here):
            assert shown, f"{here} does not show its focus"
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no way to {name} by keyboard")


def press(page: Page, name: str, key: str = "Enter") -> None:
    walk_to(page, name)
    page.keyboard.press(key)


def begin(lin: Inspector) -> None:
    press(lin.page, "start")
    lin.begin_again()


def test_answers_are_given_by_keyboard(lin: Inspector) -> None:
    begin(lin)
    page = lin.page
    lin.show(f"/inspect/{lin.draft}/staff.hygiene")
    press(page, "answer-fail")
    with page.expect_file_chooser() as chosen:
        press(page, "take-photo")
    chosen.value.set_files([small_picture(7)])
    expect(lin.find("photo")).to_have_count(1)
    walk_to(page, "note")
    page.keyboard.type("手上有饰物")
    press(page, "deadline-3", "Space")
    lin.saved()
    lin.show(f"/inspect/{lin.draft}/raw.cold-temp")
    press(page, "pad-6")
    press(page, "pad-next")
    press(page, "pad-open")
    press(page, "pad-fold")
    press(page, "previous")
    assert lin.item != "raw.cold-temp"
    press(page, "ruler")
    press(page, "only-fail")
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)
    expect(lin.find("ruler")).to_be_focused()
    [draft] = look(page, "drafts")["drafts"]
    assert draft["answers"]["staff.hygiene"]["due_days"] == 3
    assert draft["answers"]["staff.hygiene"]["note"] == "手上有饰物"
    assert draft["answers"]["raw.cold-temp"]["value"] == 6


def test_a_visit_is_sealed_and_its_papers_are_read_by_keyboard(lin: Inspector) -> None:
    begin(lin)
    page = lin.page
    press(page, "ruler")
    press(page, "unable")
    press(page, "unable-closed")
    walk_to(page, "note")
    page.keyboard.type("铁门上锁")
    with page.expect_file_chooser() as chosen:
        press(page, "take-photo")
    chosen.value.set_files([small_picture(8)])
    expect(lin.find("photo")).to_have_count(1)
    press(page, "pick-second")
    press(page, "person")
    press(page, "seal")
    expect(lin.find("sealed")).to_be_visible()
    press(page, "to-papers")
    press(page, "tab-result")
    expect(lin.find("paper-result").last).to_have_text("未能检查")
    press(page, "tab-order")
    expect(page.get_by_text("没有可以责令改正的项")).to_be_visible()
    press(page, "tab-record")
    page.evaluate("window.print = () => { window.printed = true; }")
    press(page, "print")
    assert page.evaluate("window.printed")
    press(page, "back")
    press(page, "bar-today|back")
