"""What is signed is what is sealed: an answer that changes afterwards makes the signatures void,
and whoever would not sign is named with his reason."""

import json
from typing import Any

from playwright.sync_api import BrowserContext, expect

from tests.browser.deciding import supervisor
from tests.browser.filling import fill_in
from tests.browser.inspector import Inspector
from tests.browser.manners import EN_OFFLINE, EN_ONLINE, played
from tests.browser.plan import Plan
from tests.browser.register import Place, ask, inspections_at
from tests.browser.server import Site
from tests.browser.test_kinds import open_list
from tests.browser.trade import Trade, new_shop, new_stall


@played(daily=EN_OFFLINE)
def test_a_changed_answer_is_signed_again(mei: Inspector, site: Site, trade: Trade) -> None:
    place, code = new_shop(site), "food-shop"
    plan = Plan(site, place, code, ("shop.bright", "shop.cold-temp"))
    mei.fetch()
    mei.arrive()
    mei.go(f"/premises/{place.id}")
    open_list(mei, code)
    fill_in(mei, plan)
    expect(mei.find("finding")).to_have_count(2)
    mei.sign_off(trade.second)
    expect(mei.find("signature-holds")).to_have_count(2)

    mei.find("finding").first.click()
    mei.find("note").fill("签名之后补的一句")
    mei.saved()
    mei.page.go_back()
    expect(mei.find("signature-void")).to_have_count(2)
    expect(mei.find("seal-blocked")).to_be_visible()
    mei.sign("sign-own")
    expect(mei.find("signature-void")).to_have_count(1)
    mei.sign("sign-second")
    mei.find("drawn-signature").first.click()
    expect(mei.page.get_by_role("dialog")).to_be_visible()
    mei.page.keyboard.press("Escape")
    mei.seal()
    mei.deliver()
    digests = {one["content_digest"] for one in body_at(site, place)["signatures"]}
    assert len(digests) == 1 and None not in digests


@played(daily=EN_ONLINE)
def test_a_refusal_is_sealed_with_its_reason(
    mei: Inspector, desk: BrowserContext, site: Site, trade: Trade
) -> None:
    place, reason = new_stall(site), mei.says("seal.refuse-2")
    mei.fetch()
    mei.arrive()
    mei.go(f"/premises/{place.id}")
    open_list(mei, "stall")
    fill_in(mei, Plan(site, place, "stall", ("stall.expired",)))
    mei.pick_second(trade.second)
    mei.find("refuse").click()
    mei.page.get_by_role("dialog").get_by_text(reason).click()
    mei.find("refuse-save").click()
    expect(mei.page.get_by_text(mei.says("seal.refused", reason=reason))).to_be_visible()
    mei.sign("sign-own")
    mei.sign("sign-second")
    mei.seal()
    mei.deliver()
    body = body_at(site, place)
    assert body["refusal"]["reason"] == reason
    assert {one["role"] for one in body["signatures"]} == {"inspector"}
    chen = supervisor(desk, site)
    chen.goto(f"{site.base}/desk/inspections/{inspections_at(site, place)[0][0]}")
    expect(chen.get_by_text(reason).first).to_be_visible()


def body_at(site: Site, place: Place) -> dict[str, Any]:
    """What was sealed at this place, which lacks nothing."""
    [(body, lacks)] = ask(
        site,
        """select r.body, r.lacks from inspection_revision r join inspection i
        on i.id = r.inspection_id where i.premises_id = ?""",
        place.id,
    )
    assert json.loads(lacks) == []
    loaded: dict[str, Any] = json.loads(body)
    return loaded
