"""The phone's own storage fails: full, closed by the browser, rotten; what is told is true."""

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Playwright, expect

from tests.browser.inspector import PICTURES, SLOW, Inspector
from tests.browser.kept import look
from tests.browser.manners import (
    EN_OFFLINE,
    EN_ONLINE,
    WITHOUT_A_NETWORK,
    ZH_OFFLINE,
    Manner,
    played,
)
from tests.browser.pictures import noise
from tests.browser.register import uncovered_school
from tests.browser.server import Site
from tests.browser.trade import Trade, books, register

ROOM = 2_000_000  # for a photo or two
ENOUGH = 10
CLOSED = """(times) => {
  const transaction = IDBDatabase.prototype.transaction;
  let left = times;
  IDBDatabase.prototype.transaction = function (...given) {
    if (left-- > 0) throw new DOMException("Connection to server lost", "UnknownError");
    return transaction.apply(this, given);
  };
}"""
BREAKS = """() => {
  const transaction = IDBDatabase.prototype.transaction;
  window.broken = true;
  IDBDatabase.prototype.transaction = function (...given) {
    if (window.broken) throw new DOMException("Connection to server lost", "UnknownError");
    return transaction.apply(this, given);
  };
}"""
LATE = """async () => {
  const done = (request) => new Promise((resolve) => {
    request.onsuccess = () => resolve(request.result);
  });
  const names = (await indexedDB.databases()).map((one) => one.name);
  const db = await done(indexedDB.open(names.find((name) => /^inspect:.{36}$/.test(name))));
  const drafts = db.transaction("drafts", "readwrite").objectStore("drafts");
  const stay = () => {
    if (!window.released) drafts.count().onsuccess = stay;
    else db.close();
  };
  stay();
  IDBObjectStore.prototype.put = () => {
    throw new DOMException("Full", "QuotaExceededError");
  };
}"""
ROTS = """async () => {
  const done = (request) => new Promise((resolve) => {
    request.onsuccess = () => resolve(request.result);
  });
  const names = (await indexedDB.databases()).map((one) => one.name);
  const db = await done(indexedDB.open(names.find((name) => /^inspect:.{36}$/.test(name))));
  const store = db.transaction("bytes", "readwrite").objectStore("bytes");
  for (const key of await done(store.getAllKeys())) await done(store.put(new ArrayBuffer(9), key));
  db.close();
}"""

# What a recheck of another story is compared with, where the server had no copy to give: no bytes.
NO_COPY = hashlib.sha256(b"").hexdigest()


@pytest.fixture
def lin(playwright: Playwright, site: Site, tmp_path: Path, manner: Manner) -> Iterator[Inspector]:
    inspector = Inspector(playwright, site, tmp_path / "lin", manner=manner)
    yield inspector
    inspector.context.close()


def begin(lin: Inspector, site: Site) -> None:
    lin.sign_in(site.account_of("lin"))
    lin.arrive()
    lin.go(f"/premises/{uncovered_school(site, 'lin').id}")
    lin.start()
    lin.find("answer-fail").click()
    lin.saved()


def lost_answer(lin: Inspector) -> Locator:
    """Where the header says that an answer was not saved; the problem below it says more."""
    said = re.compile(f"^{re.escape(lin.says('inspect.not-saved'))}$")
    return lin.page.get_by_role("alert").filter(has_text=said)


def limit_storage(lin: Inspector, site: Site) -> None:
    """Before the first write: afterwards IndexedDB goes by the room that it knew for 30 s."""
    line = lin.context.new_cdp_session(lin.page)
    used = line.send("Storage.getUsageAndQuota", {"origin": site.base})["usage"]
    limit = {"origin": site.base, "quotaSize": used + ROOM}
    line.send("Storage.overrideQuotaForOrigin", limit)


def fill_up(phone: Inspector, site: Site) -> int:
    """Opens the inspection on a phone with room for a few photos, takes them, and one more."""
    phone.put_away()
    limit_storage(phone, site)
    phone.arrive()
    phone.go("/")
    phone.page.wait_for_url("**/inspect/**")
    refused = phone.find("problem-quota")
    for _ in range(ENOUGH):
        kept = phone.find("photo").filter(has_text=phone.says("photo.saved"))
        taken = kept.count()
        phone.find("camera-input").set_input_files([noise(next(PICTURES))])
        expect(refused.or_(kept.nth(taken)).first).to_be_visible(timeout=SLOW)
        if refused.count():
            break
    expect(refused).to_contain_text(phone.says("problem.quota"))
    return taken


@played(daily=EN_ONLINE)
def test_photos_stop_on_a_full_phone_and_answers_go_on(lin: Inspector, site: Site) -> None:
    begin(lin, site)
    taken = fill_up(lin, site)
    lin.find("note").fill("满了以后写的")
    lin.saved()
    kept = look(lin.page, "drafts", "bytes")
    names = [one["sha256"] for photos in kept["drafts"][0]["photos"].values() for one in photos]
    held = set(kept["bytes"]) - {NO_COPY}
    assert set(names) == held and len(names) == taken
    assert "满了以后写的" in str(kept["drafts"][0]["answers"])


