"""One round of signatures: ten stalls of a market are signed once by the inspectors, and once each
by who trades there; what changes afterwards leaves the round, every inspection is valid alone."""

import json
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.filling import fill_in
from tests.browser.inspector import SLOW, Inspector
from tests.browser.plan import Plan
from tests.browser.register import Place, ask
from tests.browser.server import Site
from tests.browser.trade import Trade, add_stall, books, register

MANY = 10


@pytest.mark.long
def test_a_market_of_ten_stalls_is_signed_once(mei: Inspector, site: Site, trade: Trade) -> None:
    market, stalls = new_market(site)
    learn(mei, market)
    mei.cut_network()
    mei.go(f"/premises/{market.id}/children")
    mei.find("child-start").first.click()
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
    expect(mei.find("round-one").nth(3)).to_contain_text("到期")
    mei.sign("sign-own")
    expect(mei.find("round-blocked")).to_contain_text("还差 1 个签名")

    change_one(mei, 2)
    expect(mei.find("round-changed")).to_have_count(1)
    expect(mei.find("round-count")).to_have_text(str(MANY - 1))
    mei.sign("sign-second")
    mei.find("round-seal").click()
    expect(mei.find("round-sealed")).to_contain_text(f"已封存 {MANY - 1} 次检查", timeout=SLOW)

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


def learn(mei: Inspector, place: Place) -> None:
    """The phone opens what was registered today, and pulls what lies under it."""
    mei.deliver()
    mei.go(f"/premises/{place.id}")
    expect(mei.find("children")).to_be_visible(timeout=SLOW)
    expect(mei.find("children-all")).to_be_visible(timeout=SLOW)


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
