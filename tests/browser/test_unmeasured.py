"""Who has no thermometer says so: a button beside the pad, a phrase, and nothing is invented."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Playwright, expect

from tests.browser.inspector import Inspector
from tests.browser.kept import look
from tests.browser.register import uncovered_school
from tests.browser.server import Site

FREEZER, COLD, PEST = "raw.freezer-temp", "raw.cold-temp", "env.pest"


@pytest.fixture
def lin(playwright: Playwright, site: Site, tmp_path: Path) -> Iterator[Inspector]:
    inspector = Inspector(playwright, site, tmp_path / "lin")
    yield inspector
    inspector.context.close()


def answers(lin: Inspector) -> dict[str, Any]:
    """What lies in the phone's database of the one draft."""
    drafts: list[dict[str, Any]] = look(lin.page, "drafts")["drafts"]
    return dict(drafts[0]["answers"])


def test_a_reading_that_was_not_taken_is_said_and_taken_back_by_a_number(
    lin: Inspector, site: Site
) -> None:
    lin.sign_in(site.account_of("lin"))
    lin.go(f"/premises/{uncovered_school(site, 'lin').id}")
    lin.start()
    draft, button = lin.draft, lin.find("answer-unmeasured")

    lin.show(f"/inspect/{draft}/{PEST}")
    expect(lin.find("answer-pass")).to_be_visible()
    expect(button).to_have_count(0)

    lin.show(f"/inspect/{draft}/{FREEZER}")
    lin.press(-18)
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(lin.find("verdict")).to_have_text("没有测到")
    expect(lin.find("reading")).to_contain_text("––")
    lin.page.get_by_role("button", name="没有温度计").click()
    lin.saved()
    assert answers(lin)[FREEZER] == {"value": "unmeasured", "note": "没有温度计"}

    lin.show(f"/inspect/{draft}/{COLD}")
    button.click()
    lin.page.get_by_role("button", name="没有温度计").click()
    expect(lin.page.get_by_text("不合格").first).to_be_visible()
    expect(lin.page.get_by_text("必拍")).to_have_count(0)
    lin.saved()

    lin.show(f"/seal/{draft}")
    lin.find("findings-na").click()
    finding = lin.find("finding").filter(has_text="冷冻设备")
    expect(finding).to_contain_text("没有测到")
    expect(finding).to_contain_text("没有温度计")

    lin.show(f"/inspect/{draft}/{FREEZER}")
    button.click()
    lin.press(-15)
    expect(button).to_have_attribute("aria-pressed", "false")
    expect(lin.find("reading")).to_contain_text("−15")
    expect(lin.find("note")).to_have_count(0)
    lin.saved()
    assert answers(lin)[FREEZER] == {"value": -15}
