"""What the phone loads until the sign-in stands, what the worker caches, a start offline."""

import gzip
import json
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page, Playwright, Response

from script.benches.phone.slow import slow_down
from tests.browser.chromium import open_phone
from tests.browser.phone_screens import SIGN_IN_SCREEN, TODAY_SCREEN, sign_in
from tests.browser.server import Site

# Notes the moment when something answers to the selector; the clock begins with the navigation.
WATCH = """selector => new MutationObserver((_, observer) => {
  if (!document.querySelector(selector)) return;
  window.usableAt = performance.now();
  observer.disconnect();
}).observe(document, {childList: true, subtree: true})"""
BEGUN = """() => performance.getEntriesByType("resource")
  .filter(entry => entry.startTime < window.usableAt).map(entry => entry.name)"""
KEPT = """async () => {
  let bytes = 0;
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      if (request.url.endsWith(".wasm")) continue;
      const body = (await cache.match(request)).body.pipeThrough(new CompressionStream("gzip"));
      bytes += (await new Response(body).arrayBuffer()).byteLength;
    }
  }
  return bytes;
}"""


def load_first(playwright: Playwright, profile: Path, site: Site) -> dict[str, Any]:
    """Open the app on an empty phone, sign in, and wait until everything is cached."""
    context = open_phone(playwright, profile)
    page = context.pages[0]
    seen: dict[str, Response] = {}
    page.on("response", lambda response: seen.setdefault(response.url, response))
    carried = count_carried(context, page)
    watch_for(page, SIGN_IN_SCREEN)
    page.goto(f"{site.base}/")
    page.wait_for_selector(SIGN_IN_SCREEN)
    begun = [page.url, *page.evaluate(BEGUN)]
    shell = sum(len(gzip.compress(seen[url].body())) for url in begun)
    page.wait_for_load_state("networkidle")
    wire = sum(carried[url] for url in begun)
    sign_in(page, site.account("inspector"))
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    kept = wait_until_kept(page)
    context.close()
    return {
        "shell_gzip_kb": kilobytes(shell),
        "shell_wire_kb": kilobytes(wire),
        "first_requests": len(begun),
        "precache_gzip_kb": kilobytes(kept),
    }


def count_carried(context: BrowserContext, page: Page) -> dict[str, int]:
    """Count the bytes that come over the wire for each address, with their headers."""
    cdp = context.new_cdp_session(page)
    cdp.send("Network.enable")
    addresses: dict[str, str] = {}
    carried: dict[str, int] = {}

    def begin(event: dict[str, Any]) -> None:
        addresses[event["requestId"]] = event["request"]["url"]

    def end(event: dict[str, Any]) -> None:
        url = addresses.get(event["requestId"], "")
        carried[url] = carried.get(url, 0) + event["encodedDataLength"]

    cdp.on("Network.requestWillBeSent", begin)
    cdp.on("Network.loadingFinished", end)
    return carried


def wait_until_kept(page: Page) -> int:
    """Return the bytes that the service worker has cached, once they no longer grow."""
    before, now = -1, int(page.evaluate(KEPT))
    while before != now:
        page.wait_for_timeout(1000)
        before, now = now, int(page.evaluate(KEPT))
    return now


def start_cold(playwright: Playwright, profile: Path, site: Site) -> float:
    context = open_phone(playwright, profile)
    try:
        return open_slowly(context, site)
    finally:
        context.close()


def open_slowly(context: BrowserContext, site: Site) -> float:
    context.set_offline(True)
    page = context.new_page()
    slow_down(page)
    watch_for(page, TODAY_SCREEN)
    page.goto(site.base)
    page.wait_for_selector(TODAY_SCREEN)
    return float(page.evaluate("window.usableAt"))


def watch_for(page: Page, selector: str) -> None:
    page.add_init_script(f"({WATCH})({json.dumps(selector)})")


def kilobytes(size: int) -> float:
    return round(size / 1024, 1)
