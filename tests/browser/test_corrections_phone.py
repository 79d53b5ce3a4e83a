"""A failed item: ordered, served and rechecked without a network; a conflict is told."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from inspect_app.domain.calendar.visits import shanghai_day
from inspect_app.domain.corrections.correction import Move
from inspect_app.extensions import db
from inspect_app.models.corrections import CorrectionPhoto, CorrectionRow
from inspect_app.queries.people import find_user
from inspect_app.services.corrections.moves import Made, lock_correction, make_move
from inspect_app.services.review.reviews import approve
from inspect_app.services.writing.transaction import writing
from tests.browser.inspector import SLOW, Inspector
from tests.browser.manners import ZH_OFFLINE
from tests.browser.pictures import small_picture
from tests.browser.plan import Plan
from tests.browser.register import Place
from tests.browser.server import Site
from tests.browser.test_kinds import open_list
from tests.browser.trade import Trade, books, new_shop

COLD, EXPIRED = "shop.cold-temp", "shop.expired"


@pytest.fixture
def sealed(mei: Inspector, site: Site, trade: Trade) -> Iterator[Place]:
    """Sealed without a network; two things failed by clauses that were read."""
    place = new_shop(site)
    plan = Plan(site, place, "food-shop", (COLD, EXPIRED))
    mei.change(ZH_OFFLINE)
    mei.fetch()
    mei.arrive()
    mei.go(f"/premises/{place.id}")
    open_list(mei, "food-shop")
    plan.play(mei)
    mei.sign_off(trade.second)
    mei.seal()
    yield place
    mei.restore_network()


def name_of(place: Place) -> str:
    """The name as the phone's rows show it, beside its small （示例）."""
    return place.name.removesuffix("（示例）")


def rows(place: Place) -> dict[str, CorrectionRow]:
    """The corrections of a premises by item, inside `books`."""
    db.session.expire_all()
    found = db.session.query(CorrectionRow).filter_by(premises_id=place.id)
    return {row.item: row for row in found}


def decide(place: Place, item: str, move: str, **given: str) -> None:
    """A supervisor's move, inside `books`."""
    chen, at = find_user("chen"), datetime.now(UTC)
    assert chen
    with writing(at) as w:
        row = lock_correction(w, rows(place)[item].id)
        assert row
        if move == "send":
            mei = find_user("mei")
            assert mei
            row.assigned_to = mei.id
        wanted = Move(move, "supervisor", shanghai_day(at), **given)
        make_move(w, row, Made(wanted, chen.id))


def approve_all(place: Place) -> None:
    chen = find_user("chen")
    assert chen
    [id] = {row.inspection_id for row in rows(place).values()}
    approve(chen.id, id, 1, at=datetime.now(UTC))


def test_from_a_failed_item_to_a_closed_one_and_a_conflict(
    mei: Inspector, site: Site, sealed: Place
) -> None:
    place = sealed
    serve(mei, place)
    mei.deliver()
    with books(site):
        today = shanghai_day(datetime.now(UTC))
        assert {row.served_on for row in rows(place).values()} == {today}
        approve_all(place)
        for item in (COLD, EXPIRED):
            decide(place, item, "send")
        cold, expired = rows(place)[COLD].id, rows(place)[EXPIRED].id
    mei.fetch()
    mei.cut_network()
    recheck(mei, place)
    with books(site):
        decide(place, EXPIRED, "escalate", reason="逾期不改（示例）")
    mei.deliver()
    with books(site):
        assert {id: row.state for row in rows(place).values() for id in [row.id]} == {
            cold: "closed",
            expired: "escalated",
        }
        assert db.session.query(CorrectionPhoto).filter_by(correction_id=cold).count() == 1
        step = rows(place)[COLD].moves[-1]
        assert (step.move, step.detail["value"]) == ("pass", 4.5)
    told(mei, place)


def serve(mei: Inspector, place: Place) -> None:
    """From the paper, in two taps; the day's page shows it at once."""
    mei.find("to-papers").click()
    expect(mei.find("ordered")).to_have_count(2)
    mei.find("serve").click()
    expect(mei.find("serve-handed")).to_have_attribute("aria-pressed", "true")
    mei.find("serve-save").click()
    expect(mei.find("served")).to_contain_text("当面交付", timeout=SLOW)
    mei.go("/")
    served = mei.find("served-row").filter(has_text=name_of(place))
    expect(served).to_have_count(2, timeout=SLOW)
    expect(served.first).to_contain_text("待上传")


def recheck(mei: Inspector, place: Place) -> None:
    """Only what failed is opened: one is put right, the other is not."""
    mei.go("/")
    row = mei.find("recheck-row").filter(has_text=name_of(place))
    expect(row).to_contain_text("指派给我", timeout=SLOW)
    row.click()
    for _ in range(2):
        expect(mei.find("recheck-item")).to_be_visible(timeout=SLOW)
        expect(mei.find("before")).to_be_visible(timeout=SLOW)
        expect(mei.find("recheck-blocked")).to_be_visible()
        if mei.find("recheck-value").count():
            put_right(mei)
        else:
            still_failing(mei)
    expect(mei.find("recheck-done")).to_be_visible(timeout=SLOW)
    expect(mei.find("full-inspection")).to_be_visible()
    mei.go("/")
    expect(mei.find("served-row").filter(has_text="待整改").first).to_be_visible(timeout=SLOW)


def put_right(mei: Inspector) -> None:
    expect(mei.find("recheck-was")).to_contain_text("改前")
    mei.find("recheck-value").fill("4.5")
    expect(mei.find("recheck-verdict")).to_contain_text("合格", timeout=SLOW)
    mei.find("camera-input").set_input_files([small_picture(4711)])
    expect(mei.find("photo")).to_have_count(1, timeout=SLOW)
    mei.page.reload()
    expect(mei.find("recheck-value")).to_have_value("4.5", timeout=SLOW)
    expect(mei.find("photo")).to_have_count(1, timeout=SLOW)
    before = mei.find("recheck-item").inner_text()
    mei.find("recheck-pass").click()
    mei.find("recheck-save").click()
    expect(mei.find("recheck-item").filter(has_text=before)).to_have_count(0, timeout=SLOW)


def still_failing(mei: Inspector) -> None:
    before = mei.find("recheck-item").inner_text()
    mei.find("recheck-still_failing").click()
    expect(mei.find("recheck-blocked")).to_contain_text("写明情况")
    mei.page.locator(".phrase").first.click()
    mei.find("recheck-save").click()
    expect(mei.find("recheck-item").filter(has_text=before)).to_have_count(0, timeout=SLOW)


def told(mei: Inspector, place: Place) -> None:
    """What came too late is told in words, with what became of it, until it was read."""
    mei.go("/")
    lost = mei.find("lost-move")
    expect(lost).to_have_count(1, timeout=SLOW)
    expect(lost).to_contain_text("“仍不合格”没有算数")
    expect(lost).to_contain_text("转立案")
    expect(lost).to_contain_text("逾期不改（示例）")
    expect(lost).to_contain_text("没有丢")
    mei.find("lost-read").click()
    expect(lost).to_have_count(0, timeout=SLOW)
    mei.page.reload()
    expect(mei.page.get_by_role("heading", level=1)).to_be_visible()
    expect(lost).to_have_count(0, timeout=SLOW)
    mei.go(f"/recheck/{place.id}")
    expect(mei.find("recheck-none")).to_be_visible(timeout=SLOW)
