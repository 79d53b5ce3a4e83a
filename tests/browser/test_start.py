"""A start or a screen that fails: never an empty page, never a false word of comfort."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Playwright, expect

from tests.browser.inspector import PICTURES, SLOW, Inspector
from tests.browser.pictures import small_picture
from tests.browser.register import uncovered_school
from tests.browser.server import Site

# Of the database that knows who is signed in.
SHUT = """(() => {
  const open = IDBFactory.prototype.open;
  let left = TIMES;
  IDBFactory.prototype.open = function (name, ...rest) {
    if (name !== "inspect-device" || left-- <= 0) return open.call(this, name, ...rest);
    throw new DOMException("Connection to Indexed Database server lost", "UnknownError");
  };
})()"""
LOCKED = """Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("", "SecurityError"); },
})"""
FULL = """Storage.prototype.setItem = () => { throw new DOMException("", "QuotaExceededError"); }"""
# As a checklist of a later version may have it.
NEWER = """async () => {
  const done = (request) => new Promise((resolve) => {
    request.onsuccess = () => resolve(request.result);
  });
  const names = (await indexedDB.databases()).map((one) => one.name);
  const db = await done(indexedDB.open(names.find((name) => /^inspect:.{36}$/.test(name))));
  const tx = db.transaction(["rows", "pinned"], "readwrite");
  const newer = (data) => {
    const list = JSON.parse(data.body);
    for (const item of list.items) item.condition = { fact: "on", op: "newer", value: 1 };
    return { ...data, body: JSON.stringify(list) };
  };
  const [rows, pinned] = ["rows", "pinned"].map((name) => tx.objectStore(name));
  for (const row of await done(rows.getAll()))
    if (row.collection === "checklist") rows.put({ ...row, data: newer(row.data) });
  for (const one of await done(pinned.getAll())) pinned.put(newer(one));
  await new Promise((resolve) => { tx.oncomplete = resolve; });
  db.close();
}"""
NO_BYTES = """() => {
  const put = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = function (...given) {
    if (this.name === "bytes") throw new DOMException("", "DataError");
    return put.apply(this, given);
  };
}"""
NO_DRAFTS = """async () => {
  const done = (request) => new Promise((resolve) => {
    request.onsuccess = () => resolve(request.result);
  });
  const names = (await indexedDB.databases()).map((one) => one.name);
  const db = await done(indexedDB.open(names.find((name) => /^inspect:.{36}$/.test(name))));
  await done(db.transaction("drafts", "readwrite").objectStore("drafts").clear());
  db.close();
}"""
NOT_SAVED = "刚才这一步没有保存"


@pytest.fixture
def lin(playwright: Playwright, site: Site, tmp_path: Path) -> Iterator[Inspector]:
    inspector = Inspector(playwright, site, tmp_path / "lin")
    yield inspector
    inspector.context.close()


def begin(lin: Inspector, site: Site) -> None:
    lin.sign_in(site.account_of("lin"))
    lin.cut_network()
    lin.go(f"/premises/{uncovered_school(site, 'lin').id}")
    lin.start()
    lin.find("answer-fail").click()
    lin.saved()


def broken(lin: Inspector) -> Locator:
    return lin.page.get_by_role("alert").filter(has=lin.page.get_by_role("button", name="重新打开"))


def test_a_storage_that_does_not_open_at_once_is_opened_again(lin: Inspector) -> None:
    lin.context.add_init_script(SHUT.replace("TIMES", "1"))
    lin.go("/")
    expect(lin.find("sign-in")).to_be_visible()


def test_a_storage_that_stays_shut_is_told_and_the_rescue_screen_comes_up(
    lin: Inspector, site: Site
) -> None:
    lin.sign_in(site.account_of("lin"))
    lin.context.add_init_script(SHUT.replace("TIMES", "1000"))
    lin.go("/")
    expect(lin.find("problem-storage_lost")).to_contain_text("手机的存储打不开")
    expect(broken(lin)).to_be_visible()
    expect(lin.find("sign-in")).to_have_count(0)
    lin.page.get_by_role("link", name="未传出的资料").click()
    expect(lin.page.get_by_role("heading", name="未传出的资料")).to_be_visible()
    lin.find("back").click()
    expect(lin.find("problem-storage_lost")).to_be_visible()
    expect(lin.find("sign-in")).to_have_count(0)


def test_without_the_english_words_it_starts_in_chinese(lin: Inspector) -> None:
    lin.context.add_init_script("localStorage.setItem('inspect.language', 'en')")
    lin.context.route("**/texts-en-*.js", lambda route: route.abort())
    lin.go("/")
    expect(lin.page.get_by_label("用户名")).to_be_visible()


@pytest.mark.parametrize("trouble", [FULL, LOCKED], ids=["full", "locked"])
def test_a_phone_that_keeps_no_small_choices_starts(lin: Inspector, trouble: str) -> None:
    lin.context.add_init_script(trouble)
    lin.go("/")
    expect(lin.find("sign-in")).to_be_visible()


def test_an_address_that_nobody_can_read_is_told(lin: Inspector, site: Site) -> None:
    lin.sign_in(site.account_of("lin"))
    lin.go("/inspect/%E0%A4")
    expect(broken(lin)).to_be_visible()


def test_a_draft_that_cannot_be_drawn_leaves_the_rest_alone(lin: Inspector, site: Site) -> None:
    begin(lin, site)
    lin.page.evaluate(NEWER)
    lin.page.reload()
    expect(broken(lin)).to_contain_text("出了问题，编号 TypeError。")
    for name in ("今日", "待上传", "未传出的资料"):
        expect(broken(lin).get_by_role("link", name=name)).to_be_visible()
    broken(lin).get_by_role("link", name="待上传").click()
    expect(lin.find("outbox-count")).to_be_visible()

    lin.page.go_back()
    expect(broken(lin)).to_be_visible()
    lin.page.close()
    lin.page = lin.context.new_page()
    lin.go("/")
    expect(lin.find("draft-row")).to_contain_text("出了问题，编号 TypeError。")
    expect(lin.page.get_by_role("heading", name="今日")).to_be_visible()
    assert "/inspect/" not in lin.page.url


def test_a_photo_that_the_browser_refuses_is_told_as_lost_until_it_is_read(
    lin: Inspector, site: Site
) -> None:
    begin(lin, site)
    lin.page.evaluate(NO_BYTES)
    lin.find("camera-input").set_input_files([small_picture(next(PICTURES))])
    told = lin.find("problem-storage_lost")
    expect(told).to_contain_text(NOT_SAVED, timeout=SLOW)
    lin.show("/me")
    expect(lin.page.get_by_role("heading", name="我的")).to_be_visible()
    expect(told).to_be_visible()
    told.get_by_role("button", name="关闭").click()
    expect(told).to_have_count(0)


def test_a_photo_of_a_draft_that_is_gone_is_told_as_lost(lin: Inspector, site: Site) -> None:
    begin(lin, site)
    lin.page.evaluate(NO_DRAFTS)
    lin.find("camera-input").set_input_files([small_picture(next(PICTURES))])
    expect(lin.find("problem-draft_gone")).to_contain_text(NOT_SAVED, timeout=SLOW)
    lin.show("/me")
    expect(lin.find("problem-draft_gone")).to_be_visible()


def test_a_signature_that_the_browser_refuses_is_told_as_lost(lin: Inspector, site: Site) -> None:
    begin(lin, site)
    lin.show(f"/seal/{lin.draft}")
    expect(lin.find("sign-own")).to_be_visible()
    lin.page.evaluate(NO_BYTES)
    lin.sign("sign-own")
    expect(lin.find("problem-storage_lost")).to_contain_text(NOT_SAVED, timeout=SLOW)
