"""One inspection end to end at a phone's size: killed, sealed, sent, returned, mended,
approved; and every figure that moves equals what this test computes itself."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, expect

from inspect_app.domain.rules.checklist import Checklist
from inspect_app.domain.rules.scoring import required_photos, score, visible_items
from tests.bodies import passing_answers
from tests.browser.deciding import approve, return_one_item, supervisor
from tests.browser.inspector import SLOW, Inspector
from tests.browser.manners import ZH_OFFLINE, Manner, played
from tests.browser.register import Place, ask, inspections_at
from tests.browser.server import Site
from tests.browser.trade import new_school

FAILED = "raw.expired-spoiled"
NOTE = "面粉 2 袋过期，已当场下架"
REMARK = "照片看不清标签，请重拍"


@pytest.fixture
def lin(playwright: Playwright, site: Site, tmp_path: Path, manner: Manner) -> Iterator[Inspector]:
    inspector = Inspector(playwright, site, tmp_path / "lin", manner=manner)
    yield inspector
    inspector.context.close()


class Plan:
    """What Lin will answer, and what therefore must be true: computed before the phone starts."""

    def __init__(self, site: Site, place: Place) -> None:
        self.object: dict[str, Any] = json.loads(
            site.command("checklists", "show", "canteen-school", "--json")
        )
        self.items = {item["id"]: item for item in self.object["items"]}
        self.given: dict[str, Any] = {
            "premises": {"kind": "canteen_school", "attrs": place.attrs},
            "on": _today(site),
        }
        self.answers = passing_answers(self.object, self.given, (FAILED,))
        self.given["answers"] = self.answers
        self.checklist = Checklist.from_object(self.object)
        self.visible = [item.id for item in visible_items(self.checklist, self.given)]
        self.photos = required_photos(self.checklist, self.given)
        self.score = score(self.checklist, self.given)


@played(daily=ZH_OFFLINE)
def test_one_inspection_from_the_door_to_the_plan(
    lin: Inspector, desk: BrowserContext, site: Site
) -> None:
    account = site.account_of("lin")
    place = new_school(site, "lin")
    plan = Plan(site, place)
    before = figure(site)

    lin.sign_in(account)
    lin.arrive()
    lin.go(f"/q/{place.token}")
    expect(lin.page.get_by_text(place.name.removesuffix("（示例）")).first).to_be_visible()
    lin.start()
    answer_everything(lin, plan)
    sign_and_seal(lin, plan, other_inspector=person(site, "zhao"))

    lin.find("to-outbox").click()
    if lin.manner.offline:
        expect_waiting(lin, len(plan.photos))
    lin.restore_network()
    expect_received(lin)
    assert inspections_at(site, place)[0][1] == 1
    assert figure(site) == before

    chen = supervisor(desk, site)
    return_one_item(chen, site, place, FAILED, REMARK)
    mend(lin, place)
    lin.restore_network()
    expect_received(lin)
    assert [rev for _, rev in inspections_at(site, place)] == [2]

    approve(chen, site, place)
    assert plan.score["covered"] is True
    assert plan.score["result"] == "nonconform"
    after = figure(site)
    assert after["numerator"] == before["numerator"] + 1
    assert after["denominator"] == before["denominator"]
    assert after["inspected"] == before["inspected"] + 1
    assert after["passed"] == before["passed"]
    expect_shown(chen, site, after)
    expect_public(chen, site, place, after)


def answer_everything(lin: Inspector, plan: Plan) -> None:
    """Every visible item in the phone's order; the browser dies between two photos."""
    killed = False
    for _ in plan.visible:
        item = lin.item
        answer = plan.answers[item]
        lin.answer(
            plan.items[item], answer | ({"note": NOTE} if item == FAILED else {"note": None})
        )
        if item in plan.photos:
            lin.take_photo() if item == FAILED else lin.take_small_photo()
        if item == FAILED and not killed:
            killed = True
            lose_everything_but_the_disk(lin, item)
        lin.next()
    expect(lin.find("seal-result")).to_have_text(lin.says_result(plan.score))


