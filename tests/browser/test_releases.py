"""A phone that was not updated: each released app at today's server, then on its way to today's."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from playwright.sync_api import Playwright, Route, expect

from tests.browser.inspector import SLOW, Inspector
from tests.browser.kept import look
from tests.browser.manners import Manner, played
from tests.browser.other_release import serving
from tests.browser.register import Place, ask
from tests.browser.server import COMMAND, Site
from tests.browser.trade import books, register

RELEASES = sorted((Path(__file__).parent / "releases").glob("*.zip"))
HANDED_IN = "select collection, count(distinct record_id) from sync_record group by 1 order by 1"


def long_but_for_the_oldest(release: Path) -> Any:
    marks = () if release == RELEASES[0] else pytest.mark.long
    return pytest.param(release, id=release.stem, marks=marks)


@pytest.fixture(params=map(long_but_for_the_oldest, RELEASES))
def site(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Site]:
    """Today's server with an earlier app."""
    with ZipFile(request.param) as shell:
        shell.extractall(tmp_path / "dist")
    # A release is another version than today's even on the day when it is kept.
    with open(tmp_path / "dist" / "worker.js", "a", encoding="utf-8") as worker:
        worker.write("\n// an earlier release")
    site = Site(tmp_path / "instance", serving(tmp_path / "dist"))
    site.instance.mkdir(mode=0o700)
    site.command("migrate")
    site.start()
    yield site
    site.stop()


@played()
def test_an_older_app_hands_in_its_work_and_takes_it_through_the_update(
    playwright: Playwright, site: Site, tmp_path: Path, manner: Manner
) -> None:
    with books(site):
        place = register("canteen_school", "桃浦河滨中学食堂（示例）")
    lin = Inspector(playwright, site, tmp_path / "lin", manner=manner)
    lin.context.route("**/sync/pull", say_more)
    lin.sign_in(site.add_user("lin", "inspector"))
    lin.context.route("**/sync/pull", say_more)
    lin.arrive()
    work(lin, place)
    lin.restore_network()
    lin.until(lambda: ask(site, HANDED_IN) == [("draft", 1), ("scan", 1)])
    lin.until(lambda: ask(site, "select count(*) from sync_blob_owner") == [(1,)])

    site.stop()
    site.serving = (*COMMAND, "serve")
    site.start()
    before = look(lin.page, "drafts", "bytes", "outbox")
    lin.go("/premises")
    lin.page.get_by_role("button", name=lin.says("update.do")).click(timeout=SLOW)
    expect(lin.page.get_by_role("button", name=lin.says("update.do"))).to_have_count(
        0, timeout=SLOW
    )
    assert look(lin.page, "drafts", "bytes", "outbox") == before
    lin.context.unroute_all(behavior="ignoreErrors")
    lin.context.close()


def work(lin: Inspector, place: Place) -> None:
    """One scan, one answer, one photo."""
    lin.go("/scan")
    lin.find("scan-type").click()
    lin.find("scan-code").fill(place.code)
    lin.find("scan-find").click()
    lin.start()
    lin.find("answer-pass").click()
    lin.saved()
    lin.take_small_photo()


def say_more(route: Route) -> None:
    """What a later server may add: fields, rows and scopes that nobody here has heard of."""
    response = route.fetch()
    told: dict[str, Any] = response.json()
    row = {"collection": "weather", "id": "shanghai", "seq": 1, "rev": 1, "data": {"rain": True}}
    sky = {"scope": "sky", "state": "new", "from": 0, "upto": 1, "rows": [row], "gone": []}
    for scope in told["scopes"]:
        scope["later"] = 1
        for one in scope["rows"]:
            one["data"]["later"] = {"field": 1}
    told["scopes"].append(sky | {"more": False})
    route.fulfill(response=response, json=told | {"later": [1]})
