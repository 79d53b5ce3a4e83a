"""What the phone says while nothing can be sent, and while the lists are not here yet."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, Route, expect

from tests.browser.inspector import SLOW, Inspector
from tests.browser.server import Site


@pytest.fixture
def lin(playwright: Playwright, site: Site, tmp_path: Path) -> Iterator[Inspector]:
    inspector = Inspector(playwright, site, tmp_path / "lin")
    yield inspector
    inspector.context.close()


def test_while_the_first_lists_are_on_their_way_nothing_is_called_missing(
    lin: Inspector, site: Site
) -> None:
    held: list[Route] = []
    lin.context.route("**/sync/pull", lambda route: held.append(route))
    account = site.account_of("lin")
    lin.go("/")
    lin.page.get_by_label("用户名").fill(account.user)
    lin.page.get_by_label("密码", exact=True).fill(account.password)
    lin.find("sign-in").click()
    lin.until(lambda: len(held) > 0)
    for place in ("today", "premises"):
        lin.go_to(place)
        expect(lin.find("loading-lists")).to_have_text("正在下载名录", timeout=SLOW)
        expect(lin.page.get_by_text("本机还没有单位名录")).to_have_count(0)
    held.pop().continue_()
    expect(lin.find("premises-row").first).to_be_visible(timeout=SLOW)
    expect(lin.find("loading-lists")).to_have_count(0)


def test_a_retry_without_a_network_says_what_happens_next(lin: Inspector, site: Site) -> None:
    lin.sign_in(site.account_of("lin"))
    lin.cut_network()
    lin.go("/outbox")
    lin.find("retry").click()
    expect(lin.find("retry-offline")).to_have_text("无网络，连上后自动续传。", timeout=SLOW)
