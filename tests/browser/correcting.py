"""A correction beside its screens: what the books say, a supervisor's moves, papers read back."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader

from inspect_app.domain.calendar.workdays import Workdays
from inspect_app.plans.workdays import current_workdays
from tests.browser.register import Place, ask
from tests.browser.server import Site

PATIENT = 60_000
NUMBERS = "select number from paper where inspection_id = ? and kind = ? and void_at is null"


@dataclass(frozen=True)
class Row:
    """A correction as the database has it."""

    id: str
    inspection: str
    state: str
    served_on: str | None
    due_on: str | None
    unknown_years: str
    passed: int


def rows_at(site: Site, place: Place) -> dict[str, Row]:
    """The corrections of a premises by item."""
    fields = "item, id, inspection_id, state, served_on, due_on, unknown_years, passed"
    query = f"select {fields} from correction where premises_id = ?"
    return {item: Row(*rest) for item, *rest in ask(site, query, place.id)}


def number_of(site: Site, inspection: str, kind: str) -> str:
    [(number,)] = ask(site, NUMBERS, inspection, kind)
    return str(number)


def days_to_a_year_without_holidays(start: date) -> int:
    """As many working days as lead into the first year whose official days are not known."""
    calendar = current_workdays()
    end = date(max(calendar.years) + 1, 1, 10)
    return count_workdays(calendar, start, end)


def count_workdays(calendar: Workdays, start: date, end: date) -> int:
    days = ((start + timedelta(days=n)) for n in range(1, (end - start).days + 1))
    return sum(map(calendar.is_workday, days))


def day_of(day: date) -> str:
    return f"{day.month}月{day.day}日"


def full_day(day: date) -> str:
    return f"{day.year}年{day_of(day)}"


def open_correction(chen: Page, site: Site, id: str) -> None:
    chen.goto(f"{site.base}/desk/corrections/{id}")


def move(chen: Page, key: str, do: str, done: str, to: str = "") -> None:
    """Opens a move's form, fills in who is sent, and makes it."""
    form = chen.locator(f'[data-move="{key}"]')
    form.locator("summary").click()
    if to:
        form.get_by_label("派给").select_option(label=to)
    form.get_by_role("button", name=do, exact=True).click()
    expect(said(chen)).to_contain_text(done, timeout=PATIENT)


def said(page: Page) -> Locator:
    return page.get_by_role("status").first


def paper_text(chen: Page, site: Site, inspection: str, number: str, into: Path) -> str:
    """Downloads the PDF of a number, as a supervisor does, and returns its text without blanks."""
    chen.goto(f"{site.base}/desk/inspections/{inspection}/papers")
    with chen.expect_download(timeout=PATIENT) as downloading:
        chen.get_by_role("link", name=f"下载 PDF {number}", exact=True).click()
    file = into / f"{number}.pdf"
    downloading.value.save_as(file)
    pages = PdfReader(file).pages
    return re.sub(r"\s+", "", "".join(page.extract_text() for page in pages))
