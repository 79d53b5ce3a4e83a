"""Every checklist that no other test plays: opened at the door, answered to its last item, sealed
without a network and sent; the server judges it as `inspect-app score` judges the same answers."""

import json
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.inspector import Inspector
from tests.browser.plan import Plan
from tests.browser.register import Place, ask
from tests.browser.server import Site
from tests.browser.trade import Trade


@dataclass(frozen=True)
class Visit:
    """What is found there beside what is in order, and what it comes to."""

    code: str
    result: str
    fail: tuple[str, ...] = ()
    chosen: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Where an item does not pass with the answer of a test: numbers that switch others on."""
    hidden: tuple[str, ...] = ()
    """Asked only where another answer than ours was given, or another word stands on record."""


# Over five metres an expert review is asked for, further down; there is no work on facades.
DEEP_PIT = {
    "special.pit-depth": {"value": 5.25},
    "special.facade-height": {"value": "na", "note": "没有外立面作业"},
}
# Hot enough for a machine, which steam would not be: the limit follows the answer before it.
MACHINE = {"wash.method": {"value": "machine"}, "wash.heat": {"value": 90}}
DAILY = [Visit("stall", "未达标", ("stall.scale-verified",))]
LONG = [
    Visit("construction-special", "停工整改", ("special.expert-review",), DEEP_PIT),
    Visit("food-shop", "未达标", ("shop.bright", "shop.cold-temp")),
    Visit("food-online", "达标", ("online.update-days",), hidden=("online.return-rule",)),
    Visit("food-street", "未达标", ("street.red-count",)),
    Visit("consumer-unit", "达标", ("acu.reply-days",)),
    Visit("canteen-elderly", "基本符合", ("elder.diet-order",), MACHINE, ("wash.chlorine",)),
]


@pytest.mark.parametrize(
    "visit",
    [*DAILY, *(pytest.param(visit, marks=pytest.mark.long) for visit in LONG)],
    ids=lambda visit: visit.code,
)
def test_a_list_is_answered_to_its_end(
    mei: Inspector, site: Site, trade: Trade, visit: Visit
) -> None:
    place = trade.one_of[visit.code]
    plan = Plan(site, place, visit.code, visit.fail, visit.chosen)
    assert set(plan.items) - set(plan.answers) == set(visit.hidden)

    mei.cut_network()
    mei.go(f"/premises/{place.id}")
    open_list(mei, visit.code)
    plan.play(mei)
    expect(mei.find("seal-result")).to_have_text(visit.result)
    mei.sign_off(trade.second)
    mei.seal()
    mei.deliver()
    expect_same_judgement(site, place, plan)


def open_list(mei: Inspector, code: str) -> None:
    """Where a kind has several lists, one is chosen first."""
    mei.find("start").click()
    if code == "construction-special":
        mei.find(f"choose-{code}").click()
    mei.begin_again()


def expect_same_judgement(site: Site, place: Place, plan: Plan) -> None:
    """What was stored, what the command line makes of it, and what this test meant to enter."""
    [(body, stored, result)] = ask(
        site,
        """select r.body, r.score, r.result from inspection_revision r join inspection i
        on i.id = r.inspection_id where i.premises_id = ?""",
        place.id,
    )
    told = json.loads(site.command("score", "--checklist", plan.code, text=body))
    assert json.loads(stored) == told == plan.score
    assert told["result"] == result
    entered = json.loads(body)["answers"]
    assert {item: answer["value"] for item, answer in entered.items()} == {
        item: answer["value"] for item, answer in plan.answers.items()
    }
