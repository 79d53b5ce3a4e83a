"""The board of corrections and one of them in a real browser: keys, widths, and without script."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, expect

from inspect_app.domain.calendar.visits import shanghai_day
from inspect_app.domain.corrections.correction import Move
from inspect_app.domain.ids import uuid7
from inspect_app.extensions import db
from inspect_app.models.corrections import CorrectionPhoto, CorrectionStep
from inspect_app.services.people.notices import note_notice_read
from tests.browser.axe import findings
from tests.browser.chromium import open_desk
from tests.browser.deciding import sign_in_at_desk
from tests.browser.server import Account, Site
from tests.browser.trade import books
from tests.desk import corrections as made
from tests.desk.inspections import store_photos
from tests.makers import PASSWORD, TAOPU, make_jpeg, make_premises, make_user, sha256

NOW = datetime.now(UTC)
TODAY = shanghai_day(NOW)
WIDTHS = (1440, 1024, 390)
TOO_WIDE = """() => [document.scrollingElement, document.querySelector(".main")]
  .filter((one) => one.scrollWidth > one.clientWidth).length"""


@pytest.fixture(scope="module")
def he(site: Site) -> tuple[Account, str]:
    """A supervisor with an overdue correction, and the id of one with photos of its operator."""
    name = uuid7()[-6:]
    with books(site):
        people = [
            make_user(f"{who}-{name}", role=role, areas=[TAOPU])
            for who, role in (("xu", "inspector"), ("yu", "inspector"), ("he", "supervisor"))
        ]
        note_notice_read(people[2].id, NOW)
        late = make_premises(area=TAOPU, name="逾期食堂（示例）")
        long_ago = TODAY - timedelta(days=20)
        made.served(*people, place=late, on=long_ago.isoformat(), served_on=long_ago, at=NOW)
        place = make_premises(area=TAOPU, name="回报食堂（示例）")
        (id,) = made.served(*people, place=place, on=TODAY.isoformat(), served_on=TODAY, at=NOW)
        made.moved(id, Move("report", "operator", TODAY, reason="换好了（示例）", photos=2), at=NOW)
        for number, color in enumerate(((20, 90, 120), (120, 90, 20)), 1):
            _add_photo(id, number, make_jpeg(color))
        return Account(f"he-{name}", PASSWORD, "supervisor"), id


def _add_photo(id: str, position: int, data: bytes) -> None:
    store_photos({sha256(data): data})
    step = db.session.query(CorrectionStep).filter_by(correction_id=id, move="report").one()
    shot = CorrectionPhoto(
        correction_id=id, sha256=sha256(data), position=position, step_id=step.id, source="web"
    )
    shot.size, shot.added_at = len(data), NOW
    db.session.add(shot)
    db.session.commit()


@pytest.fixture
def plain(playwright: Playwright, tmp_path: Path) -> Iterator[BrowserContext]:
    """A browser that runs no script."""
    context = open_desk(playwright, tmp_path / "plain", java_script_enabled=False)
    yield context
    context.close()


def board(context: BrowserContext, site: Site, account: Account) -> Page:
    page = context.pages[0]
    sign_in_at_desk(page, site, account)
    page.goto(f"{site.base}/desk/corrections")
    return page


def test_keys_walk_the_board_and_choose(
    desk: BrowserContext, site: Site, he: tuple[Account, str]
) -> None:
    page = board(desk, site, he[0])
    page.keyboard.press("j")
    expect(page.locator("[data-entry][aria-current]")).to_contain_text("逾期食堂")
    page.keyboard.press("x")
    expect(page.locator("[data-chosen]")).to_contain_text("已选 1 项")
    page.keyboard.press("ArrowRight")
    expect(page.locator("[data-entry][aria-current]")).to_contain_text("回报食堂")
    page.keyboard.press("u")
    expect(page.get_by_role("status").first).to_contain_text("已记下催办：1 家")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/corrections/*")


@pytest.mark.long
def test_before_and_after_are_compared_by_keys(
    desk: BrowserContext, site: Site, he: tuple[Account, str]
) -> None:
    page = board(desk, site, he[0])
    page.goto(f"{site.base}/desk/corrections/{he[1]}")
    compare, at = page.locator("[data-compare]"), page.locator("[data-at]")
    expect(compare).to_have_attribute("data-how", "slide")
    page.keyboard.press("ArrowRight")
    expect(at).to_have_value("54")
    page.keyboard.press("Space")
    expect(compare).to_have_attribute("data-how", "flash")
    page.keyboard.press("Space")
    expect(compare).to_have_attribute("data-shown", "after")
    page.keyboard.press("+")
    expect(page.locator('[data-zoom="2"]')).to_have_attribute("aria-pressed", "true")
    second = page.locator('[data-thumb="after"]').nth(1)
    second.click()
    expect(page.locator(".is-after img").first).to_have_attribute(
        "src", second.get_attribute("data-large") or ""
    )
    page.keyboard.press("d")
    expect(page.locator('[data-move="d"] select')).to_be_focused()


@pytest.mark.long
@pytest.mark.parametrize("width", WIDTHS)
def test_pages_fit_and_nothing_is_wrong_with_them(
    desk: BrowserContext, site: Site, he: tuple[Account, str], width: int
) -> None:
    said: list[str] = []
    desk.on("console", lambda message: said.append(message.text))
    page = board(desk, site, he[0])
    page.set_viewport_size({"width": width, "height": 900})
    for path in ("", "?view=list", f"/{he[1]}"):
        page.goto(f"{site.base}/desk/corrections{path}", wait_until="networkidle")
        assert findings(page) == [], path
        assert page.evaluate(TOO_WIDE) == 0, path
    assert said == []


def test_a_printed_correction_says_whose_it_is_and_shows_both_photos(
    desk: BrowserContext, site: Site, he: tuple[Account, str]
) -> None:
    account, id = he
    page = board(desk, site, account)
    page.goto(f"{site.base}/desk/corrections/{id}")
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator(".head")).to_contain_text("回报食堂")
    sides = [
        page.locator(f".compare-side.{side}").bounding_box() for side in ("is-before", "is-after")
    ]
    assert sides[0] and sides[1] and sides[0]["x"] + sides[0]["width"] <= sides[1]["x"]
    for hidden in (".move-grid", ".compare-tools"):
        expect(page.locator(hidden).first).to_be_hidden()


def test_a_move_is_made_without_script(
    plain: BrowserContext, site: Site, he: tuple[Account, str]
) -> None:
    page = board(plain, site, he[0])
    page.goto(f"{site.base}/desk/corrections/{he[1]}")
    page.locator('[data-thumb="after"]').nth(1).click()
    expect(page.locator('[data-thumb="after"]').nth(1)).to_have_attribute("aria-current", "true")
    page.locator("summary", has_text="退回补充").click()
    page.get_by_label("还缺什么").fill("请拍维修单（示例）")
    page.get_by_role("button", name="退回", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("已退回补充")
    expect(page.locator(".way")).to_contain_text("请拍维修单")
