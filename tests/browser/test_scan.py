"""The camera reads posted codes without a network, names what is none of ours, and goes nowhere."""

from pathlib import Path

import pytest
from playwright.sync_api import Playwright, expect

from tests.browser.films import film_of_code
from tests.browser.inspector import SLOW, Inspector
from tests.browser.register import uncovered_school
from tests.browser.server import Site

DECODER_IS_KEPT = """async () => {
  for (const name of await caches.keys())
    for (const one of await (await caches.open(name)).keys())
      if (one.url.endsWith(".wasm")) return true;
  return false;
}"""


def before_the_code(playwright: Playwright, site: Site, folder: Path, text: str) -> Inspector:
    """Lin, signed in, without a network, with this code before the camera."""
    flags = film_of_code(text, folder / "wall.mjpeg")
    lin = Inspector(playwright, site, folder / "lin", *flags)
    lin.sign_in(site.account_of("lin"))
    lin.go("/")
    lin.page.wait_for_function(DECODER_IS_KEPT, timeout=SLOW)
    lin.cut_network()
    lin.go_to("scan")
    return lin


@pytest.mark.parametrize("text", ["https://example.com/q/AAAAAAAAAAAAAAAA", "微信支付"])
def test_a_foreign_code_is_named_and_never_opened(
    playwright: Playwright, site: Site, tmp_path: Path, text: str
) -> None:
    lin = before_the_code(playwright, site, tmp_path, text)
    expect(lin.find("scan-foreign")).to_contain_text("这不是检查码", timeout=SLOW)
    assert lin.page.url.startswith(site.base)
    lin.context.close()


def test_a_code_outside_ones_list_is_told_in_words(
    playwright: Playwright, site: Site, tmp_path: Path
) -> None:
    lin = before_the_code(playwright, site, tmp_path, f"{site.base}/q/ZZZZZZZZZZZZZZZZ")
    expect(lin.find("scan-unknown")).to_contain_text("名录里没有", timeout=SLOW)
    lin.context.close()


def test_a_posted_code_leads_to_its_premises_without_a_network(
    playwright: Playwright, site: Site, tmp_path: Path
) -> None:
    place = uncovered_school(site, "lin")
    lin = before_the_code(playwright, site, tmp_path, f"{site.base}/q/{place.token}")
    lin.page.wait_for_url(f"**/premises/{place.id}", timeout=SLOW)
    expect(lin.find("start")).to_be_visible()
    lin.context.close()
