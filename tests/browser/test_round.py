"""One round of signatures: inspectors sign ten stalls at once, who trades there signs his own.

What changes afterwards leaves the round, and every inspection is valid by itself.
"""

import json
from typing import Any

from playwright.sync_api import expect

from tests.browser.axe import findings
from tests.browser.filling import fill_in, write
from tests.browser.inspector import SLOW, Inspector
from tests.browser.manners import ZH_ONLINE, played
from tests.browser.plan import Plan
from tests.browser.register import Place, ask
from tests.browser.server import Site
from tests.browser.test_site import CODE as SCORED
from tests.browser.test_site import Sheets
from tests.browser.trade import Trade, add_lift, add_stall, add_tower, books, register

MANY = 10


@played()
def test_a_market_of_ten_stalls_is_signed_once(mei: Inspector, site: Site, trade: Trade) -> None:
    market, stalls = new_market(site)
    mei.learn(market)
    expect(mei.find("child-start")).to_have_count(8)
    mei.arrive()
    mei.go(f"/premises/{market.id}/children")
    expect(mei.find("run-next")).to_contain_text(mei.says("premises.never"))
    mei.find("run-skip").click()
    expect(mei.find("run-start")).to_have_text(mei.says("run.start", name="2"))
    for _ in range(MANY - 1):
        mei.find("run-skip").click()
    mei.find("run-start").click()
    for number, stall in enumerate(stalls):
        mei.page.wait_for_url("**/inspect/*/*")
        bad = ("stall.expired",) if number == 3 else ()
        plan = Plan(site, stall, "stall", fail=bad)
        fill_in(mei, plan)
        if number == 0:
            mei.pick_second(trade.second)
        mei.find("present-name").fill(f"经营户{number + 1}（示例）")
        mei.sign("sign-present")
        expect(mei.find("sign-later")).to_be_visible()
        mei.find("sign-later").click()
    mei.page.wait_for_url("**/round/**")
    expect(mei.find("round-count")).to_have_text(str(MANY))
    expect(mei.find("round-bar").first).to_have_text(f"{MANY} / {MANY}")
    expect(mei.find("round-one").nth(3)).to_contain_text(mei.says("findings.until", day="").strip())
    assert findings(mei.page) == []
    mei.sign("sign-own")
    expect(mei.find("round-go-sign")).to_contain_text(mei.says("round.go-sign", left=1))

    change_one(mei, 2)
    expect(mei.find("round-changed")).to_have_count(1)
    expect(mei.find("round-count")).to_have_text(str(MANY - 1))
    mei.sign("sign-second")
    mei.find("round-seal").click()
    expect_sealed(mei, MANY - 1)

    mei.deliver()
    bodies = [body for stall in stalls for body in bodies_at(site, stall)]
    assert len(bodies) == MANY - 1
    assert {len(body["round"]) for body in bodies} == {MANY}
    assert len({json.dumps(body["round"]) for body in bodies}) == 1
    drawn = {one["sha256"] for body in bodies for one in body["signatures"] if one.get("round")}
    assert len(drawn) == 2


def new_market(site: Site) -> tuple[Place, list[Place]]:
    with books(site):
        market = register("market", "桃浦新村集贸市场（示例）", stalls=MANY)
        return market, [add_stall(market, str(number)) for number in range(1, MANY + 1)]


def change_one(mei: Inspector, number: int) -> None:
    """A sentence more at one of them, and back to the others."""
    mei.find("round-one").nth(number).get_by_role("link").click()
    mei.find("findings-pass").click()
    mei.find("finding").first.click()
    mei.find("answer-fail").click()
    mei.find("note").fill("签名之后发现的")
    mei.saved()
    mei.page.go_back()
    mei.page.go_back()
    mei.page.wait_for_url("**/round/**")


def bodies_at(site: Site, place: Place) -> list[dict[str, Any]]:
    query = """select r.body, r.lacks from inspection_revision r join inspection i
        on i.id = r.inspection_id where i.premises_id = ?"""
    found = ask(site, query, place.id)
    assert all(json.loads(lacks) == [] for _, lacks in found)
    return [json.loads(body) for body, _ in found]


