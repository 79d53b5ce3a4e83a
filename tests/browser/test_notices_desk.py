"""The bell, the digest and the outbox: for who does not see well, narrow, and without script."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, Playwright, expect

from inspect_app.config import read_settings
from inspect_app.domain.ids import uuid7
from inspect_app.domain.notices.kinds import KINDS
from inspect_app.domain.notices.receivers import Receiver
from inspect_app.extensions import db
from inspect_app.models.corrections import CorrectionRow
from inspect_app.models.inspections import Inspection
from inspect_app.models.notices import Notice
from inspect_app.services.notices.outbox import note_try, queue_delivery, take_delivery
from inspect_app.services.writing.transaction import writing
from tests.browser.axe import findings
from tests.browser.chromium import open_desk
from tests.browser.deciding import sign_in_at_desk
from tests.browser.server import Site
from tests.instances import opened

PAGES = [
    *("/desk/notices", "/desk/notices?view=over", "/desk/notices/digest", "/desk/webhooks"),
]
WIDTHS = (1440, 1024, 390, 320)
WIDER = "() => document.scrollingElement.scrollWidth > innerWidth"
NOW = datetime.now(UTC)


@pytest.fixture(scope="module")
def told(site: Site) -> Site:
    """The district with a notice of each kind and a delivery in each state."""
    with opened(read_settings(site.environment())):
        fill()
    return site


def fill() -> None:
    receiver = Receiver("city", "https://hooks.example.cn/x", "s" * 16)
    with writing(NOW) as w:
        seen = w.session.query(Inspection).order_by(Inspection.id).limit(len(KINDS))
        for kind, inspection in zip(KINDS, seen, strict=False):
            row = CorrectionRow(id=uuid7(), inspection_id=inspection.id, rev=1, weight="key")
            row.premises_id, row.item, row.due_on = (
                inspection.premises_id,
                "env.pest",
                date(2023, 3, 6),
            )
            row.measure, row.state, row.proposed_at = "order", "ordered", NOW
            w.session.add(row)
            w.session.flush()
            notice = Notice(id=uuid7(), kind=kind, correction_id=row.id, due_on=row.due_on, at=NOW)
            notice.premises_id = row.premises_id
            w.session.add(notice)
        for n in range(3):
            event = {"event": "digest", "link": "/"}
            queue_delivery(w, [receiver], "digest", str(n), event)
    for outcome, sent in (("ok", True), ("status", False)):
        taken = take_delivery("city", NOW)
        assert taken is not None
        note_try(taken, NOW, ms=87, status=200 if sent else 500, outcome=outcome, sent=sent)
    db.session.rollback()


@pytest.fixture
def ming(playwright: Playwright, told: Site, tmp_path: Path) -> Iterator[Page]:
    """An administrator's browser that runs no script but ours for looking."""
    context = open_desk(playwright, tmp_path / "ming")
    page = context.pages[0]
    sign_in_at_desk(page, told, told.account("administrator"))
    yield page
    context.close()


@pytest.mark.long
def test_no_page_is_hard_to_see_or_too_wide(ming: Page, told: Site) -> None:
    faults: list[str] = []
    for path in PAGES:
        for width in WIDTHS:
            ming.set_viewport_size({"width": width, "height": 900})
            ming.goto(told.base + path)
            faults += [f"{path} {width} {one}" for one in findings(ming)]
            faults += [f"{path} {width} is too wide"] if ming.evaluate(WIDER) else []
    assert faults == []


def test_a_notice_is_marked_and_a_delivery_sent_again_without_script(
    playwright: Playwright, told: Site, tmp_path: Path
) -> None:
    context = open_desk(playwright, tmp_path / "plain", java_script_enabled=False)
    page = context.pages[0]
    sign_in_at_desk(page, told, told.account("administrator"))
    page.goto(f"{told.base}/desk/notices")
    marks = page.get_by_role("button", name="标为已读：")
    before = marks.count()
    marks.first.click()
    expect(page.get_by_text("已标为已读。")).to_be_visible()
    expect(marks).to_have_count(before - 1)
    page.goto(f"{told.base}/desk/webhooks?state=sent")
    page.get_by_role("button", name="重发：").first.click()
    expect(page.get_by_text("已放回待发，一分钟内发送。")).to_be_visible()
    context.close()
