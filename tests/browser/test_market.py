"""A market and its three stalls in one round, up to the two figures they move."""

from playwright.sync_api import expect

from tests.browser.filling import fill_in
from tests.browser.inspector import Inspector
from tests.browser.manners import played
from tests.browser.plan import Plan
from tests.browser.register import Place
from tests.browser.server import Site
from tests.browser.trade import Figures, Trade, add_stall, approve_all, books, figures, register


@played()  # daily one inspection goes the whole way
def test_a_market_and_three_stalls(mei: Inspector, site: Site, trade: Trade) -> None:
    market, (one, two, ten) = new_market(site)
    stalls = [Plan(site, one, "stall"), Plan(site, two, "stall")]
    bad = Plan(site, ten, "stall", fail=("stall.expired",))
    before = figures(site)

    mei.learn(market)
    mei.arrive()
    mei.go(f"/premises/{market.id}")
    expect(mei.find("child-row")).to_have_count(3)
    seen = mei.says("children.seen", seen=0, all=3)
    expect(mei.find("children-seen")).to_have_text(seen)
    mei.start()
    Plan(site, market, "market").play(mei)
    expect(mei.find("seal-result")).to_have_text(mei.says("result.standard"))
    expect(mei.page.get_by_text(mei.says("why.not-applied"))).to_be_visible()
    finish(mei, trade)

    mei.go(f"/premises/{market.id}")
    mei.find("child-start").first.click()
    for number, stall in enumerate((*stalls, bad)):
        if number:
            fill_in(mei, stall)
        else:
            stall.play(mei)
        expect(mei.find("seal-result")).to_have_text(mei.says_result(stall.score))
        finish(mei, trade)
        if number < 2:
            go_to_next(mei, ("2", "10")[number])
    mei.find("to-place").click()
    seen = mei.says("premises.seen-today")
    expect(mei.find("child-row").filter(has_text=seen)).to_have_count(3)

    mei.deliver()
    approve_all(site, one, two, ten, market)
    after = figures(site)
    # Two of three stalls are 66.6 %, under ninety: the market is inspected and not up to standard.
    assert moved(before, after, "stall-standard") == {"numerator": 2, "inspected": 3, "passed": 2}
    assert moved(before, after, "market-standard") == {"numerator": 0, "inspected": 1, "passed": 0}
    mei.go("/plan")
    row = mei.page.locator('[data-target="stall-standard"]')
    figure = after["stall-standard"]
    expect(row).to_contain_text(f"{figure['numerator']:,} / {figure['denominator']:,}")


def new_market(site: Site) -> tuple[Place, tuple[Place, ...]]:
    with books(site):
        market = register("market", "桃浦河滨集贸市场（示例）", stalls=3)
        return market, tuple(add_stall(market, number) for number in ("1", "2", "10"))


def finish(mei: Inspector, trade: Trade) -> None:
    mei.sign_off(trade.second)
    mei.seal()


def go_to_next(mei: Inspector, number: str) -> None:
    """By their numbers: 10 comes after 2."""
    button = mei.find("next-child")
    expect(button).to_contain_text(mei.says("next.stall", name=number))
    button.click()
    mei.page.wait_for_url("**/inspect/*/*")


def moved(before: Figures, after: Figures, target: str) -> dict[str, int]:
    names = ("numerator", "inspected", "passed")
    return {name: after[target][name] - before[target][name] for name in names}
