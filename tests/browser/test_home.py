"""What opens at `/`: the app for an inspector, the desk for whoever works there."""

import re
from pathlib import Path

from playwright.sync_api import Page, Playwright, expect

from tests.browser.inspector import Inspector
from tests.browser.server import Site

READY = "navigator.serviceWorker.ready.then(() => null)"


def sign_in_at_desk(page: Page, site: Site, name: str) -> None:
    account = site.account_of(name)
    page.goto(f"{site.base}/auth/sign-in")
    page.get_by_label("用户名").fill(account.user)
    page.get_by_label("密码", exact=True).fill(account.password)
    page.get_by_role("button", name="登录").click()
    page.wait_for_url(re.compile("/desk/|/auth/notice"))


def test_a_supervisor_is_led_to_the_desk_also_where_the_worker_answers(
    playwright: Playwright, site: Site, tmp_path: Path
) -> None:
    browser = Inspector(playwright, site, tmp_path / "chen")
    page = browser.page
    browser.go("/")
    page.evaluate(READY)
    browser.go("/")
    expect(page.locator("#app")).to_have_count(1)  # nobody is signed in: the app
    sign_in_at_desk(page, site, "chen")
    page.goto(f"{site.base}/")
    expect(page).to_have_url(f"{site.base}/desk/")
    browser.cut_network()
    page.goto(f"{site.base}/")
    expect(page.locator("#app")).to_have_count(1)  # the shell still starts without a network
    browser.context.close()


def test_an_inspector_stays_in_the_app(playwright: Playwright, site: Site, tmp_path: Path) -> None:
    browser = Inspector(playwright, site, tmp_path / "lin")
    browser.sign_in(site.account_of("lin"))
    browser.go("/")
    browser.page.evaluate(READY)
    for _ in range(2):
        browser.go("/")
        expect(browser.page.locator("#app")).to_have_count(1)
        assert browser.page.url == f"{site.base}/"
    browser.context.close()
