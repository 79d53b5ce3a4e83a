"""Titles in a real browser: a wrong code comes back filled; of 1,377 one is revoked by two."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Literal

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, expect

from inspect_app.domain.ids import uuid7
from inspect_app.models.designations import Designation
from inspect_app.services.people.notices import note_notice_read
from inspect_app.services.writing.transaction import writing
from tests.browser.axe import findings
from tests.browser.chromium import open_desk
from tests.browser.deciding import sign_in_at_desk
from tests.browser.server import Account, Site
from tests.browser.trade import books
from tests.makers import PASSWORD, TAOPU, make_premises, make_user

NOW = datetime.now(UTC)
MANY = 1_377
WIDTHS = (1440, 1024, 390)
TOO_WIDE = """() => [document.scrollingElement, document.querySelector(".main")]
  .filter((one) => one.scrollWidth > one.clientWidth).length"""

Scheme = Literal["light", "dark"]


@dataclass(frozen=True)
class People:
    """Two who may enter titles, what the titles are found by, and the code of a shop without."""

    one: Account
    other: Account
    sought: str
    code: str


@pytest.fixture(scope="module")
def people(site: Site) -> People:
    """Two supervisors of shops in Taopu, where as many titles stand as the plan promises."""
    name = uuid7()[-6:]
    with books(site):
        users = [
            make_user(f"{who}-{name}", role="supervisor", areas=[TAOPU], kinds=["food_shop"])
            for who in ("ti", "tu")
        ]
        for user in users:
            note_notice_read(user.id, NOW)
        ids = [user.id for user in users]
        shop = make_premises(kind="food_shop", area=TAOPU, name=f"百名面馆 {name}（示例）")
        free = make_premises(kind="food_shop", area=TAOPU, name="还没有称号的店（示例）").code
        with writing(NOW) as w:
            w.session.add_all(_title(shop.id, name, number, *ids) for number in range(MANY))
            w.move_title("food-shop", shop.id)
        one, other = (Account(f"{who}-{name}", PASSWORD, "supervisor") for who in ("ti", "tu"))
        return People(one, other, name, free)


def _title(premises: str, name: str, number: int, one: str, other: str) -> Designation:
    at = NOW - timedelta(minutes=number)
    return Designation(
        id=uuid7(),
        target="food-shop",
        key=premises,
        area=TAOPU,
        premises_id=premises,
        title=f"第{number + 1}号示范店（示例）",
        level="区级",
        document=f"普市监〔2022〕示例-{name}-{number + 1}号",
        named_on=date(2022, 9, 1),
        entered_at=at,
        entered_by=one,
        recorded_at=at,
        confirmed_by=other,
    )


@pytest.fixture
def second(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """Another person's browser."""
    context = open_desk(playwright, tmp_path_factory.mktemp("second") / "desk")
    yield context.pages[0]
    context.close()


def titles(page: Page, site: Site, who: Account, query: str = "") -> Page:
    if page.url == "about:blank":
        sign_in_at_desk(page, site, who)
    page.goto(f"{site.base}/desk/designations{query}")
    return page


def test_a_title_with_a_wrong_code_comes_back_filled(
    desk: BrowserContext, site: Site, people: People
) -> None:
    page = titles(desk.pages[0], site, people.one)
    form = page.get_by_role("form", name="录入称号")
    typed = {
        "标签编号": "ZZZZ ZZZZ",
        "称号": "食品经营示范店（示例）",
        "级别": "区级",
        "命名文件": "普市监〔2022〕示例-9999号",
        "命名日": "2022-09-01",
    }
    for label, text in typed.items():
        form.get_by_label(label, exact=True).fill(text)
    form.get_by_role("button", name="录入").click()
    expect(page.get_by_role("alert").filter(has_text="没有这个场所码")).to_be_visible()
    code = form.locator('[name="code"]')
    expect(code).to_have_value("ZZZZ ZZZZ")
    expect(code).to_have_attribute("aria-invalid", "true")
    expect(code).to_be_focused()
    for label in list(typed)[1:]:
        expect(form.get_by_label(label, exact=True)).to_have_value(typed[label])
    assert findings(page) == []
    code.fill(people.code)
    form.get_by_role("button", name="录入").click()
    expect(page.get_by_role("status")).to_contain_text("等待另一人确认")
    expect(page.locator("tbody tr").first).to_contain_text("还没有称号的店")


def test_1377_titles_are_paged_searched_and_one_is_revoked_by_two(
    desk: BrowserContext, second: Page, site: Site, people: People
) -> None:
    page = titles(desk.pages[0], site, people.one, f"?state=holds&q={people.sought}")
    expect(page.locator(".pager")).to_contain_text("第 1–50 条，共 1,377 条")
    page.get_by_role("link", name="下一页").click()
    expect(page.locator(".pager")).to_contain_text("第 51–100 条")
    page.goto(f"{site.base}/desk/designations?q={people.sought}&page=99")
    expect(page.locator(".pager")).to_contain_text("共 1,377 条")
    assert "page=28" in page.url
    page.get_by_label("单位、编号、称号、文件").fill(f"{people.sought}-1200号")
    page.keyboard.press("Enter")
    row = page.locator("tbody tr")
    expect(row).to_have_count(1)
    row.get_by_text("撤销称号").click()
    row.get_by_label("撤销日").fill("2022-10-01")
    row.get_by_label("撤销原因").fill("抽查不合格（示例）")
    row.get_by_role("button", name="提出撤销").click()
    expect(page.locator("tbody tr")).to_contain_text("等待另一人确认")
    expect(page.get_by_role("button", name="确认撤销")).to_have_count(0)
    other = titles(second, site, people.other, f"?q={people.sought}-1200号")
    expect(other.locator("tbody tr")).to_contain_text("抽查不合格（示例）")
    other.get_by_role("button", name="确认撤销").click()
    expect(other.get_by_role("status")).to_contain_text("已撤销")
    expect(other.locator("tbody tr")).to_contain_text("2022年10月1日")


@pytest.mark.long
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_fits_and_axe_finds_nothing(
    desk: BrowserContext, site: Site, people: People, language: str, scheme: Scheme
) -> None:
    page = titles(desk.pages[0], site, people.one)
    page.emulate_media(color_scheme=scheme)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(f"{site.base}/desk/designations?lang={language}")
        page.locator("tbody .entry-more summary").first.click()
        assert findings(page) == [], width
        assert page.evaluate(TOO_WIDE) == 0, width
