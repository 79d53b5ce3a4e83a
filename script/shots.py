"""Saves screenshots, and decides which of them are wanted."""

import sys
from pathlib import Path

from playwright.sync_api import Page

FOLDER = Path(__file__).parents[1] / "screenshots"


class Shots:
    """Saves the screens whose names begin with `wanted`."""

    def __init__(self, wanted: str) -> None:
        self.wanted = wanted
        FOLDER.mkdir(exist_ok=True)

    def may_want(self, beginning: str) -> bool:
        """Whether any screen whose name begins like this is wanted."""
        return beginning.startswith(self.wanted) or self.wanted.startswith(beginning)

    def take(self, page: Page, name: str, *, whole: bool = False) -> None:
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(300)  # sheets slide in
        if name.startswith(self.wanted):
            page.screenshot(path=FOLDER / f"{name}.png", full_page=whole)
            sys.stdout.write(f"{name}.png\n")
