"""Days as they come: an ended session, a wrong clock, a new list, a second visit, a return."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Playwright, expect
from sqlalchemy import select, update

from inspect_app.checklists.load import load_every, publish
from inspect_app.extensions import db
from inspect_app.models.people import Session, User
from inspect_app.services.instance.install import publish_version
from inspect_app.services.writing.transaction import writing
from tests.browser.deciding import return_one_item, supervisor
from tests.browser.inspector import SLOW, Inspector
from tests.browser.manners import WITHOUT_A_NETWORK, Manner, played
from tests.browser.plan import Plan
from tests.browser.register import Place, ask, inspections_at
from tests.browser.server import Account, Site
from tests.browser.test_kinds import open_list
from tests.browser.trade import Trade, books, new_stall

REVISION = """select r.body, r.lacks, i.visited_on from inspection_revision r
    join inspection i on i.id = r.inspection_id and i.head_rev = r.rev where i.premises_id = ?"""


@pytest.fixture
def lin(
    playwright: Playwright, site: Site, trade: Trade, tmp_path: Path, manner: Manner
) -> Iterator[Inspector]:
    """Another phone of Mei's, so that nothing is under way on it."""
    inspector = Inspector(playwright, site, tmp_path / "lin", manner=manner)
    inspector.sign_in(trade.mei)
    yield inspector
    inspector.context.close()


def end_sessions(site: Site, account: Account) -> None:
    with books(site):
        whose = select(User.id).filter_by(name=account.user).scalar_subquery()
        ended = update(Session).where(Session.user_id == whose).values(ended_at=datetime.now(UTC))
        db.session.execute(ended)
        db.session.commit()


def visit(lin: Inspector, plan: Plan, second: str) -> None:
    lin.go(f"/premises/{plan.place.id}")
    open_list(lin, plan.code)
    plan.play(lin)
    lin.sign_off(second)
    lin.seal()


# With a network nothing would be unsent.
@played(*WITHOUT_A_NETWORK)
def test_ten_unsent_reports_outlive_the_session(lin: Inspector, site: Site, trade: Trade) -> None:
    places = [new_stall(site) for _ in range(10)]
    lin.fetch()
    lin.arrive()
    for place in places:
        say_closed(lin, place, trade.second)
    end_sessions(site, trade.mei)

    lin.restore_network()
    lin.go("/outbox")
    expect(lin.find("outbox-count")).to_contain_text("10 / 10", timeout=SLOW)
    lin.find("sign-in-again").click()
    lin.give_password(trade.mei)
    expect(lin.find("sign-in")).to_have_count(0, timeout=SLOW)
    lin.deliver()
    assert [len(inspections_at(site, place)) for place in places] == [1] * 10


def say_closed(lin: Inspector, place: Place, second: str) -> None:
    lin.go(f"/premises/{place.id}")
    lin.find("unable").click()
    lin.find("unable-closed").click()
    expect(lin.find("unable-screen")).to_be_visible(timeout=SLOW)
    lin.find("note").fill("门锁着（示例）")
    lin.take_small_photo()
    lin.find("pick-second").click()
    lin.find("person").filter(has_text=second).click()
    lin.seal()


@played()
@pytest.mark.parametrize("days", [1, -1])
def test_a_clock_that_is_a_day_off_dates_nothing(
    lin: Inspector, site: Site, trade: Trade, days: int
) -> None:
    plan = Plan(site, new_stall(site), "stall")
    lin.context.clock.install(time=datetime.now(UTC) + timedelta(days=days))
    lin.fetch()
    lin.arrive()
    visit(lin, plan, trade.second)
    lin.deliver()
    [(body, lacks, day)] = ask(site, REVISION, plan.place.id)
    assert (json.loads(body)["on"], day, json.loads(lacks)) == (today(site), today(site), [])