def lose_everything_but_the_disk(lin: Inspector, item: str) -> None:
    draft, address = lin.draft, lin.page.url
    lin.find("take-photo").dispatch_event("click")
    lin.kill()
    lin.open(offline=lin.manner.offline)
    lin.go(f"/inspect/{draft}")
    lin.page.wait_for_url(address)
    assert lin.item == item
    expect(lin.find("photo")).to_have_count(1)
    expect(lin.find("answer-fail")).to_have_attribute("aria-pressed", "true")
    expect(lin.find("note")).to_have_value(NOTE)


def sign_and_seal(lin: Inspector, plan: Plan, other_inspector: str) -> None:
    expect(lin.find("seal-blocked")).to_be_visible()
    lin.pick_second(other_inspector)
    lin.sign("sign-own")
    lin.sign("sign-second")
    lin.find("present-name").fill("吴敏（示例）")
    lin.sign("sign-present")
    lin.seal()


def expect_waiting(lin: Inspector, photos: int) -> None:
    waiting = lin.says("outbox.photos", done=0, all=photos)
    expect(lin.find("job-photos").first).to_have_text(waiting)
    expect(lin.find("outbox-count")).to_have_text(lin.says("outbox.all-waiting", n=1, all=1))
    assert lin.job().get_attribute("data-state") != "received"


def expect_received(lin: Inspector) -> None:
    lin.go_to("outbox")
    if lin.find("retry").get_attribute("aria-busy") != "true":
        lin.find("retry").click()
    expect(lin.job()).to_have_attribute("data-state", "received", timeout=60_000)
    expect(lin.find("outbox-count")).to_have_text("0")


def mend(lin: Inspector, place: Place) -> None:
    """The return comes with the next pull; it is mended on site, as revision 2."""
    lin.find("retry").click()
    lin.go_to("today")
    name = place.name.removesuffix("（示例）")
    row = lin.find("returned-row").filter(has_text=name)
    expect(row).to_contain_text(REMARK, timeout=SLOW)
    expect(lin.find("premises-row").filter(has_text=name)).to_have_count(0)
    lin.arrive()
    row.click()
    assert lin.item == FAILED
    expect(lin.page.get_by_text(REMARK)).to_be_visible()
    lin.take_photo()
    lin.find("ruler").click()
    lin.go(f"/seal/{lin.draft}")
    lin.page.get_by_label(lin.says("seal.revision-reason")).fill("按退回意见补正")
    expect(lin.find("seal")).to_be_enabled()
    lin.seal()
    lin.find("to-outbox").click()


def figure(site: Site) -> dict[str, Any]:
    told = json.loads(site.command("targets", "--target", "canteen-school", "--json"))
    [target] = told["targets"]
    found: dict[str, Any] = target
    assert found["value"] == _floored(found["numerator"], found["denominator"])
    return found


def expect_shown(chen: Page, site: Site, figure: dict[str, Any]) -> None:
    """The desk's overview says what the command line says."""
    chen.goto(f"{site.base}/desk/")
    row = chen.locator('[data-target="canteen-school"]')
    expect(row).to_contain_text(f"{figure['numerator']} / {figure['denominator']}")
    expect(row).to_contain_text(f"{figure['value']}%")


def expect_public(page: Page, site: Site, place: Place, figure: dict[str, Any]) -> None:
    page.goto(f"{site.base}/plan")
    row = page.locator('[data-target="canteen-school"]')
    expect(row).to_contain_text(f"{figure['numerator']} / {figure['denominator']}")
    page.goto(f"{site.base}/q/{place.token}")
    expect(page.get_by_text("不符合").first).to_be_visible()
    assert NOTE not in page.content()
    assert "吴敏" not in page.content()


def person(site: Site, user: str) -> str:
    [(name,)] = ask(site, "select full_name from user where name = ?", user)
    return str(name)


def _floored(numerator: int, denominator: int) -> str:
    tenths = numerator * 1000 // denominator
    return f"{tenths // 10}.{tenths % 10}"


def _today(site: Site) -> str:
    return str(json.loads(site.command("targets", "--json"))["as_of"])
