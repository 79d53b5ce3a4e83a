"""A failed lift veto: stopped, served and rechecked without a network, answered without an account,
released; each deadline is compared with the working-day rule, each paper is read back."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, expect

from inspect_app.domain.calendar.visits import shanghai_day
from inspect_app.plans.workdays import current_workdays
from tests.browser.chromium import PHONE, open_desk
from tests.browser.correcting import (
    PATIENT,
    Row,
    day_of,
    days_to_a_year_without_holidays,
    full_day,
    move,
    number_of,
    open_correction,
    paper_text,
    rows_at,
    said,
)
from tests.browser.deciding import approve, supervisor
from tests.browser.filling import with_reasons, write
from tests.browser.inspector import Inspector
from tests.browser.manners import ZH_OFFLINE
from tests.browser.pictures import small_picture
from tests.browser.plan import Plan
from tests.browser.register import ask
from tests.browser.server import Site
from tests.browser.test_papers_of_kinds import begin
from tests.browser.trade import Trade, new_lift

pytestmark = pytest.mark.long

STOPPED, GENERAL = "elevator.no-bridge", "elevator.car-notice"
SOON = 5
OPEN_YEARS = "节假日未定"


@pytest.fixture
def plain(playwright: Playwright, tmp_path: Path) -> Iterator[BrowserContext]:
    """The operator's phone, whose browser runs no script."""
    wanted = PHONE | {"java_script_enabled": False}
    context = open_desk(playwright, tmp_path / "plain", **wanted)
    yield context
    context.close()


class Story:
    """One lift with two failed items, and until when each is to be put right."""

    def __init__(self, site: Site) -> None:
        self.site, self.place = site, new_lift(site)
        self.today = shanghai_day(datetime.now(UTC))
        self.days = {STOPPED: SOON, GENERAL: days_to_a_year_without_holidays(self.today)}
        calendar = current_workdays()
        self.due = {item: calendar.add(self.today, n) for item, n in self.days.items()}
        assert calendar.unknown_years(self.today, self.due[GENERAL])

    @property
    def rows(self) -> dict[str, Row]:
        return rows_at(self.site, self.place)

    @property
    def inspection(self) -> str:
        return self.rows[STOPPED].inspection

    @property
    def states(self) -> tuple[str, str]:
        return self.rows[STOPPED].state, self.rows[GENERAL].state

    def is_open(self, item: str) -> bool:
        """Whether the deadline of an item reaches a year without official days."""
        return bool(current_workdays().unknown_years(self.today, self.due[item]))


def test_from_a_failed_veto_to_a_released_lift(
    mei: Inspector,
    desk: BrowserContext,
    plain: BrowserContext,
    site: Site,
    trade: Trade,
    tmp_path: Path,
) -> None:
    story = Story(site)
    mei.change(ZH_OFFLINE)
    code = seal_and_serve(mei, story, trade)
    mei.deliver()
    expect_served(story)

    chen = supervisor(desk, site)
    approve(chen, site, story.place)
    assert story.states == ("stopped", "ordered")
    expect_at_desk(chen, story)
    expect_papers(chen, story, tmp_path)

    operator = plain.pages[0]
    expect_public(operator, story)
    answer(operator, story, code)
    assert story.states == ("reported", "reported")

    send_and_accept(chen, story, person(site, "mei"))
    assert story.states == ("recheck", "closed")
    mei.fetch()
    mei.cut_network()
    recheck(mei, story)
    mei.deliver()
    assert (story.states, story.rows[STOPPED].passed) == (("recheck", "closed"), 1)

    release(chen, story)
    assert story.states == ("closed", "closed")
    expect_opinion(chen, story, tmp_path)
    expect_mended(operator, story, code)


def person(site: Site, user: str) -> str:
    [(name,)] = ask(site, "select full_name from user where name = ?", user)
    return str(name)


def seal_and_serve(mei: Inspector, story: Story, trade: Trade) -> str:
    """Returns the operator's code, as the paper on the phone shows it."""
    begin(mei, story.place)
    fill_in(mei, story)
    mei.sign_off(trade.second)
    mei.seal()
    mei.find("to-papers").click()
    code = expect_paper(mei, story)
    mei.find("serve").click()
    mei.find("serve-handed").click()
    mei.find("serve-save").click()
    expect(mei.find("served")).to_contain_text("当面交付", timeout=PATIENT)
    return code


