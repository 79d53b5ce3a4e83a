"""A phone on a poor network: the first screen is light, and so is all that the worker keeps."""

from pathlib import Path

from playwright.sync_api import Playwright

from script.benches.phone.first_load import load_first
from tests.browser.server import Site

FIRST_SCREEN_KB = 60
ON_THE_WIRE_KB = 75
KEPT_KB = 295


def test_the_phone_app_stays_light(playwright: Playwright, site: Site, tmp_path: Path) -> None:
    measured = load_first(playwright, tmp_path / "phone", site)
    assert measured["shell_gzip_kb"] <= FIRST_SCREEN_KB
    assert 0 < measured["shell_wire_kb"] <= ON_THE_WIRE_KB
    assert 0 < measured["precache_gzip_kb"] <= KEPT_KB
