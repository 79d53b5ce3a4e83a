"""A lift of twenty years under its estate: profile, drill and forty items on site, and
the count of monitored lifts goes up by one although it has to be put right."""

import json
from typing import Any

from playwright.sync_api import expect

from tests.browser.inspector import Inspector
from tests.browser.kept import look
from tests.browser.manners import played
from tests.browser.plan import Plan
from tests.browser.register import Place, ask
from tests.browser.server import Site
from tests.browser.trade import Trade, add_lift, approve_all, books, figures, register

OFFERED = "elevator.other-hazard"


@played()  # daily one inspection goes the whole way
def test_an_old_lift(mei: Inspector, site: Site, trade: Trade) -> None:
    estate, old_lift = new_estate(site)
    plan = Plan(site, old_lift, "elevator", fail=("elevator.alarm-call",))
    before = figures(site)["elevator-monitor"]

    mei.learn(estate)
    mei.arrive()
    mei.go(f"/premises/{old_lift.id}")
    expect(mei.page.get_by_text(mei.says("drill.title"))).to_have_count(0)
    mei.find("parent").click()
    expect(mei.find("child-row")).to_have_count(2)
    # The young one is shown and not asked for.
    expect(mei.find("child-start")).to_have_count(1)
    mei.tap_twice("child-start")
    fill_in_profile(mei)
    plan.play(mei)
    expect(mei.find("seal-result")).to_have_text(mei.says("result.fix"))
    expect(mei.find("offered")).to_contain_text(mei.manner.either(plan.items[OFFERED]))
    mei.sign_off(trade.second)
    mei.seal()

    mei.deliver()
    approve_all(site, old_lift)
    answers = body_at(site, old_lift)["answers"]
    assert answers["elevator.in-service-date"] == {"value": "2004-02-29"}
    assert answers["elevator.faults-12m"] == {"value": 3}
    assert answers["elevator.ucmp"] == {"value": "no"}
    assert answers["elevator.drill-answer"]["value"] >= 1
    after = figures(site)["elevator-monitor"]
    assert after["numerator"] == before["numerator"] + 1
    mei.go("/plan")
    expect(mei.page.locator('[data-target="elevator-monitor"]')).to_contain_text(
        f"{after['numerator']:,}"
    )


def new_estate(site: Site) -> tuple[Place, Place]:
    """An estate with an old and a young lift; the old one is drawn for a drill."""
    with books(site):
        estate = register("estate", "桃浦河滨苑（示例）")
        add_lift(estate, "2", "2020-05-01")
        return estate, add_lift(estate, "1", "2004-02-29", call_drill=True)


def fill_in_profile(mei: Inspector) -> None:
    """What the register knows is shown and not asked; the drill is timed by taps."""
    assert mei.item == "profile"
    assert len(drafts_of(mei, "elevator")) == 1
    expect(mei.find("field-elevator.in-service-date")).to_have_count(0)
    expect(mei.page.get_by_text("2004").first).to_be_visible()
    write_a_figure(mei)
    mei.find("option-no").click()
    mei.find("drill-alarm").click()
    mei.find("drill-elevator.drill-answer").click()
    mei.find("next").click()
    mei.page.wait_for_url("**/inspect/*/elevator.*")


def write_a_figure(mei: Inspector) -> None:
    """What is refused stays in sight and says so; the rest is on the disk before one leaves."""
    faults = mei.find("field-elevator.faults-12m")
    faults.fill("12345")
    refused = mei.says("profile.refused", range="\n").partition("\n")[0].strip()
    expect(mei.find("refused")).to_contain_text(refused)
    expect(faults).to_have_value("12345")
    faults.fill("３")
    expect(mei.find("refused")).to_have_count(0)
    mei.until(lambda: figure_on_disk(mei, "elevator.faults-12m") == {"value": 3})


def figure_on_disk(mei: Inspector, item: str) -> Any:
    [draft] = drafts_of(mei, "elevator")
    return draft["answers"].get(item)


def drafts_of(mei: Inspector, checklist: str) -> list[Any]:
    drafts = look(mei.page, "drafts")["drafts"]
    return [one for one in drafts if one["checklist"]["code"] == checklist]


def body_at(site: Site, place: Place) -> dict[str, Any]:
    query = """
        select r.body from inspection_revision r join inspection i on i.id = r.inspection_id
        where i.premises_id = ?
        """
    [(body,)] = ask(site, query, place.id)
    loaded: dict[str, Any] = json.loads(body)
    return loaded
