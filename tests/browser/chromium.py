"""How Chromium is started everywhere: Debian's own, quiet on the network, as a phone or a desk."""

from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Playwright

PROGRAM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
CHINA = {"locale": "zh-CN", "timezone_id": "Asia/Shanghai"}
PHONE: dict[str, Any] = {
    **CHINA,
    "viewport": {"width": 360, "height": 800},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
}
# A pass leads on by itself unless that is turned off: a story says itself when it goes on.
STEP_BY_STEP = """try {
  const key = "inspect.auto-next";
  if (localStorage.getItem(key) === null) localStorage.setItem(key, "off");
} catch {}"""
DESK: dict[str, Any] = {**CHINA, "viewport": {"width": 1440, "height": 900}}


def open_phone(
    playwright: Playwright, profile: Path, *flags: str, **options: Any
) -> BrowserContext:
    """A phone whose profile survives closing, which is how a browser is killed and reopened."""
    context = playwright.chromium.launch_persistent_context(
        profile, executable_path=PROGRAM, args=[*FLAGS, *flags], **{**PHONE, **options}
    )
    context.add_init_script(STEP_BY_STEP)
    return context


def open_desk(playwright: Playwright, profile: Path, *flags: str, **options: Any) -> BrowserContext:
    """A desk with a profile of its own."""
    return playwright.chromium.launch_persistent_context(
        profile, executable_path=PROGRAM, args=[*FLAGS, *flags], **{**DESK, **options}
    )
