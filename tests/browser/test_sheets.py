"""Sheets of a site change only when what is filed under their names is on the disk."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, expect

from tests.browser.inspector import PICTURES, SLOW, Inspector
from tests.browser.kept import look
from tests.browser.pictures import FAR_AWAY, small_picture
from tests.browser.server import Site
from tests.browser.trade import Trade

# A slow disk: nothing is written to the drafts until `release` is called.
HELD = """async () => {
  const done = (request) => new Promise((resolve) => {
    request.onsuccess = () => resolve(request.result);
  });
  const names = (await indexedDB.databases()).map((one) => one.name);
  const db = await done(indexedDB.open(names.find((name) => /^inspect:.{36}$/.test(name))));
  const drafts = db.transaction("drafts", "readwrite").objectStore("drafts");
  let held = true;
  window.release = () => (held = false);
  const stay = () => {
    if (held) drafts.count().onsuccess = stay;
    else db.close();
  };
  stay();
}"""


@pytest.fixture
def mei(playwright: Playwright, site: Site, trade: Trade, tmp_path: Path) -> Iterator[Inspector]:
    """At the first crane of a site, of which no other phone hears."""
    inspector = Inspector(playwright, site, tmp_path / "mei")
    inspector.sign_in(trade.mei)
    inspector.cut_network()
    inspector.go(f"/premises/{trade.crane_site.id}")
    inspector.find("start").click()
    inspector.find("choose-construction-jgj59").click()
    inspector.find("here-B17").click()
    expect(inspector.find("rename")).to_be_visible()
    yield inspector
    inspector.context.close()


def test_sheets_stay_as_they_are_called_while_a_photo_is_being_saved(mei: Inspector) -> None:
    mei.find("open-hook").click()
    mei.find("score-take").click()
    mei.find("own-clause").click()
    mei.page.evaluate(FAR_AWAY)
    mei.find("album-input").set_input_files([small_picture(next(PICTURES)) for _ in range(2)])
    expect(mei.find("photos-saving")).to_be_visible()
    expect(mei.find("rename")).to_be_disabled()
    mei.find("to-all").click()
    expect(mei.find("photos-saving")).to_be_visible()
    expect(mei.find("add-B17")).to_be_disabled()
    mei.page.evaluate("arrive()")
    mei.find("add-B17").click(timeout=SLOW)
    expect(mei.page.get_by_role("heading", name="2#")).to_be_visible()
    [draft] = look(mei.page, "drafts")["drafts"]
    assert {name: len(all) for name, all in draft["photos"].items()} == {"B17[1#].hook": 2}


@pytest.mark.long
def test_points_that_were_tapped_just_before_go_along_to_the_new_name(mei: Inspector) -> None:
    mei.page.evaluate(HELD)
    for slug in ("hook", "multi"):
        mei.find(f"full-{slug}").click()
    mei.find("rename").click()
    mei.find("label").fill("东侧")
    mei.find("rename-keep").click()
    mei.page.evaluate("release()")
    expect(mei.page.get_by_role("heading", name="东侧")).to_be_visible(timeout=SLOW)
    mei.saved()
    [draft] = look(mei.page, "drafts")["drafts"]
    [crane] = draft["tables"]
    assert sorted(crane["scores"]) == ["hook", "multi"]


@pytest.mark.long
def test_a_table_that_is_not_decided_leads_to_its_choice(mei: Inspector) -> None:
    mei.go(f"/seal/{mei.draft}")
    mei.find("missing").filter(has_text="张表没说有没有").click()
    first = mei.page.locator('[data-test^="here-"]').first
    expect(first).to_be_focused()
    expect(first).to_be_in_viewport()
    first.click()
    expect(mei.find("to-all")).to_be_visible()