def fill_in(mei: Inspector, story: Story) -> None:
    """All is written to the disk, and the veto gets its photo; it stops the lift by itself."""
    plan, draft = Plan(story.site, story.place, "elevator", (STOPPED, GENERAL)), mei.draft
    answers = with_reasons(plan)
    del answers[STOPPED]["no_photo"]
    for item, days in story.days.items():
        answers[item]["due_days"] = days
    write(mei, plan.score, plan.kind, answers=answers)
    mei.go(f"/inspect/{draft}/{STOPPED}")
    expect(mei.find("measure-stop_use")).to_have_attribute("aria-pressed", "true")
    mei.take_small_photo()
    mei.go(f"/seal/{draft}")
    expect(mei.find("seal-result")).to_have_text(mei.says_result(plan.score, plan.kind))


def expect_paper(mei: Inspector, story: Story) -> str:
    """In the checklist's order: the general item, then the veto."""
    expect(mei.page.get_by_role("heading", level=2)).to_have_text("特种设备安全监察指令书")
    expect(mei.find("paper-order")).to_contain_text("☑ 停止使用")
    for n, item in enumerate((GENERAL, STOPPED)):
        row = mei.find("ordered").nth(n)
        expect(row).to_contain_text(f"{full_day(story.due[item])}到期")
        expect(row).to_contain_text(f"{story.days[item]} 个工作日")
        assert ("停止使用" in row.inner_text()) is (item == STOPPED)
        assert (OPEN_YEARS in row.inner_text()) is story.is_open(item)
    code = story.place.code
    expect(mei.find("place-code")).to_contain_text(f"场所码 {code[:4]} {code[4:]}")
    return mei.find("operator-code").inner_text()


def expect_served(story: Story) -> None:
    """The days run from the service on the phone, before anybody approved it."""
    assert story.states == ("proposed", "proposed")
    for item, row in story.rows.items():
        assert row.served_on == story.today.isoformat()
        assert date.fromisoformat(row.due_on or "") == story.due[item], item
        assert (row.unknown_years != "[]") is story.is_open(item)


def expect_at_desk(chen: Page, story: Story) -> None:
    for item, row in story.rows.items():
        open_correction(chen, story.site, row.id)
        facts = chen.locator("dl.correction-facts")
        expect(facts).to_contain_text(day_of(story.due[item]))
        assert (OPEN_YEARS in facts.inner_text()) is story.is_open(item)


def expect_papers(chen: Page, story: Story, into: Path) -> None:
    """The instruction has the days of the phone and the number of the books; so has the record."""
    number = number_of(story.site, story.inspection, "lift")
    record = number_of(story.site, story.inspection, "record")
    text = paper_text(chen, story.site, story.inspection, number, into)
    for words in (
        *("特种设备安全监察指令书", number, record, "☑停止使用", "停止使用自送达起", "☑当面交付"),
        *(f"{full_day(story.today)}送达", story.place.code, OPEN_YEARS),
        *(f"{full_day(story.due[item])}{n}个工作日" for item, n in story.days.items()),
    ):
        assert words in text, words
    assert text.count(OPEN_YEARS) == sum(map(story.is_open, story.days))
    text = paper_text(chen, story.site, story.inspection, record, into)
    for words in ("现场检查笔录", record, full_day(story.today), story.place.name.replace(" ", "")):
        assert words in text, words


def expect_public(page: Page, story: Story) -> None:
    page.goto(f"{story.site.base}/q/{story.place.token}")
    for words in ("停止使用", "2 项", OPEN_YEARS, *map(day_of, story.due.values())):
        expect(page.locator("main")).to_contain_text(words)


