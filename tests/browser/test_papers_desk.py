"""Papers at the desk, their correction and the page that verifies them: easy to see, and narrow."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Playwright

from inspect_app.config import read_settings
from inspect_app.extensions import db
from inspect_app.models.corrections import CorrectionRow
from inspect_app.models.inspections import Inspection
from inspect_app.models.papers import PaperVersion
from inspect_app.services.papers.issuing import issue_papers
from inspect_app.services.writing.transaction import writing
from tests.browser.axe import findings
from tests.browser.chromium import open_desk
from tests.browser.deciding import sign_in_at_desk
from tests.browser.server import Site
from tests.instances import opened

WIDTHS = (1440, 390, 320)
WIDER = "() => document.scrollingElement.scrollWidth > innerWidth"


@pytest.fixture(scope="module")
def paths(site: Site) -> list[str]:
    """The pages of an inspection that has an order."""
    with opened(read_settings(site.environment())), writing() as w:
        row = w.session.query(CorrectionRow).filter_by(state="ordered").first()
        assert row is not None
        inspection = w.session.get_one(Inspection, row.inspection_id)
        issue_papers(w, inspection, [row], inspection.author_id)
        w.session.flush()
        digest = db.session.query(PaperVersion.digest).limit(1).scalar()
        return [
            *(f"/desk/inspections/{inspection.id}/papers", f"/desk/corrections/{row.id}"),
            *("/verify", f"/verify/{digest}", f"/verify/{'0' * 64}", "/desk/corrections?view=list"),
        ]


@pytest.fixture
def chen(playwright: Playwright, site: Site, tmp_path: Path) -> Iterator[Page]:
    context = open_desk(playwright, tmp_path / "chen")
    page = context.pages[0]
    sign_in_at_desk(page, site, site.account("supervisor"))
    yield page
    context.close()


@pytest.mark.long
def test_no_page_of_papers_is_hard_to_see_or_too_wide(
    chen: Page, site: Site, paths: list[str]
) -> None:
    faults: list[str] = []
    for path in paths:
        for width in WIDTHS:
            chen.set_viewport_size({"width": width, "height": 900})
            chen.goto(site.base + path)
            faults += [f"{path} {width} {one}" for one in findings(chen)]
            faults += [f"{path} {width} is too wide"] if chen.evaluate(WIDER) else []
    assert faults == []
