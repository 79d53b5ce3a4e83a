"""When nothing can be sent: a file that a desk imports, and a code that drains a revoked phone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, expect

from tests.browser.deciding import sign_in_at_desk
from tests.browser.inspector import SLOW, Inspector
from tests.browser.register import ask, uncovered_school
from tests.browser.server import Account, Site


@pytest.fixture
def rao(site: Site) -> Account:
    """Rao inspects school canteens and nobody else's work is on this phone."""
    return site.add_user(f"rao{len(site.accounts())}{ask_count(site)}", "inspector")


@pytest.fixture
def phone(playwright: Playwright, site: Site, rao: Account, tmp_path: Path) -> Iterator[Inspector]:
    inspector = Inspector(playwright, site, tmp_path / "rao")
    inspector.sign_in(rao)
    yield inspector
    inspector.context.close()


@pytest.fixture
def ming(desk: BrowserContext, site: Site) -> Page:
    page = desk.pages[0]
    sign_in_at_desk(page, site, site.account("administrator"))
    return page


def ask_count(site: Site) -> int:
    [(count,)] = ask(site, "select count(*) from user where 1 = ?", 1)
    return int(count)


def begin_offline(phone: Inspector, site: Site) -> None:
    """A draft with one answer and one photo, of which the server knows nothing."""
    phone.cut_network()
    phone.go(f"/q/{uncovered_school(site, 'lin').token}")
    phone.start()
    phone.find("answer-fail").click()
    phone.saved()
    phone.take_small_photo()


def save_file(phone: Inspector) -> Path:
    """As on a phone, whose browsers have no picker of files."""
    phone.page.add_init_script("delete globalThis.showSaveFilePicker")
    phone.go("/rescue")
    expect(phone.find("rescue-size")).to_contain_text("1 条记录、1 份草稿、1 张照片")
    with phone.page.expect_download() as started:
        phone.find("rescue-save").click()
    expect(phone.find("rescue-saved")).to_contain_text("1 份草稿、1 张照片", timeout=SLOW)
    return Path(started.value.path())


def test_work_leaves_a_signed_out_phone_as_a_file_and_enters_at_the_desk(
    phone: Inspector, ming: Page, site: Site, rao: Account
) -> None:
    begin_offline(phone, site)
    phone.go("/me")
    phone.find("sign-out").click()
    expect(phone.find("sign-out-keep")).to_be_visible()
    expect(phone.find("sign-out-rescue")).to_be_visible()
    forget_session(phone)
    phone.go("/")
    expect(phone.find("sign-in")).to_be_visible()
    file = save_file(phone)

    ming.goto(f"{site.base}/desk/rescue")
    ming.locator("input[type=file]").set_input_files(file)
    ming.get_by_role("button", name="查看文件").click()
    expect(ming.get_by_text("导入 2 条新记录")).to_be_visible()
    ming.get_by_role("button", name="导入 2 条新记录").click()
    expect(ming.get_by_text("已导入；新的记录")).to_be_visible()
    query = "select r.code from sync_record r join user u on u.id = r.user_id where u.name = ?"
    assert ask(site, query, rao.user) == [("imported",)] * 2


def forget_session(phone: Inspector) -> None:
    """As after a sign-out that kept the work locked here."""
    phone.page.evaluate(
        """() => new Promise((done) => {
             const asked = indexedDB.open("inspect-device");
             asked.onsuccess = () => {
               const tx = asked.result.transaction("signed_in", "readwrite");
               tx.objectStore("signed_in").delete("user");
               tx.oncomplete = () => { asked.result.close(); done(); };
             };
           })"""
    )
    phone.context.clear_cookies()


@pytest.mark.long
def test_a_revoked_phone_is_drained_by_a_code(
    phone: Inspector, ming: Page, site: Site, rao: Account
) -> None:
    begin_offline(phone, site)
    site.command("user", "disable", rao.user)
    phone.restore_network()
    phone.go("/outbox")

    [(id,)] = ask(site, "select id from user where name = ?", rao.user)
    ming.goto(f"{site.base}/desk/phones/{id}")
    ming.get_by_role("button", name="生成取出码").click()
    code = ming.locator(".drain-code").inner_text()

    phone.go("/rescue")
    phone.find("drain-open").click()
    phone.find("drain-code").fill("AAAA-AAAA-AAAA")
    phone.find("drain-do").click()
    expect(phone.page.get_by_text("取出码不对").first).to_be_visible()
    phone.find("drain-code").fill(code.lower())
    phone.find("drain-do").click()
    expect(phone.find("drain-left")).to_contain_text("都交上去了", timeout=60_000)
    query = "select code from sync_record where user_id = ?"
    assert ask(site, query, id) == [("revoked_author",)] * 2
    owned = ask(site, "select count(*) from sync_blob_owner where user_id = ?", id)
    assert owned == [(1,)]
