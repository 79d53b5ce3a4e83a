"""The service worker: who gets the app at a posted code, and what never enters its cache."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Error, Playwright, expect

from tests.browser.inspector import Inspector
from tests.browser.register import uncovered_school
from tests.browser.server import Site

KEPT = """async () => {
  const names = await caches.keys();
  const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
  return requests.flat().map((request) => new URL(request.url).pathname);
}"""


@pytest.fixture
def phone_of_lin(playwright: Playwright, site: Site, tmp_path: Path) -> Iterator[Inspector]:
    inspector = Inspector(playwright, site, tmp_path / "lin")
    yield inspector
    inspector.context.close()


def test_nobody_signed_in_gets_the_public_page_at_a_posted_code(
    phone_of_lin: Inspector, site: Site
) -> None:
    phone_of_lin.go("/")
    phone_of_lin.page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    phone_of_lin.go(f"/q/{uncovered_school(site, 'lin').token}")
    expect(phone_of_lin.page.locator("#app")).to_have_count(0)


def test_an_inspector_gets_the_app_there_and_nothing_with_data_is_kept(
    phone_of_lin: Inspector, site: Site
) -> None:
    phone_of_lin.sign_in(site.account_of("lin"))
    for path in ("/premises", "/outbox", f"/q/{uncovered_school(site, 'lin').token}"):
        phone_of_lin.go(path)
        expect(phone_of_lin.page.locator("#app")).to_have_count(1)
    kept = set(phone_of_lin.page.evaluate(KEPT))
    assert "/" in kept
    assert all(path in ("/", "/signed-in") or path.startswith("/static/") for path in kept)

    phone_of_lin.cut_network()
    phone_of_lin.go(f"/q/{uncovered_school(site, 'lin').token}")
    expect(phone_of_lin.find("start")).to_be_visible()
    with pytest.raises(Error, match="ERR_INTERNET_DISCONNECTED"):
        phone_of_lin.go("/plan")