def answer(page: Page, story: Story, code: str) -> None:
    """From the posted code, which knows the place; the code is typed as the notice has it."""
    page.get_by_role("link", name="我是经营者").click()
    expect(page.get_by_label("场所码")).to_have_value(story.place.code)
    page.get_by_label("整改码").fill(code)
    page.get_by_role("button", name="打开要整改的事项").click()
    for number, (item, row) in enumerate(sorted(story.rows.items())):
        page.goto(f"{story.site.base}/answer/{row.id}")
        main = page.locator("main")
        expect(main).to_contain_text(f"{day_of(story.due[item])}到期")
        assert (OPEN_YEARS in main.inner_text()) is story.is_open(item)
        page.get_by_label("加照片").set_input_files([small_picture(5100 + number)])
        page.get_by_label("说明").fill(f"{item} 改好了（示例）")
        page.get_by_role("button", name="改好了，提交").click()
        expect(page.get_by_text("已提交，等待核对")).to_be_visible(timeout=PATIENT)


def send_and_accept(chen: Page, story: Story, inspector: str) -> None:
    """The stop is looked at on site, the general item is closed by its photo."""
    open_correction(chen, story.site, story.rows[STOPPED].id)
    expect(chen.locator("[data-compare]")).to_be_visible()
    expect(chen.locator("main")).to_contain_text(f"{STOPPED} 改好了（示例）")
    expect(chen.locator('[data-move="a"]')).to_have_count(0)
    move(chen, "d", "派去复查", "已派去复查", to=inspector)
    open_correction(chen, story.site, story.rows[GENERAL].id)
    move(chen, "a", "接受，销号", "已接受，销号")


def recheck(mei: Inspector, story: Story) -> None:
    """Only what was sent for is opened, with the photo of the visit and the operator's words."""
    mei.go("/")
    row = mei.find("recheck-row").filter(has_text=story.place.name.removesuffix("（示例）"))
    row = row.filter(has_text="指派给我")
    expect(row).to_contain_text(day_of(story.due[STOPPED]), timeout=PATIENT)
    row.click()
    expect(mei.find("recheck-item")).to_be_visible(timeout=PATIENT)
    expect(mei.find("before")).to_be_visible(timeout=PATIENT)
    expect(mei.find("reported")).to_contain_text(f"{STOPPED} 改好了（示例）")
    mei.find("camera-input").set_input_files([small_picture(5200)])
    expect(mei.find("photo")).to_have_count(1, timeout=PATIENT)
    mei.find("recheck-pass").click()
    mei.find("recheck-save").click()
    expect(mei.find("recheck-done")).to_be_visible(timeout=PATIENT)
    assert story.rows[STOPPED].passed == 0


def release(chen: Page, story: Story) -> None:
    open_correction(chen, story.site, story.rows[STOPPED].id)
    expect(chen.locator("main")).to_contain_text("复查合格，可以解除")
    move(chen, "a", "解除，销号", "已解除，销号")


def expect_opinion(chen: Page, story: Story, into: Path) -> None:
    chen.goto(f"{story.site.base}/desk/inspections/{story.inspection}/papers")
    chen.get_by_role("button", name="出复查意见书").click()
    expect(said(chen)).to_contain_text("复查意见书已编号", timeout=PATIENT)
    number = number_of(story.site, story.inspection, "recheck")
    expect(said(chen)).to_contain_text(number)
    text = paper_text(chen, story.site, story.inspection, number, into)
    order = number_of(story.site, story.inspection, "lift")
    for words in ("复查意见书", number, order, "已改正", "1张照片", "销号", full_day(story.today)):
        assert words in text, words


def expect_mended(page: Page, story: Story, code: str) -> None:
    """Beside the old result, which stays; the operator reads on, and the code opens no more."""
    page.goto(f"{story.site.base}/answer/{story.rows[STOPPED].id}")
    expect(page.locator("main")).to_contain_text("复查通过，解除停止，已销号")
    page.goto(f"{story.site.base}/q/{story.place.token}")
    expect(page.locator(".result")).to_contain_text(f"{day_of(story.today)}已整改")
    expect(page.locator(".result-word")).to_have_text("停止使用")
    page.context.clear_cookies()
    page.get_by_role("link", name="我是经营者").click()
    page.get_by_label("整改码").fill(code)
    page.get_by_role("button", name="打开要整改的事项").click()
    expect(page.get_by_role("alert")).to_contain_text("场所码或整改码不对")
