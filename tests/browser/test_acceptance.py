"""Two towers of a major site are accepted without a network: one fails at its first meeting, one
passes after a meeting that did not come about. The first-pass rate counts one of two."""

import pytest
from playwright.sync_api import expect

from tests.browser.inspector import Inspector
from tests.browser.plan import Plan
from tests.browser.server import Site
from tests.browser.trade import Trade, approve_all, figures

CODE = "construction-acceptance"


@pytest.mark.long  # daily one inspection goes the whole way
def test_first_acceptances_of_two_towers(mei: Inspector, site: Site, trade: Trade) -> None:
    failing = Plan(site, trade.works_site, CODE, fail=("acceptance.files",))
    passing = Plan(site, trade.works_site, CODE)
    before = figures(site)["project-first-pass"]

    mei.cut_network()
    fail_the_first(mei, trade, failing)
    call_off_and_pass_the_second(mei, trade, passing)

    mei.deliver()
    approve_all(site, trade.works_site)
    after = figures(site)["project-first-pass"]
    assert after["denominator"] == before["denominator"] + 2
    assert after["numerator"] == before["numerator"] + 1
    mei.go("/plan")
    expect(mei.page.locator('[data-target="project-first-pass"]')).to_contain_text(
        f"{after['numerator']} / {after['denominator']}"
    )
    mei.go(f"/premises/{trade.towers[1].id}")
    expect(mei.find("attempts")).to_contain_text("第 1 次验收")
    expect(mei.find("attempts")).to_contain_text("未计")
    # Its towers were accepted; the site itself nobody inspected.
    mei.go(f"/premises/{trade.works_site.id}")
    expect(mei.page.get_by_text("还没有检查过")).to_be_visible()


def fail_the_first(mei: Inspector, trade: Trade, plan: Plan) -> None:
    """From the site: checklist, then unit work; a failure says how it goes on."""
    mei.go(f"/premises/{trade.works_site.id}")
    mei.find("start").click()
    mei.find(f"choose-{CODE}").click()
    mei.page.locator('dialog [data-test="child-start"]').first.click()
    plan.play(mei)
    expect(mei.find("seal-result")).to_have_text("不合格")
    expect(mei.find("attempt")).to_contain_text("第 1 次验收")
    mei.find("handling-rework").click()
    mei.sign_off(trade.second)
    mei.seal()
    expect(mei.find("seal-result")).to_have_text("不合格")
    mei.find("to-place").click()
    mei.page.wait_for_url(f"**/premises/{trade.towers[0].id}")
    expect(mei.find("start")).to_contain_text("第 2 次验收")
    expect(mei.page.get_by_text("一次验收合格率只看第 1 次").first).to_be_visible()


def call_off_and_pass_the_second(mei: Inspector, trade: Trade, plan: Plan) -> None:
    """A void meeting needs its reason and nothing else, and has no number."""
    mei.go(f"/premises/{trade.towers[1].id}")
    mei.start()
    mei.find("ruler").click()
    mei.find("to-void").click()
    mei.find("void").click()
    mei.page.locator(".phrase").first.click()
    expect(mei.find("seal-result")).to_have_text("未计")
    mei.sign_off(trade.second)
    mei.seal()
    mei.go(f"/premises/{trade.towers[1].id}")
    expect(mei.find("start")).to_contain_text("第 1 次验收")
    mei.start()
    plan.play(mei)
    expect(mei.find("seal-result")).to_have_text("合格")
    mei.sign_off(trade.second)
    mei.seal()
