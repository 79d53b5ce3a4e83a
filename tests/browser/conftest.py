"""One server with the demo district for all browser tests, and a fresh phone and desk for each."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Playwright

from tests.browser.chromium import open_desk, open_phone
from tests.browser.server import Site, running_site


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with running_site(tmp_path_factory.mktemp("site") / "instance") as site:
        yield site


@pytest.fixture
def phone(playwright: Playwright, tmp_path: Path) -> Iterator[BrowserContext]:
    context = open_phone(playwright, tmp_path / "phone")
    yield context
    context.close()


@pytest.fixture
def desk(playwright: Playwright, tmp_path: Path) -> Iterator[BrowserContext]:
    context = open_desk(playwright, tmp_path / "desk")
    yield context
    context.close()
