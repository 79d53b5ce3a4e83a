"""Reading a revision at the desk: what was marked stays, keys reach everything, a second
submission shows what changed since it was returned."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, expect

from tests.browser.deciding import approve, sign_in_at_desk, supervisor
from tests.browser.inspector import Inspector
from tests.browser.manners import ZH_OFFLINE
from tests.browser.register import inspections_at
from tests.browser.server import Site
from tests.browser.test_desk import chen_at
from tests.browser.test_journey import (
    FAILED,
    REMARK,
    Plan,
    answer_everything,
    expect_received,
    mend,
    person,
    sign_and_seal,
)
from tests.browser.trade import new_school


@pytest.fixture
def lin(playwright: Playwright, site: Site, tmp_path: Path) -> Iterator[Inspector]:
    inspector = Inspector(playwright, site, tmp_path / "lin", manner=ZH_OFFLINE)
    yield inspector
    inspector.context.close()


def open_item(page: Page) -> str:
    return str(page.locator("details.review-item[open]").get_attribute("data-review-item"))


PARTS = (".queue", ".photos", ".review-items")


def draw_arrow(page: Page) -> None:
    page.keyboard.press("m")
    stage = page.locator("[data-photo] .photo-stage")
    box = stage.bounding_box()
    assert box
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.move(middle[0] - 60, middle[1] - 40)
    page.mouse.down()
    page.mouse.move(middle[0], middle[1], steps=4)
    page.mouse.up()


def marks(site: Site, inspection: str) -> int:
    with closing(sqlite3.connect(site.instance / "inspect.db")) as rows:
        query = "select count(*) from review_seen where inspection_id = ?"
        return int(rows.execute(query, (inspection,)).fetchone()[0])


def test_the_queue_stands_left_of_the_photo_with_and_without_own_decisions(
    desk: BrowserContext, site: Site
) -> None:
    page = chen_at(desk, site, "/desk/reviews")
    for decided in (page.locator(".decided").count(), 0):
        if not decided:
            page.evaluate("document.querySelector('.decided')?.remove()")
        edges = [page.locator(f".review > {part}").bounding_box() for part in PARTS]
        assert all(edges) and sorted(edges, key=lambda box: box["x"]) == edges


def test_number_caption_and_item_move_together(desk: BrowserContext, site: Site) -> None:
    page = chen_at(desk, site, "/desk/reviews")
    thumbs = page.locator(".thumb[data-shot]")
    for key, number in (("3", 3), (".", 4), (",", 3), ("]", 4)):
        page.keyboard.press(key)
        thumb = thumbs.nth(number - 1)
        expect(thumb).to_have_attribute("aria-current", "true")
        item = str(thumb.get_attribute("data-item"))
        expect(page.locator(f'[data-review-item="{item}"]')).to_have_attribute("open", "")
        code = str(thumb.get_attribute("data-code"))
        expect(page.locator("[data-photo] [data-code]")).to_have_text(code)


def test_an_opened_item_shows_its_own_photo(desk: BrowserContext, site: Site) -> None:
    page = chen_at(desk, site, "/desk/reviews")
    for _ in range(3):
        page.keyboard.press("j")
        row = page.locator("details.review-item[open]")
        shot = row.get_attribute("data-shot")
        if shot:
            current = page.locator(".thumb[aria-current]")
            expect(current).to_have_attribute("data-item", open_item(page))


@pytest.mark.long
def test_what_was_seen_is_there_the_next_time(desk: BrowserContext, site: Site) -> None:
    page = desk.pages[0]
    sign_in_at_desk(page, site, site.add_user("zhai", "supervisor"))
    page.goto(f"{site.base}/desk/reviews")
    inspection = page.url.rsplit("/", 1)[1].split("?")[0]
    for _ in range(2):
        page.keyboard.press("j")
    seen = page.locator("[data-to-see].is-seen").count()
    assert seen >= 1
    for _ in range(100):  # they are sent together or one after the other, by how slow the page is
        if marks(site, inspection) >= seen:
            break
        page.wait_for_timeout(100)
    page.reload()
    expect(page.locator("[data-seen-words]")).to_contain_text(f"已看 {seen} / ")


def test_ticks_remarks_and_arrows_survive_reload_and_back(desk: BrowserContext, site: Site) -> None:
    page = chen_at(desk, site, "/desk/reviews")
    page.keyboard.press("1")
    item = open_item(page)
    draw_arrow(page)
    row = page.locator(f'[data-review-item="{item}"]')
    expect(row.get_by_role("checkbox")).to_be_checked()
    row.get_by_role("textbox").fill("请拍正")
    page.goto(f"{page.url}?item={item}")
    for _ in range(2):
        expect(row.get_by_role("checkbox")).to_be_checked()
        expect(row.get_by_role("textbox")).to_have_value("请拍正")
        expect(row.locator("[data-arrow-of]")).to_be_visible()
        line = page.locator("[data-photo] .arrow-line")
        expect(line).to_have_attribute("d", re.compile("^M"))
        page.goto(f"{site.base}/desk/")
        page.go_back()


@pytest.mark.long
def test_a_returned_inspection_is_mended_offline_compared_and_approved(
    lin: Inspector, desk: BrowserContext, site: Site
) -> None:
    place = new_school(site, "lin")
    plan = Plan(site, place)
    lin.sign_in(site.account_of("lin"))
    lin.arrive()
    lin.go(f"/q/{place.token}")
    lin.start()
    answer_everything(lin, plan)
    sign_and_seal(lin, plan, other_inspector=person(site, "zhao"))
    lin.find("to-outbox").click()
    lin.restore_network()
    expect_received(lin)

    chen = supervisor(desk, site)
    [(inspection, _)] = inspections_at(site, place)
    chen.goto(f"{site.base}/desk/inspections/{inspection}?item={FAILED}")
    draw_arrow(chen)
    expect(chen.locator("textarea:focus")).to_be_visible()
    chen.keyboard.type(REMARK)
    chen.keyboard.press("Escape")
    chen.keyboard.press("Shift+R")
    expect(chen.get_by_role("status").first).to_contain_text("复核退回 1 项")
    mend(lin, place)
    lin.restore_network()
    expect_received(lin)

    chen.goto(f"{site.base}/desk/inspections/{inspection}")
    assert open_item(chen) == FAILED
    shown = chen.locator("[data-changes-shown]")
    expect(shown).to_contain_text(REMARK)
    expect(shown).to_contain_text("箭头画在照片上")
    expect(chen.locator('[data-side="before"] img')).to_be_visible()
    expect(chen.locator('[data-side="before"] .arrow-line')).not_to_have_attribute("d", "")
    expect(chen.locator("[data-seen-words]")).to_contain_text("处改动")
    chen.keyboard.press("v")
    expect(chen.locator('[data-side="before"]')).to_be_hidden()
    chen.keyboard.press("v")
    expect(chen.locator('[data-side="after"]')).to_be_hidden()
    chen.keyboard.press("v")
    approve(chen, site, place)
    assert [rev for _, rev in inspections_at(site, place)] == [2]
