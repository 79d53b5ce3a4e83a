"""The seal page and its sheets: what was typed is kept, and the focus comes back where it was."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, expect

from tests.browser.inspector import Inspector
from tests.browser.kept import look
from tests.browser.register import uncovered_school
from tests.browser.server import Site

# As a page that mends a returned inspection has it.
MENDING = """async () => {
  const done = (request) => new Promise((resolve) => {
    request.onsuccess = () => resolve(request.result);
  });
  const names = (await indexedDB.databases()).map((one) => one.name);
  const db = await done(indexedDB.open(names.find((name) => /^inspect:.{36}$/.test(name))));
  const drafts = db.transaction("drafts", "readwrite").objectStore("drafts");
  for (const draft of await done(drafts.getAll())) await done(drafts.put({ ...draft, rev: 2 }));
  db.close();
}"""


@pytest.fixture
def lin(playwright: Playwright, site: Site, tmp_path: Path) -> Iterator[Inspector]:
    """Before a seal page, offline."""
    inspector = Inspector(playwright, site, tmp_path / "lin")
    inspector.sign_in(site.account_of("lin"))
    inspector.go(f"/premises/{uncovered_school(site, 'lin').id}")
    inspector.start()
    inspector.cut_network()
    inspector.go(f"/seal/{inspector.draft}")
    yield inspector
    inspector.context.close()


def test_the_name_of_the_person_present_survives_a_reload(lin: Inspector) -> None:
    lin.find("present-name").fill("吴敏（示例）")
    lin.until(lambda: "吴敏" in str(look(lin.page, "drafts")))
    lin.page.reload()
    expect(lin.find("present-name")).to_have_value("吴敏（示例）")


def test_the_focus_returns_to_the_button_that_opened_a_sheet(lin: Inspector) -> None:
    close = lin.page.locator("dialog .sheet-close").click
    for button, leave in (
        ("refuse", close),
        ("sign-own", close),
        ("sign-own", lambda: lin.page.keyboard.press("Escape")),
    ):
        lin.find(button).click()
        expect(lin.page.locator("dialog[open]")).to_be_visible()
        leave()
        expect(lin.find(button)).to_be_focused()


def test_nothing_dark_shows_between_the_parts_of_a_later_revision(lin: Inspector) -> None:
    lin.page.evaluate(MENDING)
    lin.page.reload()
    reason = lin.page.locator(".seal-reason").first
    reason.scroll_into_view_if_needed()
    box = reason.bounding_box()
    assert box is not None
    gap = lin.page.evaluate(
        "([x, y]) => { const at = document.elementFromPoint(x, y);"
        " return [at.className, getComputedStyle(at).backgroundColor]; }",
        [box["x"] + 20, box["y"] - 6],
    )
    assert gap == ["body seal", "rgba(0, 0, 0, 0)"]
