"""Locks of a district's office, by the keyboard alone: set up, lost, and back at work."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, ViewportSize, expect
from pyotp import TOTP
from sqlalchemy import update

from inspect_app.config import read_settings
from inspect_app.models.people import Session
from inspect_app.queries.people import find_user
from inspect_app.services.writing.transaction import writing
from tests.auth.factors import App, enrol
from tests.browser.axe import findings
from tests.browser.chromium import open_desk
from tests.browser.server import Account, Site
from tests.instances import opened

SIZES: list[ViewportSize] = [{"width": 360, "height": 800}, {"width": 1440, "height": 900}]
NEW = "Serving-hatch-2023"
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    site = Site(tmp_path_factory.mktemp("office"), SECOND_FACTOR="staff")
    site.base = f"http://localhost:{site.port}"  # passkeys are not made for a number
    site.command("migrate")
    site.start()
    try:
        yield site
    finally:
        site.stop()


@pytest.fixture
def other(playwright: Playwright, tmp_path: Path) -> Iterator[BrowserContext]:
    """The browser of somebody else."""
    context = open_desk(playwright, tmp_path / "other")
    yield context
    context.close()


def give_app(office: Site, account: Account) -> App:
    """Enrolled on another day."""
    with opened(read_settings({"INSPECT_INSTANCE": str(office.instance)})) as app:
        user = find_user(account.user)
        assert user
        return enrol(app, user)


def next_code(page: Page, seed: str) -> str:
    """The code of the next half minute: the one on show was used, and none is good early."""
    app = TOTP(seed)
    used = app.now()
    while app.now() == used:
        page.wait_for_timeout(250)
    return app.now()


def press_to(page: Page, name: str) -> None:
    """Walks by Tab to the link or button of this name and presses it."""
    control = page.get_by_role("link", name=name, exact=True)
    expect(control.or_(page.get_by_role("button", name=name, exact=True))).to_be_visible()
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.innerText.trim()") == name:
            page.keyboard.press("Enter")
            return
    raise AssertionError(f"Tab does not lead to {name}")


def type_at_once(page: Page, text: str) -> None:
    """Types where the page itself put the cursor, which it does a moment after it is loaded."""
    expect(page.locator("input:focus")).to_be_visible()
    page.keyboard.type(text)


def give_password(page: Page, site: Site, user: str, password: str) -> None:
    page.goto(f"{site.base}/auth/sign-in")
    type_at_once(page, user)
    page.keyboard.press("Tab")
    page.keyboard.type(password)
    page.keyboard.press("Enter")


def sign_out(page: Page) -> None:
    press_to(page, "退出登录")
    page.wait_for_url("**/auth/sign-in")


def give_code(page: Page, code: str) -> None:
    page.wait_for_url("**/auth/sign-in/code")
    assert findings(page) == []
    type_at_once(page, code)
    page.keyboard.press("Enter")


def faults_at_both_sizes(page: Page) -> list[str]:
    """Each rule that the page breaks on a phone or on a desk."""
    faults = []
    for size in SIZES:
        page.set_viewport_size(size)
        faults += findings(page)
    return faults


def grow_old(office: Site) -> None:
    """A quarter of an hour ago somebody last gave a password anywhere."""
    then = datetime.now(UTC) - timedelta(minutes=15)
    with opened(read_settings({"INSPECT_INSTANCE": str(office.instance)})), writing() as w:
        w.session.execute(update(Session).values(proven_at=then))


@contextmanager
def shown(page: Page, heading: str) -> Iterator[None]:
    """A page of this heading has no fault."""
    expect(page.get_by_role("heading", name=heading, exact=True)).to_be_visible()
    assert findings(page) == []
    yield


def set_up_app(page: Page) -> str:
    """From the page of one's factors to the recovery codes; returns the seed."""
    with shown(page, "启用动态码"):
        seed = page.locator("[data-seed]").inner_text().replace(" ", "")
        type_at_once(page, TOTP(seed).now())
        page.keyboard.press("Enter")
    with shown(page, "恢复码"):
        expect(page.locator(".one-time-codes li")).to_have_count(10)
        press_to(page, "已经收好")
    expect_at_work(page)
    return seed


def expect_at_work(page: Page) -> None:
    page.wait_for_url("**/desk/")
    expect(page.get_by_role("navigation", name="栏目")).to_be_visible()


def open_person(page: Page, name: str) -> None:
    press_to(page, "人员")
    press_to(page, name)
    with shown(page, name):
        pass


