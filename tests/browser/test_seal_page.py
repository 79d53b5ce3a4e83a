"""The seal page and its sheets: what was typed is kept, and the focus comes back where it was."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, expect

from tests.browser.inspector import Inspector
from tests.browser.kept import look
from tests.browser.register import uncovered_school
from tests.browser.server import Site


@pytest.fixture
def lin(playwright: Playwright, site: Site, tmp_path: Path) -> Iterator[Inspector]:
    """Before a seal page, offline."""
    inspector = Inspector(playwright, site, tmp_path / "lin")
    inspector.sign_in(site.account_of("lin"))
    inspector.go(f"/premises/{uncovered_school(site, 'lin').id}")
    inspector.start()
    inspector.cut_network()
    inspector.go(f"/seal/{inspector.draft}")
    yield inspector
    inspector.context.close()


def test_the_name_of_the_person_present_survives_a_reload(lin: Inspector) -> None:
    lin.find("present-name").fill("吴敏（示例）")
    lin.until(lambda: "吴敏" in str(look(lin.page, "drafts")))
    lin.page.reload()
    expect(lin.find("present-name")).to_have_value("吴敏（示例）")


def test_the_focus_returns_to_the_button_that_opened_a_sheet(lin: Inspector) -> None:
    close = lin.page.locator("dialog .sheet-close").click
    for button, leave in (
        ("refuse", close),
        ("sign-own", close),
        ("sign-own", lambda: lin.page.keyboard.press("Escape")),
    ):
        lin.find(button).click()
        expect(lin.page.locator("dialog[open]")).to_be_visible()
        leave()
        expect(lin.find(button)).to_be_focused()
