"""What is signed is what is sealed: an answer that changes afterwards makes the signatures void."""

import json

from playwright.sync_api import expect

from tests.browser.inspector import Inspector
from tests.browser.plan import Plan
from tests.browser.register import ask
from tests.browser.server import Site
from tests.browser.test_kinds import open_list
from tests.browser.trade import Trade


def test_a_changed_answer_is_signed_again(mei: Inspector, site: Site, trade: Trade) -> None:
    place, code = trade.one_of["food-shop"], "food-shop"
    plan = Plan(site, place, code, ("shop.bright", "shop.cold-temp"))
    mei.cut_network()
    mei.go(f"/premises/{place.id}")
    open_list(mei, code)
    plan.play(mei)
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
    [(body, lacks)] = ask(
        site,
        """select r.body, r.lacks from inspection_revision r join inspection i
        on i.id = r.inspection_id where i.premises_id = ?""",
        place.id,
    )
    assert json.loads(lacks) == []
    digests = {one["content_digest"] for one in json.loads(body)["signatures"]}
    assert len(digests) == 1 and None not in digests
