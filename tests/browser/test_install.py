"""How a phone gets the app: told once in words of its system, and never inside another app."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Playwright, expect

from tests.browser.axe import findings
from tests.browser.chromium import open_phone
from tests.browser.inspector import SLOW, Inspector
from tests.browser.server import Site
from tests.browser.trade import Trade

pytestmark = pytest.mark.long

WECHAT = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15"
    " (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.54(0x18003637) NetType/WIFI"
)
# Chromium's own offer, with somebody who says yes: its question stands outside the page.
OFFER = """() => {
  const offer = new Event("beforeinstallprompt", {cancelable: true});
  offer.prompt = () => { window.asked = true; return Promise.resolve({outcome: "accepted"}); };
  dispatchEvent(offer);
  return offer.defaultPrevented;
}"""


@pytest.fixture
def wechat(playwright: Playwright, tmp_path: Path) -> Iterator[BrowserContext]:
    context = open_phone(
        playwright,
        tmp_path / "wechat",
        user_agent=WECHAT,
        permissions=["clipboard-read", "clipboard-write"],
    )
    yield context
    context.close()


def test_inside_wechat_nobody_is_asked_for_a_password_at_once(
    wechat: BrowserContext, site: Site
) -> None:
    page = wechat.pages[0]
    page.goto(f"{site.base}/")
    told = page.locator('[data-test="other-app"]')
    expect(told).to_contain_text("微信", timeout=SLOW)
    expect(told).to_contain_text("在 Safari 打开")
    expect(page.locator("input[name=password]")).to_have_count(0)
    assert findings(page) == []
    page.locator('[data-test="copy"]').click()
    expect(page.get_by_role("status").filter(has_text="已复制")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == f"{site.base}/"
    page.locator('[data-test="stay"]').click()
    expect(page.locator("input[name=password]")).to_be_visible()


def test_the_way_to_the_home_screen_is_told_until_it_was_read(
    playwright: Playwright, site: Site, trade: Trade, tmp_path: Path
) -> None:
    phone = Inspector(playwright, site, tmp_path / "phone")
    phone.sign_in(trade.mei)
    phone.go("/me")
    expect(phone.find("install")).to_contain_text("添加到主屏幕", timeout=SLOW)
    expect(phone.find("install-do")).to_be_visible(timeout=SLOW)  # Chromium itself offers it
    assert phone.page.evaluate(OFFER)
    phone.find("install-do").click()
    expect(phone.find("install")).to_have_count(0)
    assert phone.page.evaluate("window.asked")
    phone.page.reload()
    expect(phone.find("language-zh")).to_be_visible(timeout=SLOW)
    expect(phone.find("install")).to_have_count(0)
    phone.context.close()
