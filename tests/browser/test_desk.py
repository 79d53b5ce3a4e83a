"""The desk in a real browser: the content policy holds, keys work, script is optional."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, expect

from tests.browser.chromium import open_desk
from tests.browser.server import Site

PAGES = [
    *("/desk/", "/desk/premises", "/desk/labels?area=310107005", "/auth/sessions", "/plan"),
    "/verify",
    *("/desk/checklists/canteen-school/2021.1", "/desk/map"),
]


@pytest.fixture
def plain(playwright: Playwright, tmp_path: Path) -> Iterator[BrowserContext]:
    """A browser that runs no script."""
    context = open_desk(playwright, tmp_path / "plain", java_script_enabled=False)
    yield context
    context.close()


def chen_at(context: BrowserContext, site: Site, path: str) -> Page:
    """A page on which the supervisor is signed in, and what the browser complained about."""
    page = context.pages[0]
    account = site.account("supervisor")
    page.goto(f"{site.base}/auth/sign-in?next={path}")
    page.get_by_label("用户名").fill(account.user)
    page.get_by_label("密码", exact=True).fill(account.password)
    page.get_by_role("button", name="登录").click()
    page.wait_for_url(f"{site.base}{path}" if path != "/desk/reviews" else "**/desk/inspections/*")
    return page


def test_no_page_breaks_the_content_policy(desk: BrowserContext, site: Site) -> None:
    said: list[str] = []
    desk.on("console", lambda message: said.append(message.text))
    page = chen_at(desk, site, "/desk/reviews")
    expect(page.locator(".photo-large img").last).to_be_visible()
    for path in PAGES:
        page.goto(site.base + path, wait_until="networkidle")
    assert said == []


def test_keys_walk_the_items_and_mark_a_return(desk: BrowserContext, site: Site) -> None:
    page = chen_at(desk, site, "/desk/reviews")
    lines = page.locator("details.review-item")
    expect(lines.nth(0)).to_have_attribute("open", "")
    page.keyboard.press("j")
    expect(lines.nth(1)).to_have_attribute("open", "")
    expect(lines.nth(0)).not_to_have_attribute("open", "")
    page.keyboard.press("r")
    page.keyboard.type("请补拍")
    expect(lines.nth(1).get_by_role("textbox")).to_have_value("请补拍")
    expect(page.locator("[data-return]")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    expect(page.locator("[data-return]")).to_be_hidden()
    expect(lines.nth(2)).to_have_attribute("open", "")


def test_figure_keys_show_photos_and_space_enlarges(desk: BrowserContext, site: Site) -> None:
    page = chen_at(desk, site, "/desk/reviews")
    page.keyboard.press("2")
    second = page.locator('.thumb[data-shot="2"]')
    expect(second).to_have_attribute("aria-current", "true")
    expect(page.locator(".photo-large img").last).to_have_attribute(
        "src", second.get_attribute("data-large") or ""
    )
    page.keyboard.press("Space")
    expect(page.locator(".queue")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(page.locator(".queue")).to_be_visible()


def test_the_queue_shows_the_open_inspection(desk: BrowserContext, site: Site) -> None:
    page = chen_at(desk, site, "/desk/reviews")
    last = page.locator(".queue-row").last
    expect(last).not_to_be_in_viewport()
    page.goto(site.base + str(last.get_attribute("href")))
    expect(page.locator(".queue-row[aria-current]")).to_be_in_viewport()


def test_n_goes_on_with_the_next(desk: BrowserContext, site: Site) -> None:
    page = chen_at(desk, site, "/desk/reviews")
    first = page.url
    page.keyboard.press("n")
    page.wait_for_url(lambda url: url != first and "/desk/inspections/" in url)


def test_typing_narrows_the_register_at_once(desk: BrowserContext, site: Site) -> None:
    page = chen_at(desk, site, "/desk/premises")
    page.keyboard.press("/")
    page.keyboard.type("幼儿园")
    expect(page.locator("#rows tbody tr").first).to_contain_text("幼儿园")
    for name in page.locator("#rows .row-link").all_inner_texts():
        assert "幼儿园" in name


def test_everything_works_without_script(plain: BrowserContext, site: Site) -> None:
    page = chen_at(plain, site, "/desk/reviews")
    line = page.locator("details.review-item[open]")
    line.get_by_role("checkbox").check()
    line.get_by_role("textbox").fill("请写明原因")
    returned = page.url
    page.get_by_role("button", name="退回勾选的项").click()
    page.wait_for_url(lambda url: url != returned)
    expect(page.get_by_role("status")).to_contain_text("复核退回 1 项")
    page.goto(returned)
    expect(page.get_by_text("复核退回", exact=True).first).to_be_visible()