@played()
@pytest.mark.parametrize("days", [1, -1])
def test_a_clock_that_is_moved_by_a_day_in_between_counts_on_the_right_day(
    lin: Inspector, site: Site, trade: Trade, days: int
) -> None:
    plan = Plan(site, new_stall(site), "stall")
    lin.fetch()
    lin.arrive()
    lin.context.clock.install(time=datetime.now(UTC) + timedelta(days=days))
    visit(lin, plan, trade.second)
    lin.deliver()
    [(_, lacks, day)] = ask(site, REVISION, plan.place.id)
    assert (day, json.loads(lacks)) == (today(site), [])


def today(site: Site) -> str:
    [(day,)] = ask(site, "select date('now', '+8 hours')")
    return str(day)


@played()
def test_a_draft_of_an_earlier_list_is_finished_on_it(
    lin: Inspector, site: Site, trade: Trade
) -> None:
    plan, later = Plan(site, new_stall(site), "stall"), Plan(site, new_stall(site), "stall")
    lin.go(f"/premises/{plan.place.id}")
    open_list(lin, "stall")
    draft, (version, newer) = lin.draft, publish_later(site, "stall")

    lin.fetch()
    lin.arrive()
    lin.go(f"/premises/{later.place.id}")
    open_list(lin, "stall")
    lin.go(f"/inspect/{draft}")
    plan.play(lin)
    lin.sign_off(trade.second)
    lin.seal()
    visit(lin, later, trade.second)
    lin.deliver()
    used = [
        json.loads(ask(site, REVISION, one.place.id)[0][0])["checklist"]["version"]
        for one in (plan, later)
    ]
    assert used == [version, newer]


def publish_later(site: Site, code: str) -> tuple[str, str]:
    """The same list again under a later version, in force from the same day."""
    newest = "select version from checklist where code = ? order by version desc limit 1"
    [(before,)] = ask(site, newest, code)
    version = f"{before}0"
    with books(site), writing(datetime.now(UTC)) as w:
        last = [file for file in load_every() if file.code == code][-1]
        publish_version(w, publish(last.object | {"version": version}))
    return before, version


@played()
def test_a_second_visit_of_the_day_is_asked_about(lin: Inspector, site: Site, trade: Trade) -> None:
    plan = Plan(site, new_stall(site), "stall")
    lin.fetch()
    lin.arrive()
    visit(lin, plan, trade.second)
    lin.go(f"/premises/{plan.place.id}")
    expect(lin.page.get_by_text(lin.says("premises.seen-today")).first).to_be_visible()
    lin.find("start").click()
    expect(lin.find("inspect-again")).to_be_visible()
    lin.page.keyboard.press("Escape")
    expect(lin.find("inspect-again")).to_have_count(0)
    lin.deliver()
    assert len(inspections_at(site, plan.place)) == 1


@played()
def test_a_returned_item_with_another_verdict_is_signed_anew(
    lin: Inspector, desk: BrowserContext, site: Site, trade: Trade
) -> None:
    failed = "stall.price-tag"
    plan = Plan(site, new_stall(site), "stall", fail=(failed,))
    lin.fetch()
    lin.arrive()
    visit(lin, plan, trade.second)
    lin.deliver()
    return_one_item(supervisor(desk, site), site, plan.place, failed, "标价签在柜台下（示例）")

    lin.go("/")
    lin.find("returned-row").filter(has_text="标价签在柜台下").click()
    lin.arrive()
    lin.find("answer-pass").click()
    lin.saved()
    lin.go(f"/seal/{lin.draft}")
    lin.page.get_by_label(lin.says("seal.revision-reason")).fill("按退回意见改判")
    again = lin.find("missing").filter(has_text=lin.says("seal.resign-missing"))
    expect(again).to_be_visible()
    expect(lin.find("seal-blocked")).to_be_visible()
    lin.sign("sign-own")
    lin.sign("sign-second")
    lin.seal()
    lin.deliver()
    [(body, lacks, _)] = ask(site, REVISION, plan.place.id)
    signed = [one["rev"] for one in json.loads(body)["signatures"]]
    assert (json.loads(lacks), signed) == ([], [2, 2])
