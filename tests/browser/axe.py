"""Asks axe-core what is wrong with a page for somebody who cannot see it or use a mouse."""

from pathlib import Path

from playwright.sync_api import Page

AXE = Path(__file__).parents[2] / "inspect_app/static/node_modules/axe-core/axe.min.js"


def findings(page: Page) -> list[str]:
    """Each rule that is broken, with the first place that breaks it."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    broken = page.evaluate("axe.run().then((found) => found.violations)")
    return [f"{one['id']}: {one['nodes'][0]['html']}" for one in broken]
