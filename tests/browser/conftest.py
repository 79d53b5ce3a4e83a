"""One server with the demo district for all browser tests, and a fresh phone and desk for each."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Playwright

from tests.browser.chromium import open_desk, open_phone
from tests.browser.inspector import Inspector
from tests.browser.manners import ZH_ONLINE, Manner
from tests.browser.server import Site, running_site
from tests.browser.trade import Trade, set_up


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with running_site(tmp_path_factory.mktemp("site") / "instance", "--scale", "2") as site:
        yield site


@pytest.fixture(scope="session")
def trade(site: Site) -> Trade:
    return set_up(site)


@pytest.fixture
def manner() -> Manner:
    """In which a test opens its phone unless it is `played` in several."""
    return ZH_ONLINE


@pytest.fixture(scope="session")
def meis_phone(
    playwright: Playwright, site: Site, trade: Trade, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Inspector]:
    """One phone for all who inspect a market, a lift and a site: signed in."""
    inspector = Inspector(playwright, site, tmp_path_factory.mktemp("mei") / "phone")
    inspector.sign_in(trade.mei)
    yield inspector
    inspector.context.close()


@pytest.fixture
def mei(meis_phone: Inspector, manner: Manner) -> Inspector:
    """That phone, in the manner of the test."""
    meis_phone.change(manner)
    return meis_phone


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
