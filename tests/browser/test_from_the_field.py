"""What a visit brings beside its answers: the wrong door taken back, the register put right."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, expect

from tests.browser.axe import findings
from tests.browser.deciding import supervisor
from tests.browser.inspector import PICTURES, SLOW, Inspector
from tests.browser.manners import Manner, played
from tests.browser.pictures import small_picture
from tests.browser.plan import Plan
from tests.browser.register import Place, ask, inspections_at
from tests.browser.server import Account, Site
from tests.browser.trade import Trade, add_inspector, books, new_shop, register

REASON = "走错了门，应是隔壁店（示例）"


@pytest.fixture
def shop(site: Site) -> Place:
    return new_shop(site)


@pytest.fixture
def market(site: Site) -> Place:
    with books(site):
        return register("market", "桃浦水岸集贸市场（示例）")


@pytest.fixture(scope="module")
def account(site: Site, trade: Trade) -> Account:
    with books(site):
        return add_inspector("yan")


@pytest.fixture
def yan(
    playwright: Playwright,
    site: Site,
    account: Account,
    shop: Place,
    market: Place,
    tmp_path: Path,
    manner: Manner,
) -> Iterator[Inspector]:
    inspector = Inspector(playwright, site, tmp_path / "yan", manner=manner)
    inspector.sign_in(account)
    yield inspector
    inspector.context.close()


def shoot(page: Page, name: str) -> None:
    """A picture to look at, in a folder that the environment names."""
    if folder := os.environ.get("INSPECT_TEST_SHOTS"):
        page.wait_for_timeout(300)
        page.screenshot(path=Path(folder) / f"{name}.png")


def newest(site: Site, place: Place) -> tuple[int, str, str]:
    [(id, rev)] = inspections_at(site, place)
    query = "select state, result from inspection_revision where inspection_id = ?"
    [(state, result)] = ask(site, f"{query} and rev = {rev}", id)
    return rev, state, result


@played()
def test_the_wrong_door_is_taken_back_before_anybody_approves_it(
    yan: Inspector, desk: BrowserContext, site: Site, shop: Place, trade: Trade
) -> None:
    plan = Plan(site, shop, "food-shop")
    yan.arrive()
    yan.go(f"/premises/{shop.id}")
    yan.start()
    plan.play(yan)
    yan.sign_off(trade.second)
    yan.seal()
    yan.deliver()
    assert newest(site, shop)[:2] == (1, "received")
    yan.show(f"/premises/{shop.id}")
    expect(yan.page.get_by_text(yan.says("premises.seen-today")).first).to_be_visible()

    yan.arrive()
    yan.show(f"/outbox/{inspections_at(site, shop)[0][0]}")
    yan.find("withdraw").click()
    expect(yan.find("withdraw-do")).to_be_disabled()
    yan.find("note").fill(REASON)
    shoot(yan.page, "withdraw")
    yan.find("withdraw-do").click()
    expect(yan.page.get_by_text(REASON)).to_be_visible(timeout=SLOW)
    expect(yan.find("withdraw")).to_have_count(0)
    shoot(yan.page, "withdrawn")
    yan.find("to-papers").click()
    expect(yan.find("papers-withdrawn")).to_contain_text(REASON)
    expect(yan.find("paper-record")).to_have_count(0)
    yan.show(f"/premises/{shop.id}")
    expect(yan.find("start")).to_be_visible()
    expect(yan.page.get_by_text(yan.says("premises.seen-today"))).to_have_count(0)

    yan.deliver()
    assert newest(site, shop) == (2, "withdrawn", "withdrawn")
    chen = supervisor(desk, site)
    chen.goto(f"{site.base}/desk/inspections/{inspections_at(site, shop)[0][0]}")
    expect(chen.get_by_text(REASON).first).to_be_visible()
    expect(chen.locator("[data-approve]")).to_have_count(0)
    assert site.command("rollup", "verify").strip().endswith(" 0 differ")


@played()
def test_the_register_changes_when_the_desk_accepts_what_was_found(
    yan: Inspector, desk: BrowserContext, site: Site, shop: Place, market: Place
) -> None:
    stall = f"水岸 {market.code} 号摊（示例）"
    old, new = shop.name, shop.name.replace("面馆", "小吃")
    yan.arrive()
    yan.go(f"/premises/{shop.id}")
    yan.find("propose").click()
    shoot(yan.page, "propose-choose")
    yan.find("propose-name").click()
    expect(yan.find("propose-send")).to_be_disabled()
    yan.find("proposed-name").fill(new)
    yan.find("propose-note").fill("招牌换了")
    yan.find("camera-input").set_input_files([small_picture(next(PICTURES))])
    expect(yan.page.locator("dialog .photo img")).to_be_visible(timeout=SLOW)
    shoot(yan.page, "propose-name")
    yan.find("propose-send").click()
    expect(yan.find("proposal")).to_have_attribute("data-state", "waiting")
    shoot(yan.page, "propose-waiting")
    yan.show(f"/premises/{market.id}")
    yan.find("propose").click()
    yan.find("propose-new").click()
    yan.find("proposed-name").fill(stall)
    yan.find("propose-send").click()
    expect(yan.find("proposal")).to_have_attribute("data-state", "waiting")

    yan.deliver()
    chen = supervisor(desk, site)
    chen.goto(f"{site.base}/desk/proposals")
    row = chen.get_by_role("row").filter(has_text=new)
    expect(row.get_by_text(old.removesuffix("（示例）")).first).to_be_visible()
    assert findings(chen) == []
    shoot(chen, "desk-proposals")
    row.get_by_role("button", name="采纳", exact=True).click()
    other = chen.get_by_role("row").filter(has_text=stall)
    other.locator("summary").click()
    other.get_by_label("原因").fill("已有这个摊位")
    other.get_by_role("button", name="不采纳").click()
    [(name,)] = ask(site, "select name from premises where id = ?", shop.id)
    assert name == new
    shoot(chen, "desk-proposals-decided")

    yan.go("/outbox")
    yan.find("retry").click()
    yan.until(lambda: told(site, yan, market))
    yan.show(f"/premises/{market.id}")
    expect(yan.find("proposal")).to_have_attribute("data-state", "rejected", timeout=SLOW)
    expect(yan.page.get_by_text("已有这个摊位")).to_be_visible()
    yan.show(f"/premises/{shop.id}")
    expect(yan.page.get_by_text(new.removesuffix("（示例）")).first).to_be_visible()
    expect(yan.find("proposal")).to_have_attribute("data-state", "accepted")


def told(site: Site, yan: Inspector, market: Place) -> bool:
    """Whether the server has a row for the author that says how it was decided."""
    rows = ask(site, "select data from sync_row where collection = 'proposal'")
    decided = [json.loads(data) for (data,) in rows if data]
    return any(one["premises"] == market.id and one["state"] == "rejected" for one in decided)


@pytest.mark.long
def test_what_is_practised_never_leaves_the_phone_and_is_gone_afterwards(
    yan: Inspector, site: Site
) -> None:
    [(records,)] = ask(site, "select count(*) from sync_record")
    yan.go("/me")
    yan.find("practice").click()
    expect(yan.find("practice-stripe")).to_be_visible(timeout=SLOW)
    shoot(yan.page, "practice")
    yan.find("practise-food_shop").click()
    expect(yan.find("practice-stripe")).to_be_visible()
    yan.find("start").click()
    yan.page.wait_for_url("**/inspect/*/*")
    item = yan.item
    shoot(yan.page, "practice-item")
    yan.page.reload()
    expect(yan.find("practice-stripe")).to_be_visible(timeout=SLOW)
    assert yan.item == item
    yan.show("/outbox")
    expect(yan.find("practice-home")).to_be_visible()
    assert practices(yan.page) == 1

    yan.find("practice-end").click()
    expect(yan.find("practice")).to_be_visible(timeout=SLOW)
    expect(yan.find("practice-stripe")).to_have_count(0)
    assert practices(yan.page) == 0
    yan.go("/outbox")
    yan.find("retry").click()
    expect(yan.find("draft-row")).to_have_count(0)
    assert ask(site, "select count(*) from sync_record") == [(records,)]


def practices(page: Page) -> int:
    found = (
        "(await indexedDB.databases()).filter(({ name }) => name.startsWith('practice:')).length"
    )
    return int(page.evaluate(f"async () => {found}"))