@played(daily=ZH_ONLINE)
def test_an_estate_of_five_lifts_is_signed_once_by_its_manager(
    mei: Inspector, site: Site, trade: Trade
) -> None:
    with books(site):
        estate = register("estate", "桃浦六村（示例）")
        lifts = [add_lift(estate, str(house), "2004-02-29") for house in range(3, 8)]
    mei.learn(estate)
    mei.arrive()
    mei.go(f"/premises/{estate.id}")
    mei.find("child-start").first.click()
    for lift in lifts:
        mei.page.wait_for_url("**/inspect/*/*")
        fill_in(mei, Plan(site, lift, "elevator"))
        mei.find("sign-later").click()
    mei.page.wait_for_url("**/round/**")
    expect(mei.find("round-count")).to_have_text("5")
    expect(mei.find("round-operator")).to_have_count(1)
    mei.find("present-name").fill("物业 王进（示例）")
    expect(mei.find("sign-own")).to_have_count(0)
    mei.sign("sign-present")
    sign_and_seal(mei, trade, 5)

    mei.deliver()
    bodies = [body for lift in lifts for body in bodies_at(site, lift)]
    present = [one for body in bodies for one in body["signatures"] if one["role"] == "present"]
    assert len({one["sha256"] for one in present}) == 1
    assert len({one["content_digest"] for one in present}) == 5
    mei.go(f"/premises/{estate.id}")
    seen = mei.says("premises.seen-today")
    expect(mei.find("child-row").filter(has_text=seen)).to_have_count(5)


@played()
def test_a_site_with_three_lists_is_signed_once_and_a_refusal_counts_for_all(
    mei: Inspector, site: Site, trade: Trade
) -> None:
    with books(site):
        place = register("construction_site", "桃浦科创园（示例）", major=True, housing=False)
        tower = add_tower(place, "3# 楼")
    mei.learn(place)
    mei.arrive()
    mei.go(f"/premises/{place.id}")
    mei.find("child-start").click()
    mei.page.wait_for_url("**/inspect/*/*")
    acceptance = {"unit_work": tower.id}
    fill_in(mei, Plan(site, place, "construction-acceptance", acceptance=acceptance))
    mei.find("sign-later").click()
    mei.page.wait_for_url("**/premises/**")
    start_other(mei, "construction-special")
    fill_in(mei, Plan(site, place, "construction-special"))
    mei.find("sign-later").click()
    mei.page.wait_for_url("**/round/**")
    mei.go(f"/premises/{place.id}")
    start_other(mei, SCORED, button="start")
    sheets = Sheets(site, place.attrs, mei.manner)
    write(mei, sheets.score, "construction_site", tables=sheets.written())
    mei.find("sign-later").click()
    mei.page.wait_for_url("**/round/**")
    expect(mei.find("round-one")).to_have_count(3)
    expect(mei.find("line-points").locator("tbody tr")).to_have_count(10)
    mei.find("refuse").click()
    mei.page.locator("dialog .phrase").first.click()
    mei.find("refuse-save").click()
    sign_and_seal(mei, trade, 3)
    mei.deliver()
    bodies = bodies_at(site, place)
    assert all(body["refusal"] for body in bodies) and len(bodies) == 3
    mei.go("/outbox")
    mei.find("job").first.click()
    expect(mei.find("sibling")).to_have_count(3)


def start_other(mei: Inspector, code: str, button: str = "start-other") -> None:
    """Beside what is under way at this place; from the second on, one chooses in any case."""
    mei.find(button).click()
    mei.find(f"choose-{code}").click()
    mei.page.wait_for_url("**/inspect/**")


def sign_and_seal(mei: Inspector, trade: Trade, many: int) -> None:
    expect(mei.find("sign-own")).to_be_visible()
    if not mei.find("sign-second").count():
        mei.pick_second(trade.second)
    mei.sign("sign-own")
    mei.sign("sign-second")
    mei.find("round-seal").click()
    expect_sealed(mei, many)


def expect_sealed(mei: Inspector, many: int) -> None:
    expect(mei.find("round-sealed")).to_contain_text(mei.says("round.sealed", n=many), timeout=SLOW)
