"""Ten numbers of the overview, opened as a person does: each list is as long as its number says."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.deciding import sign_in_at_desk
from tests.browser.server import Site

BASELINE = re.compile(r"期初\D*([\d,]+)")
LONGEST = 60  # rows: what is longer takes many pages, and tests/desk/test_numbers.py opens all


def numbers_on(page: Page) -> dict[str, int]:
    """The links to a side of a target whose words are a number."""
    links = page.locator("a[href*='side=']")
    found = {str(one.get_attribute("href")): one.inner_text().strip() for one in links.all()}
    numbers = {href: words.replace(",", "") for href, words in found.items()}
    return {href: int(words) for href, words in numbers.items() if words.isdigit()}


def length_of(page: Page) -> int:
    """Count the rows of all pages of the list; a baseline is one row that counts for many."""
    total = 0
    while True:
        heads = page.locator(".main tbody th").all_inner_texts()
        baselines = [int(one[1].replace(",", "")) for one in map(BASELINE.search, heads) if one]
        total += len(heads) - len(baselines) + sum(baselines)
        following = page.get_by_role("link", name="下一页")
        if not following.count():
            return total
        following.click()


@pytest.mark.long
def test_ten_numbers_open_lists_of_their_length(desk: BrowserContext, site: Site) -> None:
    page = desk.pages[0]
    sign_in_at_desk(page, site, site.account("administrator"))
    overview = f"{site.base}/desk/?as_of=2022-09-14&target=canteen-school&view=table&lang=zh"
    page.goto(overview)
    numbers = {href: number for href, number in numbers_on(page).items() if number <= LONGEST}
    chosen = sorted(numbers, key=lambda href: numbers[href])[:: len(numbers) // 10][:10]
    assert len(chosen) == 10
    for href in chosen:
        page.goto(overview)
        page.locator(f'a[href="{href}"]').first.click()
        assert length_of(page) == numbers[href], href
