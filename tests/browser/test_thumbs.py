"""One thumb: a pass leads on and can be taken back, the pad makes way, a slip loses nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, expect

from tests.browser.inspector import Inspector
from tests.browser.kept import look
from tests.browser.register import uncovered_school
from tests.browser.server import Site
from tests.browser.test_kinds import open_list
from tests.browser.trade import Trade

pytestmark = pytest.mark.long

LEADS_ON = "localStorage.setItem('inspect.auto-next', 'on')"
UNCOVERED = """(button) => {
  const { left, top, width, height } = button.getBoundingClientRect();
  return button.contains(document.elementFromPoint(left + width / 2, top + height / 2));
}"""


@pytest.fixture
def lin(playwright: Playwright, site: Site, tmp_path: Path) -> Iterator[Inspector]:
    """At the first item of a canteen, offline."""
    inspector = Inspector(playwright, site, tmp_path / "lin")
    inspector.sign_in(site.account_of("lin"))
    inspector.go(f"/premises/{uncovered_school(site, 'lin').id}")
    inspector.start()
    inspector.cut_network()
    yield inspector
    inspector.context.close()


def answers_of(lin: Inspector) -> dict[str, object]:
    [draft] = look(lin.page, "drafts")["drafts"]
    answers: dict[str, object] = draft["answers"]
    return answers


def test_a_draft_is_deleted_behind_a_menu_and_after_a_second_tap(lin: Inspector) -> None:
    lin.find("ruler").click()
    expect(lin.find("discard")).to_have_count(0)
    lin.find("more").click()
    lin.find("discard").click()
    lin.find("keep").click()
    expect(lin.find("discard")).to_have_count(0)
    lin.find("more").click()
    lin.find("discard").click()
    box, foot = lin.find("discard").bounding_box(), lin.find("list-next").bounding_box()
    assert box is not None and foot is not None and box["y"] + 200 < foot["y"]
    lin.find("discard").click()
    lin.page.wait_for_url(f"{lin.site.base}/")
    assert look(lin.page, "drafts")["drafts"] == []


def test_a_pass_leads_on_and_is_taken_back_for_five_seconds(lin: Inspector) -> None:
    lin.page.evaluate(LEADS_ON)
    lin.show(f"/inspect/{lin.draft}/staff.hygiene")
    lin.find("answer-pass").click()
    expect(lin.find("passed")).to_contain_text("已记合格")
    assert lin.item != "staff.hygiene"
    lin.find("undo").click()
    assert lin.item == "staff.hygiene"
    expect(lin.find("answer-pass")).to_have_attribute("aria-pressed", "false")
    assert "staff.hygiene" not in answers_of(lin)
    lin.find("answer-pass").click()
    expect(lin.find("passed")).to_be_visible()
    expect(lin.find("passed")).to_have_count(0, timeout=6_000)


def test_a_hurried_second_tap_does_not_pass_the_next_item(lin: Inspector) -> None:
    lin.page.evaluate(LEADS_ON)
    lin.show(f"/inspect/{lin.draft}/staff.hygiene")
    lin.find("answer-pass").click()
    expect(lin.find("passed")).to_be_visible()
    lin.page.evaluate("""document.querySelector('[data-test="answer-pass"]')?.click()""")
    assert list(answers_of(lin)) == ["staff.hygiene"]


@pytest.mark.parametrize("height", [640, 800])
def test_the_pad_hides_no_camera_that_is_needed(lin: Inspector, height: int) -> None:
    lin.page.set_viewport_size({"width": 360, "height": height})
    lin.show(f"/inspect/{lin.draft}/raw.cold-temp")
    assert lin.find("pad-shot").evaluate(UNCOVERED)
    lin.press(4)
    lin.find("pad-next").click()
    assert lin.item == "raw.cold-temp"
    expect(lin.find("pad-open")).to_be_visible()
    lin.until(lambda: bool(lin.find("take-photo").evaluate(UNCOVERED)), 3)
    lin.take_small_photo()
    lin.find("next").click()
    lin.show(f"/inspect/{lin.draft}/raw.cold-temp")
    expect(lin.find("pad-open")).to_be_visible()
    expect(lin.find("pad-4")).to_have_count(0)
    lin.find("pad-open").click()
    expect(lin.find("pad-4")).to_be_visible()
    expect(lin.find("pad-shot")).to_have_count(0)
    lin.find("previous").click()
    assert lin.item != "raw.cold-temp"


def test_the_list_shows_the_open_and_the_failed_alone(lin: Inspector) -> None:
    lin.show(f"/inspect/{lin.draft}/staff.hygiene")
    lin.find("answer-fail").click()
    lin.saved()
    lin.find("ruler").click()
    rows = lin.page.locator(".section-row")
    everything = rows.count()
    lin.find("only-fail").click()
    expect(rows).to_have_count(1)
    lin.find("only-open").click()
    expect(rows).to_have_count(everything - 1)
    lin.find("list-next").click()
    assert lin.item != "staff.hygiene"


def test_a_share_is_counted_by_the_phone(mei: Inspector, trade: Trade) -> None:
    mei.cut_network()
    mei.go(f"/premises/{trade.market.id}")
    open_list(mei, "market")
    mei.show(f"/inspect/{mei.draft}/market.agreement-rate")
    for key in ("4", "7", "/", "5", "0"):
        mei.page.locator(f'[data-test="pad-{key}"]').click()
    expect(mei.find("reading")).to_contain_text("47/50")
    expect(mei.find("reading")).to_contain_text("= 94%")
    mei.saved()
    mei.page.reload()
    expect(mei.find("reading")).to_contain_text("47/50")
    drafts = look(mei.page, "drafts")["drafts"]
    kept = [one["answers"].get("market.agreement-rate") for one in drafts]
    assert [one | {"due_days": 0} for one in kept if one] == [
        {"value": 94, "fraction": [47, 50], "due_days": 0}
    ]
