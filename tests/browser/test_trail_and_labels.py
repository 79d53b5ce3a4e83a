"""The audit trail and the labels in a real browser: three widths, both themes, without script."""

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.axe import findings
from tests.browser.deciding import sign_in_at_desk
from tests.browser.register import ask
from tests.browser.server import Site

WIDTHS = (1440, 1024, 390)
TOO_WIDE = """() => [document.scrollingElement, document.querySelector(".main")]
  .filter((one) => one.scrollWidth > one.clientWidth).length"""
PATHS = ("/desk/audit", "/desk/audit/check", "/desk/labels?per=24", "/desk/labels/{place}")


@pytest.mark.long
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_pages_fit_and_pass_axe(desk: BrowserContext, site: Site, theme: str) -> None:
    ((place,),) = ask(site, "select id from premises where kind = 'elevator' order by id limit 1")
    page = desk.pages[0]
    sign_in_at_desk(page, site, site.account("administrator"))
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for path in PATHS:
            page.goto(site.base + path.format(place=place))
            page.evaluate(f"document.documentElement.dataset.theme = '{theme}'")
            assert findings(page) == [], (path, width)
            assert page.evaluate(TOO_WIDE) == 0, (path, width)


def test_the_trail_is_narrowed_and_followed_by_hand(desk: BrowserContext, site: Site) -> None:
    page = desk.pages[0]
    account = site.account("administrator")
    sign_in_at_desk(page, site, account)
    page.goto(f"{site.base}/desk/audit")
    page.get_by_label("谁", exact=True).fill(account.user)
    page.get_by_role("button", name="查找").click()
    expect(page.locator("tbody tr").first).to_contain_text("登录")
    page.goto(f"{site.base}/desk/audit")
    last = page.locator(".audit-seq").last.inner_text()
    page.get_by_role("link", name="较早的").click()
    page.get_by_role("link", name="较新的").click()
    expect(page.locator(".audit-seq").last).to_have_text(last, use_inner_text=True)
    page.get_by_role("link", name="核对指纹").click()
    expect(page.get_by_text("每条都重算过")).to_be_visible()
