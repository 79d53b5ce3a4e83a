"""Of a site scored by tables the inspector selects which losses become corrections."""

import json
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from tests.browser.correcting import PATIENT
from tests.browser.filling import write
from tests.browser.inspector import Inspector
from tests.browser.manners import ZH_OFFLINE
from tests.browser.register import Place, ask
from tests.browser.server import Site
from tests.browser.test_papers_of_kinds import SCORED, begin
from tests.browser.test_site import HOOK, Sheets, loss
from tests.browser.trade import TAOPU, Trade, approve_all, new_site

pytestmark = pytest.mark.long

PLAN, FENCE, FIRE = "B1.plan", "B2.fence", "B2.fire"
ASKED = "select item, measure, days, state from correction where premises_id = ? order by item"


def test_only_what_the_inspector_selects_is_to_be_put_right(
    mei: Inspector, site: Site, trade: Trade
) -> None:
    place = new_site(site)
    mei.change(ZH_OFFLINE)
    found = {"fence": loss("围挡有缺口", 3), "fire": loss("灭火器缺两具", 4)}
    sheets = Sheets(site, place.attrs, mei.manner, **found)
    begin(mei, place, SCORED)
    draft = mei.draft
    write(mei, sheets.score, "construction_site", tables=sheets.written())
    expect(mei.find("order-list")).to_have_count(0)

    unfold(mei, draft, HOOK)  # the clause of its table was not read: a loss without an order
    expect(mei.find("score-take")).to_have_attribute("aria-pressed", "true")
    expect(mei.find("select-correction")).to_have_count(0)

    select(mei, draft, FENCE)
    expect(mei.find("measure-order")).to_have_attribute("aria-pressed", "true")
    expect(mei.find("measure-stop_use")).to_have_count(0)  # lifts alone have it
    select(mei, draft, PLAN)
    mei.find("measure-stop_work").click()
    expect(mei.find("measure-stop_work")).to_have_attribute("aria-pressed", "true")
    select(mei, draft, FIRE)
    mei.find("select-correction").click()  # and off again
    expect(mei.find("select-correction")).to_have_attribute("aria-pressed", "false")

    mei.go(f"/seal/{draft}")
    expect_listed(mei)
    mei.sign_off(trade.second)
    mei.seal()
    mei.find("to-papers").click()
    mei.find("tab-order").click()
    expect(mei.find("drafted").locator("li")).to_have_count(2, timeout=PATIENT)
    mei.deliver()

    assert ask(site, ASKED, place.id) == [(PLAN, "stop_work", 7, "proposed"), fence("proposed")]
    expect_body(site, place)
    site.command("user", "scope", "chen", "--add", f"{TAOPU}:construction_site")
    approve_all(site, place)
    assert ask(site, ASKED, place.id) == [(PLAN, "stop_work", 7, "stopped"), fence("ordered")]


def fence(state: str) -> tuple[str, str, int, str]:
    return FENCE, "order", 7, state


def select(mei: Inspector, draft: str, key: str) -> None:
    """Puts one loss on the order, on its own sheet."""
    unfold(mei, draft, key)
    mei.find("select-correction").click()
    expect(mei.find("select-correction")).to_have_attribute("aria-pressed", "true")


def unfold(mei: Inspector, draft: str, key: str) -> None:
    mei.go(f"/inspect/{draft}/{quote(key)}")
    slug = key.rpartition(".")[2]
    fold = mei.find(f"open-{slug}")
    expect(fold).to_be_visible(timeout=PATIENT)
    if fold.get_attribute("aria-expanded") != "true":
        fold.click()


def expect_listed(mei: Inspector) -> None:
    """What is asked is read before it is signed."""
    lines = mei.find("order-list")
    expect(lines).to_contain_text("整改单：2 项", timeout=PATIENT)
    expect(lines.locator("li")).to_have_count(2)
    expect(lines).to_contain_text("责令改正")
    expect(lines).to_contain_text("暂停施工")


def expect_body(site: Site, place: Place) -> None:
    """The sealed body names them, and nothing else that lost points."""
    query = """select r.body from inspection_revision r join inspection i on i.id = r.inspection_id
        where i.premises_id = ?"""
    [(body,)] = ask(site, query, place.id)
    assert {one["item"] for one in json.loads(body)["corrections"]} == {FENCE, PLAN}