@played(daily=ZH_OFFLINE)
def test_a_full_phone_signs_and_seals(
    playwright: Playwright, site: Site, trade: Trade, tmp_path: Path, manner: Manner
) -> None:
    """An acceptance that did not come about: nothing is asked but why, and the signatures."""
    mei = Inspector(playwright, site, tmp_path / "mei", manner=manner)
    with books(site):
        works = register("construction_site", "桃浦河滨书院（示例）", major=True, housing=False)
        tower = register("unit_work", "桃浦河滨书院 1# 楼（示例）", works)
    mei.sign_in(trade.mei)
    mei.arrive()
    mei.go(f"/premises/{tower.id}")
    mei.start()
    mei.find("answer-fail").click()
    mei.saved()
    taken = fill_up(mei, site)
    mei.page.get_by_role("button", name=mei.says("go.close")).click()
    mei.find("ruler").click()
    mei.find("to-void").click()
    mei.find("void").click()
    mei.page.locator(".phrase").first.click()
    mei.sign_off(trade.second)
    mei.seal()
    kept = look(mei.page, "drafts", "outbox", "bytes")
    [sealed] = kept["outbox"]
    assert sorted(one["sha256"] for one in sealed["blobs"]) == sorted(kept["bytes"])
    assert len(kept["bytes"]) == taken + 2 and not kept["drafts"]
    mei.context.close()


@played(daily=EN_OFFLINE)
def test_a_connection_that_the_browser_closed_is_opened_again(lin: Inspector, site: Site) -> None:
    begin(lin, site)
    lin.page.evaluate(CLOSED, 1)
    lin.find("note").fill("写在重开之后")
    lin.saved()
    expect(lin.find("problem-storage_lost")).to_have_count(0)
    assert "写在重开之后" in str(look(lin.page, "drafts"))

    lin.page.evaluate(CLOSED, 1000)
    lin.find("note").fill("没有存上")
    expect(lin.find("problem-storage_lost")).to_contain_text(lin.says("problem.storage_lost"))
    expect(lost_answer(lin)).to_be_visible()


@played()
def test_an_answer_that_was_not_saved_is_not_forgotten_on_the_way_to_the_seal(
    lin: Inspector, site: Site
) -> None:
    begin(lin, site)
    draft = lin.draft
    lin.page.evaluate(BREAKS)
    lin.find("answer-pass").click()
    lost = lost_answer(lin)
    expect(lost).to_be_visible()
    lin.page.evaluate("window.broken = false")
    lin.show(f"/seal/{draft}")
    expect(lin.find("seal-blocked")).to_be_visible(timeout=SLOW)
    expect(lost).to_be_visible()
    assert '"fail"' in json.dumps(look(lin.page, "drafts")["drafts"][0]["answers"])

    lin.page.evaluate("history.back()")
    lin.page.wait_for_url("**/inspect/**")
    lin.next()
    lin.find("answer-pass").click()
    lin.saved()
    answers = look(lin.page, "drafts")["drafts"][0]["answers"]
    assert [answer["value"] for answer in answers.values()] == ["pass", "pass"]


@played()
def test_an_answer_that_fails_after_its_screen_was_left_is_told_on_the_next(
    lin: Inspector, site: Site
) -> None:
    begin(lin, site)
    lin.page.evaluate(LATE)
    lin.find("answer-pass").click()
    lin.show("/me")
    expect(lin.find("answer-pass")).to_have_count(0)
    lin.page.evaluate("window.released = true")
    expect(lin.find("problem-quota")).to_be_visible(timeout=SLOW)


# With a network it would have been sent before it changed.
@played(*WITHOUT_A_NETWORK, daily=ZH_OFFLINE)
def test_a_photo_that_changed_on_the_disk_is_asked_for_again_and_never_sent(
    lin: Inspector, site: Site
) -> None:
    begin(lin, site)
    lin.take_small_photo()
    lin.page.evaluate(ROTS)
    sent: list[str] = []
    lin.context.on("request", lambda request: sent.append(f"{request.method} {request.url}"))
    lin.restore_network()
    expect(lin.find("photo")).to_contain_text(lin.says("photo.bad"), timeout=SLOW)
    assert not [one for one in sent if one.startswith("POST") and one.endswith("/sync/uploads")]


@played()
def test_a_photo_whose_file_is_gone_is_asked_for_again_and_stops_nothing(
    lin: Inspector, site: Site
) -> None:
    begin(lin, site)
    lin.find("camera-input").set_input_files([noise(next(PICTURES))])
    expect(lin.find("photo")).to_contain_text(lin.says("photo.saved"), timeout=SLOW)
    lin.context.close()
    files = [one for one in lin.profile.glob("**/*.indexeddb.blob/**/*") if one.is_file()]
    [photo] = [one for one in files if b"\xff\xd8\xff" in one.read_bytes()[:64]]
    photo.unlink()
    lin.open(offline=lin.manner.offline)
    lin.go("/")
    expect(lin.find("photo")).to_contain_text(lin.says("photo.bad"), timeout=SLOW)
    # Until an upload was tried it counts as one that waits.
    lin.restore_network()
    lin.go("/outbox")
    drafts = lin.says("sync-status.drafts", n=1)
    expect(lin.find("sync-status")).to_contain_text(drafts, timeout=SLOW)
