"""The papers of a lift, of a site and of JGJ 59, opened on the phone right after the seal.

Nothing was sent yet: what no network brings must not stand on them. The food shop's, with print
and sharing, are the subject of `test_papers.py`.
"""

from playwright.sync_api import expect

from tests.browser.filling import fill_in, write
from tests.browser.inspector import Inspector
from tests.browser.manners import WITHOUT_A_NETWORK, played
from tests.browser.plan import Plan
from tests.browser.register import Place
from tests.browser.server import Site
from tests.browser.test_site import CODE as SCORED
from tests.browser.test_site import Sheets
from tests.browser.trade import Trade, new_lift, new_site

SPECIAL = "construction-special"


@played(*WITHOUT_A_NETWORK)
def test_the_papers_of_a_lift_stop_its_use(mei: Inspector, site: Site, trade: Trade) -> None:
    """Its brake fails by a clause that was read, its alarm by one that was only found."""
    place = new_lift(site)
    plan = Plan(site, place, "elevator", ("elevator.brake", "elevator.alarm-call"))
    begin(mei, place)
    fill_in(mei, plan)
    open_papers(mei, trade)
    expect_order(mei, "lift", of=place)
    expect(mei.find("drafted")).to_contain_text(mei.says("serve.clause"))
    expect(mei.find("drafted").locator("li")).to_have_count(1)
    expect(mei.find("paper-order")).to_contain_text(f"☑ {mei.says('paper.stop-yes')}")
    expect(mei.find("paper-order")).to_contain_text(place.attrs["device_code"])
    expect_record(mei, plan, "elevator.brake", "elevator.alarm-call")
    expect_result(mei, mei.says("result.stop"))


@played(*WITHOUT_A_NETWORK)
def test_the_papers_of_a_site_stop_its_works(mei: Inspector, site: Site, trade: Trade) -> None:
    place = new_site(site)
    plan = Plan(site, place, SPECIAL, ("special.hot-work", "special.accept-plate"))
    begin(mei, place, SPECIAL)
    fill_in(mei, plan)
    open_papers(mei, trade)
    expect_order(mei, "site", of=place)
    expect(mei.find("left-out")).to_have_text(mei.says("paper.left-out", n=1))
    expect(mei.find("paper-order")).to_contain_text(mei.says("paper.kind-whole"))
    expect_record(mei, plan, "special.hot-work", "special.accept-plate")
    expect_result(mei, mei.says("result-construction_site.stop"))


@played(*WITHOUT_A_NETWORK)
def test_of_scored_tables_nothing_is_ordered_and_the_losses_are_on_record(
    mei: Inspector, site: Site, trade: Trade
) -> None:
    place = new_site(site)
    sheets = Sheets(site, place.attrs, mei.manner)
    begin(mei, place, SCORED)
    write(mei, sheets.score, "construction_site", tables=sheets.written())
    open_papers(mei, trade)
    record = mei.find("paper-record")
    expect(record).to_contain_text(mei.says("record.taken", clause=sheets.listed(), n=3))
    expect(record).to_contain_text(f"{sheets.name_of('tables', 'B17')} 3号楼东侧")
    expect(record).to_contain_text(mei.says("paper.absent"))
    mei.find("tab-order").click()
    expect(mei.page.get_by_text(mei.says("paper.no-order"), exact=True)).to_be_visible()
    expect_result(mei, mei.says("result.fail"))
    points = mei.says("paper.points", n=sheets.score["total_shown"])
    expect(mei.find("paper-result").first).to_contain_text(points)


def begin(mei: Inspector, place: Place, code: str | None = None) -> None:
    mei.fetch()
    mei.arrive()
    mei.go(f"/premises/{place.id}")
    mei.find("start").click()
    if code:
        mei.find(f"choose-{code}").click()
    mei.page.wait_for_url("**/inspect/**")


def open_papers(mei: Inspector, trade: Trade) -> None:
    mei.sign_off(trade.second)
    mei.seal()
    mei.find("to-papers").click()
    expect(mei.find("tab-record")).to_be_visible()


def expect_order(mei: Inspector, kind: str, of: Place) -> None:
    """One thing is ordered, under the order's own name."""
    expect(mei.page.get_by_role("heading", level=2)).to_have_text(mei.says(f"paper.{kind}"))
    expect(mei.find("paper-order")).to_contain_text(of.name)
    expect(mei.find("ordered")).to_have_count(1)
    code = mei.says("paper.code-place", place=f"{of.code[:4]} {of.code[4:]}")
    expect(mei.find("place-code")).to_have_text(code)


def expect_record(mei: Inspector, plan: Plan, *failed: str) -> None:
    mei.find("tab-record").click()
    for item in failed:
        line = mei.find(f"paper-{item}")
        expect(line).to_contain_text(mei.manner.either(plan.items[item]))
        expect(line).to_contain_text(mei.says("paper.fail"))
    refused = mei.says("paper.refused", reason=mei.says("seal.refuse-1"))
    expect(mei.find("paper-record")).to_contain_text(refused)
    signed = mei.find("paper-record").locator("img[data-sha256]")
    expect(signed).to_have_count(2)


def expect_result(mei: Inspector, words: str) -> None:
    mei.find("tab-result").click()
    expect(mei.find("paper-result").last).to_have_text(words)
