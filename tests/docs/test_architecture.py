"""Each file that the architecture page names is there."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
BASES = (ROOT, ROOT / "inspect_app", ROOT / "inspect_app" / "static" / "phone")
NAMED = sorted(set(re.findall(r"`([a-z_/.-]+/[\w./-]+\.(?:py|ts|tsx|json|yaml|md))`", PAGE)))


def test_the_page_names_files() -> None:
    assert len(NAMED) > 30


def test_each_named_file_is_there() -> None:
    assert [name for name in NAMED if not any((base / name).is_file() for base in BASES)] == []
