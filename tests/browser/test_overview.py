"""The overview in a real browser: keys move the panel, and no drawing or number leaves its box."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from inspect_app.plans.load import current_plan
from tests.browser.axe import findings
from tests.browser.deciding import sign_in_at_desk
from tests.browser.server import Site

TARGETS = [target.id for target in current_plan().targets]
WIDTHS = (1440, 1024, 390)
DAY = "as_of=2022-09-14"
# What is drawn or written, and the box that must hold it.
OUTSIDE = """() => {
  const boxes = ["td.scale-cell", ".multiple-box", ".multiples li", ".targets td", ".moves li",
                 ".targets th", ".streets-table td", ".streets-head", ".today"];
  const found = [];
  for (const box of document.querySelectorAll(boxes.join(","))) {
    const outer = box.getBoundingClientRect();
    if (!outer.width || getComputedStyle(box).clipPath !== "none") continue;
    for (const part of box.querySelectorAll("path, polyline, rect, a, b, span, p")) {
      const inner = part.getBoundingClientRect();
      if (!inner.width || part.closest(".sr")) continue;
      const head = part.closest("thead");
      if (head && getComputedStyle(head).position === "absolute") continue; // read aloud only
      if (inner.left < outer.left - 8 || inner.right > outer.right + 8)
        found.push(`${box.className || box.tagName}: ${part.outerHTML.slice(0, 80)}`);
    }
  }
  for (const page of [document.scrollingElement, document.querySelector(".main")])
    if (page.scrollWidth > page.clientWidth) found.push("the page is too wide");
  return found;
}"""
# A column so narrow that a name stands in it one sign a line.
SQUEEZED = """() => [...document.querySelectorAll(".targets tbody th, .multiples h3, .moves p")]
  .filter((one) => one.offsetParent && one.clientWidth < 70 && one.offsetHeight > 45)
  .map((one) => one.innerText)"""


def opened(desk: BrowserContext, site: Site) -> Page:
    page = desk.pages[0]
    sign_in_at_desk(page, site, site.account("administrator"))
    return page


def faults_at(page: Page, site: Site, width: int, asked: str) -> list[str]:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{site.base}/desk/?{asked}")
    found = page.evaluate(OUTSIDE) + page.evaluate(SQUEEZED)
    return [f"{width} {asked}: {one}" for one in found]


def test_j_and_k_move_the_panel_with_the_row(desk: BrowserContext, site: Site) -> None:
    page = opened(desk, site)
    page.goto(f"{site.base}/desk/?{DAY}&target={TARGETS[0]}")
    heading, names = page.locator("#streets"), page.locator(".targets .row-link")
    expect(heading).to_have_text(names.nth(0).inner_text())
    for key, row in (("j", 1), ("j", 2), ("k", 1)):
        page.keyboard.press(key)
        expect(page.locator(".targets tr[aria-current]")).to_contain_text(
            names.nth(row).inner_text()
        )
        expect(heading).to_have_text(names.nth(row).inner_text())
    expect(page).to_have_url(f"{site.base}/desk/?{DAY}&target={TARGETS[1]}")
    for _ in range(4):
        page.keyboard.press("j")
    expect(heading).to_have_text(names.nth(5).inner_text())


def test_no_drawing_leaves_its_box(desk: BrowserContext, site: Site) -> None:
    page = opened(desk, site)
    assert faults_at(page, site, 1024, f"{DAY}&target=elevator-monitor&lang=zh") == []


@pytest.mark.long
def test_no_drawing_of_any_target_leaves_its_box(desk: BrowserContext, site: Site) -> None:
    page = opened(desk, site)
    found = [
        fault
        for language in ("zh", "en")
        for target in TARGETS
        for width in WIDTHS
        for fault in faults_at(page, site, width, f"{DAY}&target={target}&lang={language}")
    ]
    for view in ("view=table", "wall=1", "area=310107005", "as_of=2026-09-14", "as_of=2021-01-01"):
        for width in WIDTHS:
            found += faults_at(page, site, width, f"{DAY}&{view}" if "as_of" not in view else view)
    assert found == []


@pytest.mark.long
def test_the_overview_is_seen_by_whoever_does_not_see_well(
    desk: BrowserContext, site: Site
) -> None:
    page = opened(desk, site)
    found = {}
    for asked in ("", "view=table", "area=310107005&department=scjgj"):
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(f"{site.base}/desk/?{DAY}&{asked}")
            found[asked, width] = findings(page)
    assert {where: what for where, what in found.items() if what} == {}


@pytest.mark.long
def test_paper_has_whole_names_and_says_of_when_it_is(desk: BrowserContext, site: Site) -> None:
    page = opened(desk, site)
    page.goto(f"{site.base}/desk/?{DAY}&lang=zh")
    page.set_viewport_size({"width": 1030, "height": 700})  # A4 across, within its margins
    page.emulate_media(media="print")
    assert page.evaluate(OUTSIDE) + page.evaluate(SQUEEZED) == []
    heads = page.locator(".print-only").filter(has_text="截至 2022年9月14日")
    expect(heads).to_have_count(2)
    expect(heads.first).to_be_visible()
    expect(page.locator(".rail")).to_be_hidden()
