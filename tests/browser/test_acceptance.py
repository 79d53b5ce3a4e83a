"""Two towers of a major site are accepted on site: one fails at its first meeting, one
passes after a meeting that did not come about. The first-pass rate counts one of two."""

from playwright.sync_api import expect

from tests.browser.inspector import Inspector
from tests.browser.manners import played
from tests.browser.plan import Plan
from tests.browser.register import Place
from tests.browser.server import Site
from tests.browser.trade import Trade, add_tower, approve_all, books, figures, register

CODE = "construction-acceptance"


@played()  # daily one inspection goes the whole way
def test_first_acceptances_of_two_towers(mei: Inspector, site: Site, trade: Trade) -> None:
    works, towers = new_works(site)
    failing = Plan(site, works, CODE, fail=("acceptance.files",))
    passing = Plan(site, works, CODE)
    before = figures(site)["project-first-pass"]

    mei.learn(works)
    mei.arrive()
    fail_the_first(mei, trade, towers[0], failing)
    call_off_and_pass_the_second(mei, trade, towers[1], passing)

    mei.deliver()
    approve_all(site, works)
    after = figures(site)["project-first-pass"]
    assert after["denominator"] == before["denominator"] + 2
    assert after["numerator"] == before["numerator"] + 1
    mei.go("/plan")
    expect(mei.page.locator('[data-target="project-first-pass"]')).to_contain_text(
        f"{after['numerator']} / {after['denominator']}"
    )
    mei.go(f"/premises/{towers[1].id}")
    expect(mei.find("attempts")).to_contain_text(mei.says("accept.nth", n=1))
    expect(mei.find("attempts")).to_contain_text(mei.says("result.void"))
    # Its towers were accepted; the site itself nobody inspected.
    mei.go(f"/premises/{works.id}")
    expect(mei.page.get_by_text(mei.says("premises.never"))).to_be_visible()


def new_works(site: Site) -> tuple[Place, tuple[Place, Place]]:
    with books(site):
        works = register("construction_site", "桃浦河滨广场（示例）", major=True, housing=False)
        return works, (add_tower(works, "1# 楼"), add_tower(works, "2# 楼"))


def fail_the_first(mei: Inspector, trade: Trade, tower: Place, plan: Plan) -> None:
    """From the site: checklist, then unit work; a failure says how it goes on."""
    mei.go(f"/premises/{plan.place.id}")
    mei.find("start").click()
    mei.find(f"choose-{CODE}").click()
    mei.page.locator('dialog [data-test="child-start"]').first.click()
    plan.play(mei)
    expect(mei.find("seal-result")).to_have_text(mei.says("result.fail"))
    expect(mei.find("attempt")).to_contain_text(mei.says("accept.first-is-it"))
    mei.find("handling-rework").click()
    mei.sign_off(trade.second)
    mei.seal()
    expect(mei.find("seal-result")).to_have_text(mei.says("result.fail"))
    mei.find("to-place").click()
    mei.page.wait_for_url(f"**/premises/{tower.id}")
    expect(mei.find("start")).to_contain_text(mei.says("accept.start", n=2))
    expect(mei.page.get_by_text(mei.says("accept.first-counts")).first).to_be_visible()


def call_off_and_pass_the_second(mei: Inspector, trade: Trade, tower: Place, plan: Plan) -> None:
    """A void meeting needs its reason and nothing else, and has no number."""
    mei.go(f"/premises/{tower.id}")
    mei.start()
    mei.find("ruler").click()
    mei.find("to-void").click()
    mei.find("void").click()
    mei.page.locator(".phrase").first.click()
    expect(mei.find("seal-result")).to_have_text(mei.says("result.void"))
    mei.sign_off(trade.second)
    mei.seal()
    mei.go(f"/premises/{tower.id}")
    expect(mei.find("start")).to_contain_text(mei.says("accept.start", n=1))
    mei.start()
    plan.play(mei)
    expect(mei.find("seal-result")).to_have_text(mei.says("result.pass"))
    mei.sign_off(trade.second)
    mei.seal()
