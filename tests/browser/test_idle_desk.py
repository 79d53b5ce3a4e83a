"""A desk that nobody touches: warned by words, signed out, and no half-written remark is lost."""

import sqlite3
from contextlib import closing

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.server import Site
from tests.browser.test_desk import chen_at


def leave(site: Site, minutes: int) -> None:
    """At the server; the page's own clock is moved by the test."""
    with closing(sqlite3.connect(site.instance / "inspect.db")) as rows:
        then = f"-{minutes} minutes"
        rows.execute(
            "update session set seen_at = strftime('%Y-%m-%d %H:%M:%f', 'now', ?)", (then,)
        )
        rows.commit()


def open_review(desk: BrowserContext, site: Site) -> Page:
    """With the clock of the test; a remark is half written."""
    desk.pages[0].clock.install()
    page = chen_at(desk, site, "/desk/reviews")
    page.keyboard.press("r")
    page.keyboard.type("请补拍清楚")
    page.wait_for_load_state("networkidle")  # a picture that comes later is a request, too
    return page


def test_two_minutes_before_the_end_one_key_goes_on(desk: BrowserContext, site: Site) -> None:
    page = open_review(desk, site)
    banner = page.get_by_role("alert").filter(has_text="两分钟内将自动退出")
    expect(banner).to_be_hidden()
    leave(site, 29)
    page.clock.fast_forward("28:05")
    expect(banner).to_be_visible()
    page.get_by_role("button", name="继续").focus()
    page.keyboard.press("Enter")
    expect(banner).to_be_hidden()
    page.clock.fast_forward("28:05")
    expect(page.get_by_role("alert")).to_be_hidden()


def test_a_half_written_remark_is_there_after_signing_in_again(
    desk: BrowserContext, site: Site
) -> None:
    page = open_review(desk, site)
    address = page.url
    leave(site, 31)
    page.clock.fast_forward("31:00")
    expect(page.get_by_role("alert")).to_contain_text("已自动退出登录")
    sign_in_and_return(page, site, address)
    leave(site, 31)
    page.get_by_role("button", name="退回勾选的项").click()
    expect(page.get_by_role("heading", name="请先登录")).to_be_visible()
    sign_in_and_return(page, site, address)
    page.get_by_role("button", name="退回勾选的项").click()
    expect(page.get_by_role("status")).to_contain_text("复核退回 1 项")
    assert "请补拍清楚" not in page.evaluate("JSON.stringify(sessionStorage)")


def sign_in_and_return(page: Page, site: Site, address: str) -> None:
    """To the page with its words; their item is still marked to be returned."""
    account = site.account("supervisor")
    page.get_by_role("link", name="登录", exact=True).click()
    page.get_by_label("用户名").fill(account.user)
    page.get_by_label("密码", exact=True).fill(account.password)
    page.keyboard.press("Enter")
    page.wait_for_url(address)
    row = page.locator("details.review-item[open]")
    expect(row.get_by_role("textbox")).to_have_value("请补拍清楚")
