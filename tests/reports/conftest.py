"""What the report's tests share: a machine that can set pages."""

import os

import pytest

from inspect_app.documents.reports.fonts import PACKAGES, has_chinese_font


@pytest.fixture(scope="session")
def page_setting() -> None:
    """Pango and a Chinese font; on a machine that decides what is published nothing is left out."""
    if not has_chinese_font():
        words = f"no Chinese font or no Pango: sudo apt-get install {PACKAGES}"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(words)
