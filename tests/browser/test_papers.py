"""The papers of an inspection: made, printed and shared on the phone, without a network."""

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.inspector import Inspector
from tests.browser.kept import look
from tests.browser.manners import ZH_OFFLINE
from tests.browser.plan import Plan
from tests.browser.register import Place, ask
from tests.browser.server import Site
from tests.browser.test_kinds import open_list
from tests.browser.trade import Trade, new_shop

pytestmark = pytest.mark.long

FAILED = ("shop.cold-temp", "shop.expired", "shop.import-label")
UNSHARED = "navigator.canShare = undefined"
PRINTED = "window.print = () => { window.printed = document.title; }"


@pytest.fixture(scope="module")
def sealed(meis_phone: Inspector, site: Site, trade: Trade) -> Iterator[tuple[Inspector, Place]]:
    """Sealed without a network: two things failed by clauses that were read, one by none."""
    mei, place, code = meis_phone, new_shop(site), "food-shop"
    plan = Plan(site, place, code, FAILED)
    mei.change(ZH_OFFLINE)
    mei.fetch()
    mei.arrive()
    mei.go(f"/premises/{place.id}")
    open_list(mei, code)
    plan.play(mei)
    mei.sign_off(trade.second)
    mei.seal()
    yield mei, place
    mei.restore_network()


def open_papers(mei: Inspector) -> str:
    """From the outbox; returns the operator's code."""
    mei.go("/outbox")
    mei.job().click()
    mei.find("to-papers").click()
    return mei.find("operator-code").inner_text()


def test_what_no_clause_orders_stands_in_the_record_alone(
    sealed: tuple[Inspector, Place],
) -> None:
    mei, place = sealed
    mei.find("to-papers").click()
    expect(mei.page.get_by_role("heading", level=2)).to_have_text("责令改正通知书")
    expect(mei.find("ordered")).to_have_count(2)
    expect(mei.find("left-out")).to_contain_text("另有 1 项")
    expect(mei.find("paper-order")).to_contain_text("食品安全法第三十四条")
    expect(mei.find("paper-order")).not_to_contain_text("凭经验")
    mei.find("tab-record").click()
    expect(mei.find("paper-shop.import-label")).to_contain_text("不符合")
    expect(mei.find("paper-record")).to_contain_text(place.name)


def test_the_record_judges_nothing_and_the_sheet_tells_the_result(
    sealed: tuple[Inspector, Place],
) -> None:
    mei, _ = sealed
    open_papers(mei)
    mei.find("tab-record").click()
    expect(mei.find("paper-record")).not_to_contain_text("未达标")
    mei.find("tab-result").click()
    expect(mei.find("paper-result").last).to_have_text("未达标")
    expect(mei.find("paper-result").first).to_contain_text("以复核后的结果为准")


def test_the_number_is_made_of_the_id_for_ever(sealed: tuple[Inspector, Place]) -> None:
    mei, _ = sealed
    open_papers(mei)
    end = mei.page.url.rsplit("-", 1)[1].upper()
    number = mei.find("paper-number")
    expect(number).to_have_text(f"{end[:4]}-{end[4:8]}-{end[8:]}")
    mei.page.reload()
    expect(number).to_have_text(f"{end[:4]}-{end[4:8]}-{end[8:]}")


def test_in_print_the_paper_is_alone(sealed: tuple[Inspector, Place]) -> None:
    mei, _ = sealed
    open_papers(mei)
    mei.page.evaluate(PRINTED)
    mei.find("print").click()
    assert "责令改正通知书" in mei.page.evaluate("window.printed")
    mei.page.emulate_media(media="print", color_scheme="dark")
    expect(mei.find("paper-order")).to_be_visible()
    for name in ("back", "tab-record", "print", "share", "left-out"):
        expect(mei.find(name)).to_be_hidden()
    ground = "getComputedStyle(document.querySelector('.paper')).backgroundColor"
    assert mei.page.evaluate(ground) == "rgb(255, 255, 255)"
    mei.page.emulate_media(media="screen", color_scheme="light")


def test_a_shared_paper_needs_nothing_of_this_app(
    sealed: tuple[Inspector, Place], tmp_path: Path
) -> None:
    mei, place = sealed
    code = open_papers(mei)
    mei.page.evaluate(UNSHARED)
    with mei.page.expect_download() as coming:
        mei.find("share").click()
    file = tmp_path / coming.value.suggested_filename
    coming.value.save_as(file)
    text = file.read_text()
    assert file.suffix == ".html" and place.name in text and code in text
    assert len(re.findall('src="data:image/png;base64,[^"]{100}', text)) == 2
    assert not re.search(r'(src|href)="(?!data:)|<script|url\(', text)


def test_the_code_is_proved_to_the_server_and_told_to_nobody(
    sealed: tuple[Inspector, Place], site: Site
) -> None:
    mei, place = sealed
    code = open_papers(mei).replace(" ", "")
    mei.deliver()
    [(text,)] = ask(
        site,
        """select r.body from inspection_revision r join inspection i
        on i.id = r.inspection_id where i.premises_id = ?""",
        place.id,
    )
    proof = json.loads(text)["answer_code"]
    salt = bytes.fromhex(proof["salt"])
    assert hashlib.pbkdf2_hmac("sha256", code.encode(), salt, 600_000).hex() == proof["hash"]
    assert code not in text and code not in (site.instance / "inspect.db").read_bytes().decode(
        "latin1"
    )
    mei.cut_network()
    assert open_papers(mei).replace(" ", "") == code
    assert code in [one.get("answer_code") for one in look(mei.page, "sent")["sent"]]
