"""What a correction asks of an inspector is listed on the phone, and leads to where it is done."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, expect

from inspect_app.queries.people import find_user
from inspect_app.services.review.reviews import return_items
from tests.browser.inspector import SLOW
from tests.browser.nan import COLD, Nan, phone_of, seal_a_shop, send
from tests.browser.register import Place, inspections_at
from tests.browser.server import Site
from tests.browser.trade import Trade, approve_all, books

pytestmark = pytest.mark.long


@pytest.fixture
def nan(playwright: Playwright, site: Site, trade: Trade, tmp_path: Path) -> Iterator[Nan]:
    with phone_of(playwright, site, tmp_path) as nan:
        yield nan


def test_a_notice_leads_to_what_it_asks_for(nan: Nan, site: Site, trade: Trade) -> None:
    expect_nothing(nan)
    place = seal_a_shop(nan, site, trade)
    nan.deliver()
    approve_all(site, place)
    with books(site):
        send(place, COLD, nan.name)
    expect_one(nan, place, "sent", "派您复查")
    nan.find("notice-row").click()
    expect(nan.find("recheck-item")).to_be_visible(timeout=SLOW)
    nan.go("/")
    expect(nan.find("to-notices")).to_have_text("提醒 1 条，都看过", timeout=SLOW)
    nan.find("recheck-row").click()
    nan.find("recheck-unable").click()
    nan.page.locator(".phrase").first.click()
    nan.find("recheck-save").click()
    expect(nan.find("recheck-done")).to_be_visible(timeout=SLOW)


def test_a_returned_inspection_is_opened_from_its_notice(
    nan: Nan, site: Site, trade: Trade
) -> None:
    place = seal_a_shop(nan, site, trade)
    nan.deliver()
    [(inspection, rev)] = inspections_at(site, place)
    with books(site):
        chen = find_user("chen")
        assert chen
        remarks = [{"item": COLD, "remark": "看不清温度计（示例）"}]
        return_items(chen.id, inspection, rev, remarks, at=datetime.now(UTC))
    expect_one(nan, place, "returned", "检查已退回，待补正")
    nan.find("notice-row").click()
    nan.page.wait_for_url(f"**/inspect/{inspection}/**")


def expect_nothing(nan: Nan) -> None:
    """The day's page has no line; the list says what will come here."""
    nan.go("/")
    expect(nan.page.get_by_role("heading", level=1)).to_be_visible()
    expect(nan.find("to-notices")).to_have_count(0)
    nan.go("/me")
    nan.find("me-notices").click()
    expect(nan.page.locator("main")).to_contain_text("派您复查：这些会列在这里", timeout=SLOW)


def expect_one(nan: Nan, place: Place, kind: str, words: str) -> None:
    """New on the day's page and in the list, which opens without a network."""
    nan.fetch()
    nan.cut_network()
    nan.go("/")
    expect(nan.find("to-notices")).to_have_text("新提醒 1 条", timeout=SLOW)
    nan.find("to-notices").click()
    row = nan.find("notice-row")
    expect(row).to_have_count(1, timeout=SLOW)
    expect(row).to_have_attribute("data-kind", kind)
    expect(row).to_contain_text(words)
    expect(row).to_contain_text(place.name.removesuffix("（示例）"))
    expect(row.get_by_text("新", exact=True)).to_be_visible()
    expect(nan.page.get_by_role("heading", name="今天")).to_be_visible()
