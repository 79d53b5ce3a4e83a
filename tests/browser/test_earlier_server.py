"""Today's app at a server that was not updated yet, and what that server leaves to today's."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Playwright, expect

from tests.browser.earlier_server import unpack
from tests.browser.inspector import SLOW, Inspector
from tests.browser.register import ask, uncovered_school
from tests.browser.server import COMMAND, Site
from tests.browser.test_releases import work

RELEASES = sorted((Path(__file__).parent / "releases").glob("*-server.tar.xz"))
NEWEST = "select max(received_at) from sync_record"
RECORDS = """
    select collection, count(distinct record_id) from sync_record where received_at > ?
    group by 1 order by 1
"""
PHOTOS = "select count(*) from sync_blob_owner where at > ?"

pytestmark = pytest.mark.long


@pytest.fixture(params=RELEASES, ids=lambda release: release.name)
def site(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Site]:
    """An earlier server in full use, with today's browser half before it."""
    site = Site(tmp_path / "instance")
    site.instance.mkdir(mode=0o700)
    site.program = unpack(request.param, tmp_path / "code")
    site.command("migrate")
    site.command("demo")
    site.serving = (*site.program, "serve")
    site.start()
    yield site
    site.stop()


def test_an_earlier_server_takes_the_work_and_leaves_everything_to_todays(
    playwright: Playwright, site: Site, tmp_path: Path
) -> None:
    account = site.account("inspector")
    ((demo,),) = ask(site, NEWEST)
    figures = json.loads(site.command("targets", "--json"))
    lin = Inspector(playwright, site, tmp_path / "lin")
    lin.sign_in(account)
    work(lin, uncovered_school(site, account.user))
    lin.until(lambda: ask(site, RECORDS, demo) == [("draft", 1), ("scan", 1)])
    lin.until(lambda: ask(site, PHOTOS, demo) == [(1,)])

    update(site)
    assert only_keys_of(figures, json.loads(site.command("targets", "--json"))) == figures
    site.command("rollup", "verify")
    site.command("audit", "verify")
    site.command("photos", "verify")
    lin.page.reload()
    expect(lin.find("photo")).to_have_count(1, timeout=SLOW)
    lin.take_small_photo()
    lin.until(lambda: ask(site, PHOTOS, demo) == [(2,)])
    assert ask(site, RECORDS, demo) == [("draft", 1), ("scan", 1)]
    lin.context.close()


def update(site: Site) -> None:
    """As operations.md says: stopped, its tables upgraded, started again."""
    site.stop()
    site.program, site.serving = COMMAND, (*COMMAND, "serve")
    site.command("migrate")
    site.start()


def only_keys_of(earlier: Any, later: Any) -> Any:
    """What a later release says beside the keys of the earlier one is left out."""
    if isinstance(earlier, dict):
        return {key: only_keys_of(value, later[key]) for key, value in earlier.items()}
    if isinstance(earlier, list):
        return [only_keys_of(*pair) for pair in zip(earlier, later, strict=True)]
    return later
