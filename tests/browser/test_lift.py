"""A lift of twenty years under its estate: profile, drill and forty items without a network, and
the count of monitored lifts goes up by one although it has to be put right."""

import json
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.inspector import Inspector
from tests.browser.kept import look
from tests.browser.plan import Plan
from tests.browser.register import ask
from tests.browser.server import Site
from tests.browser.trade import Trade, approve_all, figures


@pytest.mark.long  # daily one inspection goes the whole way
def test_an_old_lift(mei: Inspector, site: Site, trade: Trade) -> None:
    plan = Plan(site, trade.old_lift, "elevator", fail=("elevator.alarm-call",))
    before = figures(site)["elevator-monitor"]

    mei.cut_network()
    mei.go(f"/premises/{trade.old_lift.id}")
    expect(mei.page.get_by_text("呼叫演练")).to_have_count(0)
    mei.find("parent").click()
    expect(mei.find("child-row")).to_have_count(2)
    # The young one is shown and not asked for.
    expect(mei.find("child-start")).to_have_count(1)
    mei.tap_twice("child-start")
    fill_in_profile(mei)
    plan.play(mei)
    expect(mei.find("seal-result")).to_have_text("限期整改")
    expect(mei.find("offered")).to_contain_text("严重隐患")
    mei.sign_off(trade.second)
    mei.seal()

    mei.deliver()
    approve_all(site, trade.old_lift)
    answers = body_at(site, trade)["answers"]
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


def fill_in_profile(mei: Inspector) -> None:
    """What the register knows is shown and not asked; the drill is timed by taps."""
    assert mei.item == "profile"
    assert len(drafts_of(mei, "elevator")) == 1
    expect(mei.find("field-elevator.in-service-date")).to_have_count(0)
    expect(mei.page.get_by_text("2004年2月29日")).to_be_visible()
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
    expect(mei.find("refused")).to_contain_text("没有记下")
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


def body_at(site: Site, trade: Trade) -> dict[str, Any]:
    query = """
        select r.body from inspection_revision r join inspection i on i.id = r.inspection_id
        where i.premises_id = ?
        """
    [(body,)] = ask(site, query, trade.old_lift.id)
    loaded: dict[str, Any] = json.loads(body)
    return loaded
