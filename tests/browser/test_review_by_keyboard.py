"""Twenty inspections in a row by keyboard alone: a photo turned to, a remark, on with the next."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from inspect_app.config import read_settings
from inspect_app.extensions import db
from inspect_app.models.people import User
from inspect_app.models.reviews import Review
from tests.browser.server import Account, Site
from tests.instances import opened

MANY = 20
MOST_TABS = 200
FOCUSED = "() => document.activeElement.matches('[data-return]')"


def sign_in(page: Page, site: Site, account: Account) -> None:
    """By keyboard as well: the first field has the focus of the page."""
    page.goto(f"{site.base}/auth/sign-in?next=/desk/reviews")
    page.get_by_label("用户名").focus()
    page.keyboard.type(account.user)
    page.keyboard.press("Tab")
    page.keyboard.type(account.password)
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/inspections/*")


def turn_to_a_photo(page: Page) -> bool:
    """The last photo that a digit reaches; there may be none."""
    shots = min(page.locator(".thumb[data-shot]").count(), 9)
    if shots:
        page.keyboard.press(str(shots))
        thumb = page.locator(f'.thumb[data-shot="{shots}"]')
        expect(thumb).to_have_attribute("aria-current", "true")
    return shots > 0


def return_one_item(page: Page, remark: str) -> None:
    """J to the second item, R and the remark, Tab to the button and Enter."""
    page.keyboard.press("j")
    page.keyboard.press("r")
    page.keyboard.type(remark)
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED):
            break
    here = page.url
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url != here)


def decided(site: Site, reviewer: str) -> dict[str, list[str]]:
    """The remarks of each inspection that this person returned."""
    with opened(read_settings(site.environment())):
        user = db.session.query(User).filter_by(name=reviewer).one()
        rows = db.session.query(Review).filter_by(reviewer_id=user.id, action="return")
        return {row.inspection_id: [one["remark"] for one in row.items] for row in rows}


@pytest.mark.long
def test_twenty_are_reviewed_by_keyboard_alone(desk: BrowserContext, site: Site) -> None:
    reviewer = site.add_user("zhuo", "supervisor")
    page = desk.pages[0]
    sign_in(page, site, reviewer)
    written: list[str] = []
    while len(written) < MANY:
        here = page.url
        if turn_to_a_photo(page):
            written.append(f"第{len(written) + 1}件，请补拍清楚（示例）")
            return_one_item(page, written[-1])
        else:
            page.keyboard.press("n")
            page.wait_for_url(lambda url, here=here: url != here)
        expect(page.locator("details.review-item[open]").first).to_be_visible()
    remarks = decided(site, "zhuo")
    assert sorted(sum(remarks.values(), [])) == sorted(written)
    assert len(remarks) == MANY
