"""One inspection from sign-in to receipt in Firefox and in WebKitGTK, mostly without a server."""

from collections.abc import Iterator
from glob import glob
from pathlib import Path

import pytest

from tests.browser.engines import firefox, webkit
from tests.browser.engines.hands import Browser, Hands
from tests.browser.plan import Plan
from tests.browser.register import ask, inspections_at, uncovered_school
from tests.browser.server import Site, running_site

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def own_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A server that may be stopped: every browser is without a network then."""
    instance = tmp_path_factory.mktemp("engines") / "instance"
    with running_site(instance, "--scale", "2") as site:
        yield site


@pytest.fixture
def in_firefox(tmp_path: Path) -> Iterator[Browser]:
    if not firefox.PROGRAM.exists():
        pytest.skip("Firefox is not installed: apt-get install firefox-esr")
    browser = firefox.Firefox(tmp_path / "profile")
    yield browser
    browser.close()


@pytest.fixture
def in_webkit(tmp_path: Path) -> Iterator[Browser]:
    if not all(one.exists() for one in webkit.NEEDED) or not glob(webkit.BROWSERS):
        pytest.skip("WebKitGTK is not installed: apt-get install webkit2gtk-driver xvfb dbus")
    browser = webkit.WebKit(tmp_path / "profile")
    yield browser
    browser.close()


def test_an_inspection_in_firefox(in_firefox: Browser, own_site: Site, tmp_path: Path) -> None:
    inspect(Hands(in_firefox, own_site, tmp_path))


def test_an_inspection_in_webkit(in_webkit: Browser, own_site: Site, tmp_path: Path) -> None:
    inspect(Hands(in_webkit, own_site, tmp_path))


def inspect(lin: Hands) -> None:
    site = lin.site
    place = uncovered_school(site, "lin")
    plan = Plan(site, place, "canteen-school")
    [(second,)] = ask(site, "select full_name from user where name = ?", "zhao")
    before = len(inspections_at(site, place))
    lin.sign_in(site.account_of("lin"))
    site.stop()
    try:
        inspect_alone(lin, plan, second)
    finally:
        site.start()
    lin.go("/outbox")
    lin.click("retry")
    lin.until(lambda: lin.text("outbox-count") == "0", "empty outbox")
    assert len(inspections_at(site, place)) == before + 1


def inspect_alone(lin: Hands, plan: Plan, second: str) -> None:
    """Nobody answers: the app comes from the worker's cache, everything stays in the browser."""
    lin.go(f"/premises/{plan.place.id}")
    start(lin)
    for _ in plan.asked:
        item = lin.path.rsplit("/", 1)[1]
        lin.answer(plan.items[item], plan.answers[item])
        if item in plan.photos:
            lin.take_photo()
        lin.next()
    lin.wait("seal-result", plan.score["result_zh"])
    seal(lin, second)


def start(lin: Hands) -> None:
    lin.click("start")
    lin.until(lambda: at_item(lin) or lin.count("inspect-again") > 0, "inspection")
    if lin.count("inspect-again"):
        lin.click("inspect-again")
        lin.until(lambda: at_item(lin), "inspection")


def at_item(lin: Hands) -> bool:
    return lin.path.startswith("/inspect/") and lin.path.count("/") == 3


def seal(lin: Hands, second: str) -> None:
    lin.click("pick-second")
    lin.click("person", second)
    lin.wait("sign-second")
    lin.click("refuse")
    lin.browser.run("() => document.querySelector('dialog .phrase').click()")
    lin.click("refuse-save")
    lin.sign("sign-own")
    lin.sign("sign-second")
    lin.click("seal")
    lin.wait("sealed")
