"""Figures as Chromium prints them: every sheet says as of when and of what, without a button."""

import re
from io import BytesIO

import pytest
from playwright.sync_api import BrowserContext
from pypdf import PdfReader

from tests.browser.deciding import sign_in_at_desk
from tests.browser.server import Site

DAY = "as_of=2022-09-14"
RULE = "percentagesareroundeddowntoonedecimal"


def printed(desk: BrowserContext, site: Site, path: str) -> list[str]:
    """The words of each sheet, without blanks."""
    page = desk.pages[0]
    sign_in_at_desk(page, site, site.account("administrator"))
    page.goto(f"{site.base}{path}&lang=en", wait_until="networkidle")
    sheets = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages
    return [re.sub(r"\s", "", sheet.extract_text()) for sheet in sheets]


@pytest.mark.parametrize("view", ["view=table&target=consumer-unit", "target=canteen-school"])
def test_every_sheet_of_the_overview_says_of_when_and_what(
    desk: BrowserContext, site: Site, view: str
) -> None:
    sheets = printed(desk, site, f"/desk/?{DAY}&{view}")
    assert 2 <= len(sheets) <= 3
    for sheet in sheets:
        for said in ("Asof14Sep2022", "wholedistrict", "reviewedinspectionsonly", RULE):
            assert said in sheet
        assert "CSV" not in sheet


@pytest.mark.long
def test_every_sheet_of_a_list_says_of_when_and_what(desk: BrowserContext, site: Site) -> None:
    sheets = printed(desk, site, f"/desk/targets/elevator-monitor?{DAY}&side=numerator")
    assert len(sheets) > 1
    for sheet in sheets:
        for said in ("Residentiallifts", "Asof14Sep2022", "wholedistrict"):
            assert said in sheet
        assert "CSV" not in sheet and "Next" not in sheet
