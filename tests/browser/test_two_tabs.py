"""Two windows of one phone: one of them edits an inspection, one of them talks to the server."""

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from copy import copy
from pathlib import Path

import pytest
from playwright.sync_api import Error, Playwright, Request, Route, expect

from tests.browser.inspector import SLOW, Inspector
from tests.browser.register import ask, uncovered_school
from tests.browser.server import Site

STANDS_STILL = """() => void setTimeout(() => {
  const request = new XMLHttpRequest();
  request.open("GET", "/hang", false);
  request.send();
})"""
SCANS = "select count(*) from sync_record where collection = 'scan'"


@pytest.fixture
def lin(playwright: Playwright, site: Site, tmp_path: Path) -> Iterator[Inspector]:
    inspector = Inspector(playwright, site, tmp_path / "lin")
    inspector.sign_in(site.account_of("lin"))
    yield inspector
    inspector.context.close()


def second_tab(first: Inspector) -> Inspector:
    second = copy(first)
    second.page = first.context.new_page()
    return second


def begin(lin: Inspector, site: Site) -> str:
    """One answer of a new inspection, without a network; its draft."""
    lin.cut_network()
    lin.go(f"/premises/{uncovered_school(site, 'lin').id}")
    lin.start()
    lin.find("answer-pass").click()
    lin.saved()
    return lin.draft


def test_a_second_tab_only_reads_until_it_takes_over(lin: Inspector, site: Site) -> None:
    draft = begin(lin, site)
    other = second_tab(lin)
    other.go(f"/inspect/{draft}")
    expect(other.find("read-only")).to_contain_text("正在另一个窗口里填写")
    expect(other.find("answer-pass")).to_have_count(0)
    answered = other.page.locator(".record-row > .tone-pass")
    expect(answered).to_have_count(1)

    lin.next()
    lin.find("answer-pass").click()
    expect(answered).to_have_count(2)
    other.go(f"/seal/{draft}")
    expect(other.find("read-only")).to_be_visible()
    expect(other.find("seal-blocked")).to_have_count(0)

    other.find("take-over").click()
    expect(other.find("seal-blocked")).to_be_visible()
    expect(lin.find("read-only")).to_be_visible()
    expect(lin.find("answer-pass")).to_have_count(0)


def test_a_tab_that_dies_leaves_the_inspection_to_the_other(lin: Inspector, site: Site) -> None:
    draft = begin(lin, site)
    other = second_tab(lin)
    other.go(f"/inspect/{draft}")
    expect(other.find("read-only")).to_be_visible()
    with suppress(Error):
        lin.page.goto("chrome://crash")
    expect(other.find("read-only")).to_have_count(0)
    expect(other.find("answer-pass")).to_have_attribute("aria-pressed", "true")


def test_records_of_two_tabs_go_out_once_each(lin: Inspector, site: Site) -> None:
    """Both write while there is no network, and both wake when there is one."""
    place = uncovered_school(site, "lin")
    [(before,)] = ask(site, SCANS)
    tabs = [lin, second_tab(lin)]
    pushed: Counter[str] = Counter()
    lin.context.on("request", lambda request: pushed.update(records_in(request)))
    lin.cut_network()
    for tab in tabs:
        type_code(tab, place.code)
    for tab in tabs:
        tab.find("scan-find").click(no_wait_after=True)
    for tab in tabs:
        expect(tab.find("start")).to_be_visible()
    lin.restore_network()
    lin.until(lambda: ask(site, SCANS) == [(before + 2,)])
    lin.page.wait_for_timeout(1000)
    assert sorted(pushed.values()) == [1, 1]


@pytest.mark.long
def test_a_tab_that_the_system_froze_does_not_hold_up_the_other(lin: Inspector, site: Site) -> None:
    """It has the lock in the middle of a request, and its page does nothing more."""
    [(before,)] = ask(site, SCANS)
    hung: list[Route] = []
    lin.page.route("**/sync/hello", lambda route: hung.append(route))
    lin.page.route("**/hang", lambda route: hung.append(route))
    lin.go("/outbox")
    lin.find("retry").click()
    lin.until(lambda: len(hung) == 1)
    lin.page.evaluate(STANDS_STILL)
    lin.until(lambda: len(hung) == 2)
    other = second_tab(lin)
    find_by_code(other, uncovered_school(site, "lin").code)
    other.until(lambda: ask(site, SCANS) == [(before + 1,)])
    for route in hung:
        route.abort()


def find_by_code(tab: Inspector, code: str) -> None:
    type_code(tab, code)
    tab.find("scan-find").click()
    expect(tab.find("start")).to_be_visible()


def type_code(tab: Inspector, code: str) -> None:
    tab.go("/scan")
    tab.find("scan-type").click()
    tab.find("scan-code").fill(code)


def records_in(request: Request) -> list[str]:
    if not request.url.endswith("/sync/push"):
        return []
    records = json.loads(request.post_data or "{}")["records"]
    return [one["id"] for one in records if one["collection"] == "scan"]


def test_a_window_does_not_stay_with_one_who_signed_out_in_another(
    lin: Inspector, site: Site
) -> None:
    other = second_tab(lin)
    other.go("/premises")
    expect(other.find("premises-row").first).to_be_visible(timeout=SLOW)
    sign_out(lin)
    expect(other.find("sign-in")).to_be_visible(timeout=SLOW)
    expect(other.find("premises-row")).to_have_count(0)


def test_a_window_that_saves_work_to_a_file_does_so_for_nobody_else_afterwards(
    lin: Inspector, site: Site
) -> None:
    other = second_tab(lin)
    other.go("/premises")
    expect(other.find("premises-row").first).to_be_visible(timeout=SLOW)
    other.show("/rescue")
    title = other.page.get_by_role("heading", level=1)
    expect(title).to_contain_text("未传出")
    sign_out(lin)
    expect(title).to_contain_text("未传出")
    other.show("/premises")
    expect(other.find("sign-in")).to_be_visible(timeout=SLOW)


def sign_out(tab: Inspector) -> None:
    tab.go("/me")
    tab.find("sign-out").click()
    expect(tab.find("sign-in")).to_be_visible(timeout=SLOW)
