"""A release whose service worker is broken: one setting calls it back, the phone's work is whole.

Chromium never asks for the next worker where the present one ends a navigation with an error:
`worker.ts` therefore leaves the last word to the network.
"""

import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Error, Locator, Playwright, expect

from tests.browser.inspector import SLOW, Inspector
from tests.browser.kept import look
from tests.browser.other_release import serving
from tests.browser.server import COMMAND, PROJECT, Site
from tests.browser.trade import books, register

TAKES_OVER = """
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("message", (event) => event.source.postMessage("broken"));
self.addEventListener("fetch", (event) => { %s });
"""
CONTROLLED_BY = """() => new Promise((resolve) => {
  navigator.serviceWorker.addEventListener("message", (event) => resolve(event.data));
  navigator.serviceWorker.controller?.postMessage("who");
  setTimeout(() => resolve("whole"), 500);
})"""
BROKEN = {
    "throws": "throw new Error('broken');",
    "answers with garbage": "event.respondWith(new Response('<p>0x7f</p>', "
    "{ headers: { 'Content-Type': 'text/html' } }));",
}
MINE = ("drafts", "photos", "bytes", "outbox")


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """A server of this test's own: it is restarted with other releases."""
    site = Site(tmp_path / "instance")
    site.instance.mkdir(mode=0o700)
    site.command("migrate")
    site.start()
    yield site
    site.stop()


def serve_broken(site: Site, folder: Path, how: str) -> None:
    shutil.copytree(PROJECT / "inspect_app" / "static" / "dist", folder)
    (folder / "worker.js.gz").unlink()
    (folder / "worker.js").write_text(TAKES_OVER % how)
    restart(site, *serving(folder))


def restart(site: Site, *serving: str) -> None:
    site.stop()
    site.serving = serving
    site.start()


@pytest.mark.long  # a minute each: the worker's own answers are tested daily in test_worker.py
@pytest.mark.parametrize("how", BROKEN.values(), ids=BROKEN)
def test_a_broken_worker_is_called_back_and_the_outbox_is_whole(
    playwright: Playwright, site: Site, tmp_path: Path, how: str
) -> None:
    lin = Inspector(playwright, site, tmp_path / "lin")
    before = begin(lin, site)

    serve_broken(site, tmp_path / "dist", how)
    lin.go("/")
    expect_broken(lin)

    site.settings["SERVICE_WORKER"] = "off"
    restart(site, *COMMAND, "serve")
    loads = count_loads_until_the_app_is_there(lin)
    assert loads <= 2
    lin.until(lambda: keeps_no_shell(lin))
    lin.until(lambda: has_no_worker(lin))  # it may load once more, now from the server
    expect(app(lin)).to_be_visible(timeout=SLOW)
    assert work_of(lin) == before

    del site.settings["SERVICE_WORKER"]
    restart(site, *COMMAND, "serve")
    lin.go("/")
    lin.page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    lin.cut_network()
    lin.go("/")
    expect(app(lin)).to_be_visible(timeout=SLOW)
    assert work_of(lin) == before
    lin.context.close()


def begin(lin: Inspector, site: Site) -> dict[str, list[object]]:
    """One answer and one photo that stay on the phone, and what its database then says."""
    with books(site):
        place = register("canteen_school", "桃浦河滨中学食堂（示例）")
    lin.sign_in(site.add_user("lin", "inspector"))
    lin.context.route("**/sync/**", lambda route: route.abort())
    lin.go(f"/premises/{place.id}")
    lin.start()
    lin.find("answer-pass").click()
    lin.saved()
    lin.take_small_photo()
    return work_of(lin)


def work_of(lin: Inspector) -> dict[str, list[object]]:
    """Without the place where it stands open, which each start writes down anew."""
    found = look(lin.page, *MINE)
    for draft in found["drafts"]:
        for name in ("edits", "saved_at", "current_item", "camera_item"):
            del draft[name]
    return found


def expect_broken(lin: Inspector) -> None:
    """The page that is open asks for the new worker by itself; it takes over at once."""
    lin.until(lambda: lin.page.evaluate(CONTROLLED_BY) == "broken", seconds=120)
    lin.cut_network()
    load(lin)
    expect(app(lin)).to_have_count(0)
    lin.restore_network()


def app(lin: Inspector) -> Locator:
    return lin.page.locator("#app > .screen")


def keeps_no_shell(lin: Inspector) -> bool:
    with suppress(Error):  # it is on its way to a page of the server
        return bool(lin.page.evaluate("caches.keys()") == ["who"])
    return False


def has_no_worker(lin: Inspector) -> bool:
    with suppress(Error):  # it is on its way
        return bool(lin.page.evaluate("!navigator.serviceWorker.controller"))
    return False


def count_loads_until_the_app_is_there(lin: Inspector) -> int:
    for loads in range(1, 6):
        load(lin)
        for _ in range(80):
            lin.page.wait_for_timeout(250)
            if app(lin).count():
                return loads
    raise AssertionError("the app does not come back")


def load(lin: Inspector) -> None:
    try:
        lin.go("/")
    except Error as error:
        assert "net::" in str(error), error
