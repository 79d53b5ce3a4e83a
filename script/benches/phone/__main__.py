"""Measures the phone app: weight, starts, taps, keys, photos, a full queue, the sum of a site.

Times are those of a processor four times slower than this one, workers included; see `slow.py`.
"""

import base64
import statistics
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Playwright, sync_playwright

from inspect_app.checklists.load import FOLDER, load_file
from script.benches.machine import describe_machine
from script.benches.phone.first_load import load_first, start_cold
from script.benches.phone.hands import measure_keys, measure_taps
from script.benches.phone.photos import measure_photos
from script.benches.phone.queue import measure_queue
from script.benches.phone.slow import RATE, prove, slow_down
from script.benches.report import tell
from script.benches.rules import BUNDLE, SHEETS, STATIC, make_site, run_node, time_site
from tests.browser.chromium import FLAGS, PROGRAM
from tests.browser.inspector import Inspector
from tests.browser.server import running_site

STARTS = 5


def measure() -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        blank = measure_blank(playwright)
        with running_site(folder / "instance", "--scale", "2") as site:
            first = load_first(playwright, folder / "profile", site)
            lin = Inspector(playwright, site, folder / "lin")
            lin.sign_in(site.account_of("lin"))
        # The server is stopped: everything comes from the phone now.
        starts = [start_cold(playwright, folder / "profile", site) for _ in range(STARTS)]
        lin.cut_network()
        taps = measure_taps(lin)
        photos = measure_photos(lin, folder, blank["throttled"])
        keys = measure_keys(lin)
        lin.context.close()
        other = Inspector(playwright, site, folder / "profile")
        queue = measure_queue(other)
        other.context.close()
    return {
        **first,
        "cold_start_ms": round(statistics.median(starts)),
        "cold_starts_ms": [round(start) for start in starts],
        **taps,
        **keys,
        **photos,
        **queue,
        **blank,
        "machine": describe_machine(),
    }


def measure_blank(playwright: Playwright) -> dict[str, Any]:
    """On a page that is none of ours: what throttling slows down, and a whole site's summary."""
    browser = playwright.chromium.launch(executable_path=PROGRAM, args=FLAGS)
    page = browser.new_page()
    throttled = prove(page)
    slow_down(page)
    site = load_file(FOLDER / "construction-jgj59.yaml").object
    code = base64.b64encode(run_node(BUNDLE, STATIC)).decode()
    summary = time_site(page, code, site, make_site(site))
    browser.close()
    return {
        "jgj_summary_ms": round(summary, 1),
        "jgj_sheets": SHEETS,
        "slowed": RATE,
        "throttled": throttled,
    }


if __name__ == "__main__":
    tell("phone", __doc__, measure)
