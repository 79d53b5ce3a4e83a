"""A locked door: said on site, sent with a network, decided at the desk, and still due."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Playwright, expect

from tests.browser.deciding import return_one_item, supervisor
from tests.browser.inspector import SLOW, Inspector
from tests.browser.manners import EN_OFFLINE, Manner, played
from tests.browser.register import Place, ask, inspections_at
from tests.browser.server import Site
from tests.browser.trade import new_school

REASON = "铁门上锁，电话没人接（示例）"
REMARK = "请补拍门牌（示例）"


@pytest.fixture
def place(site: Site) -> Place:
    return new_school(site, "lin")


@pytest.fixture
def lin(
    playwright: Playwright, site: Site, place: Place, tmp_path: Path, manner: Manner
) -> Iterator[Inspector]:
    inspector = Inspector(playwright, site, tmp_path / "lin", manner=manner)
    inspector.sign_in(site.account_of("lin"))
    yield inspector
    inspector.context.close()


def newest(site: Site, place: Place) -> tuple[int, str, str, bool]:
    """Number, state, result and completeness of what was sent last."""
    [(id, rev)] = inspections_at(site, place)
    query = "select state, result, complete from inspection_revision where inspection_id = ?"
    [(state, result, complete)] = ask(site, f"{query} and rev = {rev}", id)
    return rev, state, result, bool(complete)


def told_of(site: Site, place: Place) -> object:
    """The last visit, as every phone hears of it."""
    query = "select data from sync_row where collection = 'premises' and id = ?"
    [(data,)] = ask(site, query, place.id)
    return json.loads(data)["last"]


def say_closed(lin: Inspector, place: Place, second: str) -> None:
    """At the door: begun as an inspection, given up in its menu."""
    lin.go(f"/premises/{place.id}")
    lin.start()
    lin.page.wait_for_url("**/inspect/*/*")
    lin.find("ruler").click()
    lin.find("unable").click()
    lin.find("unable-moved").click()
    expect(lin.find("unable-screen")).to_be_visible(timeout=SLOW)
    expect(lin.find("seal-blocked")).to_be_visible()
    lin.find("why-closed").click()
    lin.find("note").fill(REASON)
    lin.take_small_photo()
    lin.find("pick-second").click()
    lin.find("person").filter(has_text=second).click()
    expect(lin.find("seal-blocked")).to_have_count(0)


@played()
def test_it_is_said_on_site_counts_nowhere_and_the_place_stays_due(
    lin: Inspector, desk: BrowserContext, site: Site, place: Place
) -> None:
    [(zhao,)] = ask(site, "select full_name from user where name = ?", "zhao")
    before = figure(site)
    lin.arrive()
    say_closed(lin, place, zhao)
    lin.seal()
    lin.show(f"/premises/{place.id}")
    expect(lin.find("start")).to_be_visible()
    expect(lin.page.get_by_text(lin.says("premises.seen-today"))).to_have_count(0)

    lin.deliver()
    assert newest(site, place) == (1, "received", "unable", True)
    chen = supervisor(desk, site)
    return_one_item(chen, site, place, "unable", REMARK)

    lin.go("/")
    lin.find("returned-row").filter(has_text=REMARK).click()
    expect(lin.find("unable-remark")).to_contain_text(REMARK, timeout=SLOW)
    lin.arrive()
    lin.take_small_photo()
    lin.page.locator("#missing-reason .phrase").first.click()
    lin.seal()
    lin.deliver()
    assert newest(site, place) == (2, "received", "unable", True)

    [(inspection, _)] = inspections_at(site, place)
    chen.goto(f"{site.base}/desk/inspections/{inspection}")
    row = chen.locator('[data-review-item="unable"]')
    expect(row.get_by_role("definition").filter(has_text=REASON)).to_be_visible()
    chen.locator("[data-approve] button").click()
    expect(chen.get_by_text("复核通过").first).to_be_visible()
    assert newest(site, place)[1] == "approved"
    assert told_of(site, place) is None
    assert figure(site) == before
    assert site.command("rollup", "verify").strip().endswith(" 0 differ")


@played(daily=EN_OFFLINE)
def test_said_at_the_door_it_can_be_taken_back(lin: Inspector, site: Site, place: Place) -> None:
    lin.arrive()
    lin.go(f"/premises/{place.id}")
    lin.find("unable").click()
    lin.find("unable-refused").click()
    expect(lin.find("why-refused")).to_have_attribute("aria-pressed", "true", timeout=SLOW)
    lin.find("unable-back").click()
    lin.find("unable-back").click()
    lin.page.wait_for_url("**/inspect/*/*")
    expect(lin.find("saved")).to_be_visible()
    assert inspections_at(site, place) == []


def figure(site: Site) -> object:
    told = json.loads(site.command("targets", "--target", "canteen-school", "--json"))
    return told["targets"][0]
