"""The privacy notice at a person's first sign-in, at the desk and on a phone, shown once."""

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Playwright, expect

from tests.browser.axe import findings
from tests.browser.inspector import SLOW, Inspector
from tests.browser.register import ask
from tests.browser.server import Account, Site
from tests.browser.test_second_factor import faults_at_both_sizes, give_password, press_to, sign_out

READ = "select notice_read_at is not null from user where name = ?"


def test_a_newcomer_at_the_desk_reads_it_once(desk: BrowserContext, site: Site) -> None:
    page, jia = desk.pages[0], site.add_newcomer("jia", "supervisor")
    page.goto(f"{site.base}/auth/sign-in")
    press_to(page, "个人信息处理告知")
    expect(page.get_by_role("button", name="知道了")).to_have_count(0)
    assert faults_at_both_sizes(page) == []
    press_to(page, "返回")
    page.wait_for_url("**/auth/sign-in")

    give_password(page, site, jia.user, jia.password)
    page.wait_for_url("**/auth/notice")
    assert faults_at_both_sizes(page) == []
    press_to(page, "知道了")
    page.wait_for_url("**/desk/")
    assert ask(site, READ, jia.user) == [(1,)]
    sign_out(page)
    give_password(page, site, jia.user, jia.password)
    page.wait_for_url("**/desk/")


@pytest.mark.long
def test_a_newcomer_on_a_phone_reads_it_once(
    playwright: Playwright, site: Site, tmp_path: Path
) -> None:
    yi = site.add_newcomer("yi", "inspector")
    phone = Inspector(playwright, site, tmp_path / "yi")
    sign_in(phone, yi)
    expect(phone.find("notice")).to_be_visible(timeout=SLOW)
    assert findings(phone.page) == []
    phone.page.reload()
    expect(phone.find("notice")).to_be_visible(timeout=SLOW)
    assert ask(site, READ, yi.user) == [(0,)]

    phone.page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    phone.cut_network()
    phone.find("notice-read").click()
    expect(phone.find("bar-me")).to_be_visible()
    read_again(phone)
    phone.go("/")
    expect(phone.find("bar-me")).to_be_visible(timeout=SLOW)
    assert ask(site, READ, yi.user) == [(0,)]

    phone.restore_network()
    phone.until(lambda: ask(site, READ, yi.user) == [(1,)])
    phone.context.close()
    other = Inspector(playwright, site, tmp_path / "another phone")
    sign_in(other, yi)
    expect(other.find("bar-me")).to_be_visible(timeout=SLOW)
    other.context.close()


def test_whoever_has_not_read_it_yet_can_still_save_his_work_to_a_file(
    playwright: Playwright, site: Site, tmp_path: Path
) -> None:
    phone = Inspector(playwright, site, tmp_path / "bing")
    sign_in(phone, site.add_newcomer("bing", "inspector"))
    expect(phone.find("notice")).to_be_visible(timeout=SLOW)
    phone.go("/rescue")
    expect(phone.page.get_by_role("heading", level=1)).to_be_visible(timeout=SLOW)
    expect(phone.find("notice")).to_have_count(0)
    phone.context.close()


def sign_in(phone: Inspector, account: Account) -> None:
    phone.go("/")
    phone.page.get_by_label("用户名").fill(account.user)
    phone.page.get_by_label("密码", exact=True).fill(account.password)
    phone.find("sign-in").click()


def read_again(phone: Inspector) -> None:
    """From the account screen, without a network."""
    phone.go_to("me")
    phone.find("to-notice").click()
    expect(phone.page.get_by_role("dialog", name="个人信息处理告知")).to_contain_text("谁看得到")
    assert findings(phone.page) == []
    phone.page.keyboard.press("Escape")
