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
DESK: dict[str, Any] = {**CHINA, "viewport": {"width": 1440, "height": 900}}


def open_phone(
    playwright: Playwright, profile: Path, *flags: str, **options: Any
) -> BrowserContext:
    """A phone whose profile survives closing, which is how a browser is killed and reopened."""
    return playwright.chromium.launch_persistent_context(
        profile, executable_path=PROGRAM, args=[*FLAGS, *flags], **{**PHONE, **options}
    )


def open_desk(playwright: Playwright, profile: Path, *flags: str, **options: Any) -> BrowserContext:
    """A desk with a profile of its own."""
    return playwright.chromium.launch_persistent_context(
        profile, executable_path=PROGRAM, args=[*FLAGS, *flags], **{**DESK, **options}
    )