def test_a_second_factor_is_set_up_and_used(desk: BrowserContext, office: Site) -> None:
    page, chen = desk.pages[0], office.add_user("chen", "supervisor")
    give_password(page, office, chen.user, chen.password)
    expect_at_work(page)
    expect(page.get_by_text("请在 7 天内启用双重验证")).to_be_visible()
    assert findings(page) == []
    press_to(page, "现在启用")
    with shown(page, "双重验证"):
        press_to(page, "启用动态码")
    seed = set_up_app(page)
    expect(page.get_by_text("内启用双重验证")).to_be_hidden()
    sign_out(page)
    give_password(page, office, chen.user, chen.password)
    give_code(page, "000000")
    expect(page.get_by_role("alert")).to_contain_text("填错的、用过的都不算")
    give_code(page, next_code(page, seed))
    expect_at_work(page)


@pytest.mark.long
def test_a_grave_step_asks_who_is_there_and_goes_on(desk: BrowserContext, office: Site) -> None:
    page, shen = desk.pages[0], office.add_user("shen", "supervisor")
    give_password(page, office, shen.user, shen.password)
    press_to(page, "现在启用")
    grow_old(office)
    press_to(page, "启用动态码")
    expect(page.get_by_role("heading", name="再输一次密码", exact=True)).to_be_visible()
    assert faults_at_both_sizes(page) == []
    page.get_by_label("密码，或动态码").fill("somebody else's")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    assert faults_at_both_sizes(page) == []
    page.get_by_label("密码，或动态码").fill(shen.password)
    page.keyboard.press("Enter")
    with shown(page, "启用动态码"):
        pass


def test_a_lost_phone(desk: BrowserContext, office: Site) -> None:
    page, fang = desk.pages[0], office.add_user("fang", "supervisor")
    lost = give_app(office, fang)
    give_password(page, office, fang.user, fang.password)
    give_code(page, lost.codes[3].lower())
    expect_at_work(page)
    press_to(page, "我的登录")
    press_to(page, "双重验证")
    expect(page.get_by_text("还有 9 个没用过")).to_be_visible()
    press_to(page, "换一个动态码应用")
    set_up_app(page)


@pytest.mark.long
def test_a_lost_factor(desk: BrowserContext, other: BrowserContext, office: Site) -> None:
    page, hu = desk.pages[0], office.add_user("hu", "supervisor")
    ming = office.add_user("ming", "administrator")
    give_app(office, hu)
    give_password(page, office, hu.user, hu.password)
    give_code(page, "LOST-LOST-LOST")
    expect(page.get_by_role("alert")).to_be_visible()

    admin = other.pages[0]
    give_password(admin, office, ming.user, ming.password)
    open_person(admin, hu.user)
    press_to(admin, "重设双重验证")
    code = admin.locator(".drain-code").inner_text()
    assert findings(admin) == []

    give_password(page, office, hu.user, hu.password)
    give_code(page, code)
    expect_at_work(page)
    press_to(page, "现在启用")
    press_to(page, "启用动态码")
    set_up_app(page)


@pytest.mark.long
def test_a_forgotten_password(desk: BrowserContext, other: BrowserContext, office: Site) -> None:
    page, qian = desk.pages[0], office.add_user("qian", "supervisor")
    boss = office.add_user("boss", "administrator")
    give_password(page, office, qian.user, "what was it")
    expect(page.get_by_role("alert")).to_contain_text("用户名或密码不对")
    expect(page.get_by_text("忘了密码，请找管理员重设")).to_be_visible()

    admin = other.pages[0]
    give_password(admin, office, boss.user, boss.password)
    open_person(admin, qian.user)
    press_to(admin, "发设密码的链接")
    link = admin.locator(".person-link").inner_text()
    assert findings(admin) == []

    page.goto(link)
    with shown(page, "设置密码"):
        type_at_once(page, NEW)
        page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("密码已设好")
    give_password(page, office, qian.user, NEW)
    expect_at_work(page)
    page.goto(link)
    expect(page.get_by_text("已经用过")).to_be_visible()


@pytest.mark.long
def test_a_passkey_is_another_way(desk: BrowserContext, office: Site) -> None:
    page, zhou = desk.pages[0], office.add_user("zhou", "supervisor")
    devices = desk.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    added = devices.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    give_password(page, office, zhou.user, zhou.password)
    press_to(page, "现在启用")
    press_to(page, "添加通行密钥")
    with shown(page, "添加通行密钥"):
        press_to(page, "添加通行密钥")
    with shown(page, "恢复码"):
        press_to(page, "已经收好")
    sign_out(page)

    give_password(page, office, zhou.user, zhou.password)
    page.wait_for_url("**/auth/sign-in/code")
    assert findings(page) == []
    press_to(page, "用通行密钥登录")
    expect_at_work(page)

    sign_out(page)
    devices.send("WebAuthn.removeVirtualAuthenticator", added)
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    give_password(page, office, zhou.user, zhou.password)
    press_to(page, "用通行密钥登录")
    expect(page.get_by_role("alert")).to_contain_text("没有可用的通行密钥")
