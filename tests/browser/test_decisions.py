"""Decisions at the desk: undone by a key, withdrawn on another page, two supervisors at once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, expect

from tests.browser.chromium import open_desk
from tests.browser.deciding import sign_in_at_desk, supervisor
from tests.browser.register import ask
from tests.browser.server import Site

pytestmark = pytest.mark.long
CLEAN = """
    select i.id from inspection i
    join inspection_revision r on r.inspection_id = i.id and r.rev = i.head_rev
    join premises p on p.id = i.premises_id
    join membership m on m.area = p.area and m.kind = p.kind
    join user u on u.id = m.user_id and u.name = 'chen'
    where r.state = 'received' and r.complete and r.passed and r.covered
      and r.flags not like '%unmeasured%' and i.checklist = 'canteen-school'
    order by p.id in (select premises_id from standing), r.received_at, i.id
    """
"""What waits and passed everything: first where nothing counts yet."""


@pytest.fixture
def second(playwright: Playwright, tmp_path: Path) -> Iterator[BrowserContext]:
    """The browser of another supervisor."""
    context = open_desk(playwright, tmp_path / "second")
    yield context
    context.close()


def state_of(site: Site, inspection: str) -> str:
    query = "select state from inspection_revision where inspection_id = ? order by rev desc"
    return str(ask(site, query, inspection)[0][0])


def open_one(page: Page, site: Site, *, new: bool = False) -> str:
    """Open a clean inspection that waits, and return its id; `new`: nothing counts there yet."""
    inspection = str(ask(site, CLEAN)[0 if new else -1][0])
    page.goto(f"{site.base}/desk/inspections/{inspection}")
    return inspection


def inspected(page: Page, site: Site) -> str:
    """What the overview says of school canteens."""
    page.goto(f"{site.base}/desk/")
    return page.locator('tr[data-target="canteen-school"]').inner_text()


def test_z_undoes_an_approval_within_seconds(desk: BrowserContext, site: Site) -> None:
    chen = supervisor(desk, site)
    inspection = open_one(chen, site)
    chen.locator("[data-approve] button").click()
    expect(chen.locator("[data-undo]")).to_be_visible()
    assert state_of(site, inspection) == "approved"
    chen.keyboard.press("z")
    chen.wait_for_url(f"**/desk/inspections/{inspection}")
    expect(chen.locator("[data-approve] button")).to_be_visible()
    expect(chen.locator("[data-undo]")).to_have_count(0)
    assert state_of(site, inspection) == "received"


def test_the_button_undoes_a_return(desk: BrowserContext, site: Site) -> None:
    chen = supervisor(desk, site)
    inspection = open_one(chen, site)
    chen.keyboard.press("r")
    chen.keyboard.type("请补拍（示例）")
    chen.locator("[data-return]").click()
    expect(chen.locator("[data-undo]")).to_be_visible()
    assert state_of(site, inspection) == "returned"
    chen.locator("[data-undo]").get_by_role("button").click()
    chen.wait_for_url(f"**/desk/inspections/{inspection}")
    assert state_of(site, inspection) == "received"


def test_the_ruler_counts_and_the_offer_ends(desk: BrowserContext, site: Site) -> None:
    chen = supervisor(desk, site)
    chen.clock.install()
    inspection = open_one(chen, site)
    chen.locator("[data-approve] button").click()
    words = chen.locator("[data-undo-left]")
    before = words.inner_text()
    chen.clock.run_for(4_000)
    expect(words).not_to_have_text(before)
    chen.clock.run_for(8_000)
    expect(chen.locator("[data-undo]")).to_have_count(0)
    assert state_of(site, inspection) == "approved"


def test_an_approval_that_is_withdrawn_takes_its_number_back(
    desk: BrowserContext, site: Site
) -> None:
    chen = supervisor(desk, site)
    inspection = open_one(chen, site, new=True)
    before = inspected(chen, site)
    chen.goto(f"{site.base}/desk/inspections/{inspection}")
    chen.locator("[data-approve] button").click()
    expect(chen.get_by_role("status").first).to_be_visible()
    assert inspected(chen, site) != before
    chen.goto(f"{site.base}/desk/inspections/{inspection}")
    chen.get_by_role("link", name="撤回").click()
    chen.get_by_role("button", name="撤回通过").click()
    expect(chen.locator("[data-approve] button")).to_be_visible()
    assert inspected(chen, site) == before


def test_the_slower_of_two_supervisors_reads_it_in_place_and_keeps_the_words(
    desk: BrowserContext, second: BrowserContext, site: Site
) -> None:
    chen, wu = supervisor(desk, site), second.pages[0]
    sign_in_at_desk(wu, site, site.add_user("wu", "supervisor"))
    inspection = open_one(chen, site)
    wu.goto(f"{site.base}/desk/inspections/{inspection}")
    wu.keyboard.press("r")
    wu.keyboard.type("表头没有拍到（示例）")
    with chen.expect_navigation():  # what an earlier decision offers may stand on the page still
        chen.locator("[data-approve] button").click()
    assert state_of(site, inspection) == "approved"
    wu.locator("[data-return]").click()
    wu.wait_for_url("**/return")
    bar = wu.locator(".decision-refused")
    expect(bar).to_contain_text("已通过这次检查")
    expect(bar.get_by_role("textbox")).to_have_value("表头没有拍到（示例）")
    wu.goto(wu.url)  # the address of the form leads back to the page
    expect(wu).to_have_url(f"{site.base}/desk/inspections/{inspection}")
    assert state_of(site, inspection) == "approved"
