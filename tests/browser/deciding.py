"""A supervisor's hands: what a person does at the desk with one inspection."""

from urllib.parse import quote

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.inspector import SLOW
from tests.browser.register import Place, inspections_at
from tests.browser.server import Account, Site


def supervisor(desk: BrowserContext, site: Site) -> Page:
    page = desk.pages[0]
    sign_in_at_desk(page, site, site.account_of("chen"))
    return page


def sign_in_at_desk(page: Page, site: Site, account: Account) -> None:
    page.goto(f"{site.base}/desk/")
    page.get_by_label("用户名").fill(account.user)
    page.get_by_label("密码", exact=True).fill(account.password)
    page.get_by_role("button", name="登录").click()
    page.wait_for_url(f"{site.base}/desk/")


def return_one_item(chen: Page, site: Site, place: Place, item: str, remark: str) -> None:
    [(inspection, _)] = inspections_at(site, place)
    chen.goto(f"{site.base}/desk/inspections/{inspection}?item={quote(item)}")
    line = chen.locator(f'[data-review-item="{item}"]')
    line.get_by_role("checkbox").check()
    line.get_by_role("textbox").fill(remark)
    chen.locator("[data-return]").click()
    expect(chen.get_by_text(place.name.removesuffix("（示例）")).first).to_be_visible()


def approve(chen: Page, site: Site, place: Place) -> None:
    [(inspection, _)] = inspections_at(site, place)
    chen.goto(f"{site.base}/desk/inspections/{inspection}")
    button, done = chen.locator("[data-approve] button"), chen.get_by_text("复核通过")
    unseen = chen.locator("[name=veto_seen]")
    button.click()
    expect(done.or_(unseen).first).to_be_visible(timeout=SLOW)
    if unseen.count():  # a veto that failed was not opened before
        unseen.check()
        button.click()
    expect(done.first).to_be_visible(timeout=SLOW)
