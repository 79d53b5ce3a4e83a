"""What is put right during the visit: a photo before, a photo after, and closed with it."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.correcting import PATIENT, number_of, open_correction, paper_text, rows_at
from tests.browser.deciding import approve, supervisor
from tests.browser.filling import with_reasons, write
from tests.browser.inspector import Inspector
from tests.browser.manners import ZH_OFFLINE
from tests.browser.nan import COLD, EXPIRED
from tests.browser.plan import Plan
from tests.browser.register import Place, ask
from tests.browser.server import Site
from tests.browser.test_papers_of_kinds import begin
from tests.browser.trade import Trade, new_shop

pytestmark = pytest.mark.long

BODY = """select r.body from inspection_revision r join inspection i on i.id = r.inspection_id
    where i.premises_id = ?"""


def test_a_photo_before_and_one_after_in_one_visit_close_it(
    mei: Inspector, desk: BrowserContext, site: Site, trade: Trade, tmp_path: Path
) -> None:
    place = new_shop(site)
    mei.change(ZH_OFFLINE)
    plan = Plan(site, place, "food-shop", (COLD, EXPIRED))
    begin(mei, place)
    draft = mei.draft
    answers = with_reasons(plan)
    del answers[EXPIRED]["no_photo"]
    write(mei, plan.score, plan.kind, answers=answers)

    put_right(mei, draft)
    mei.go(f"/seal/{draft}")
    mei.sign_off(trade.second)
    mei.seal()
    mei.find("to-papers").click()
    mended = mei.find("ordered").filter(has_text="当场改正")
    expect(mended).to_have_count(1, timeout=PATIENT)
    mei.deliver()

    rows = rows_at(site, place)
    assert {item: row.state for item, row in rows.items()} == {COLD: "proposed", EXPIRED: "closed"}
    assert roles(site, place) == ["after", "before"]
    chen = supervisor(desk, site)
    approve(chen, site, place)
    rows = rows_at(site, place)
    assert {item: row.state for item, row in rows.items()} == {COLD: "ordered", EXPIRED: "closed"}
    expect_at_desk(chen, site, rows[EXPIRED].id)
    number = number_of(site, rows[EXPIRED].inspection, "order")
    assert "已核实" in paper_text(chen, site, rows[EXPIRED].inspection, number, tmp_path)


def put_right(mei: Inspector, draft: str) -> None:
    """The screen says which photo is still missing; without both it stays an order."""
    mei.go(f"/inspect/{draft}/{EXPIRED}")
    mei.find("measure-on_the_spot").click()
    missing = mei.find("measure-photos")
    expect(missing).to_contain_text("先拍一张整改前的照片", timeout=PATIENT)
    mei.take_small_photo()
    expect(missing).to_contain_text("再拍一张整改后的照片", timeout=PATIENT)
    mei.take_small_photo()
    expect(missing).to_have_count(0, timeout=PATIENT)
    expect(mei.find("measure-on_the_spot")).to_have_attribute("aria-pressed", "true")


def roles(site: Site, place: Place) -> list[str]:
    [(body,)] = ask(site, BODY, place.id)
    return sorted(one["role"] for one in json.loads(body)["photos"][EXPIRED])


def expect_at_desk(chen: Page, site: Site, id: str) -> None:
    open_correction(chen, site, id)
    main = chen.locator("main")
    expect(main).to_contain_text("当场改正")
    expect(main).to_contain_text("已销号")
