"""What README says of settings, folders and scripts is so."""

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
IGNORED = {"__pycache__", "node_modules"}


def test_every_setting_has_its_line_and_every_line_its_setting() -> None:
    source = (ROOT / "inspect_app" / "config.py").read_text(encoding="utf-8")
    read = set(re.findall(r'read\(\s*"([A-Z_]+)"', source))
    read |= set(re.findall(r'environ\.get\("INSPECT_([A-Z_]+)"', source))
    told = set(re.findall(r"^\| `INSPECT_([A-Z_]+)`", README, re.MULTILINE))
    assert told == read


def test_every_folder_of_the_app_is_on_the_map() -> None:
    folders = {path.name for path in (ROOT / "inspect_app").iterdir() if path.is_dir()} - IGNORED
    assert [name for name in sorted(folders) if f"{name}/" not in README] == []


def test_every_script_is_named() -> None:
    scripts = {path.name for path in (ROOT / "script").iterdir() if path.is_file()}
    commands = {name for name in scripts if "." not in name}
    assert [name for name in sorted(commands) if f"script/{name}" not in README] == []


def test_every_picture_and_page_that_is_linked_exists() -> None:
    linked = re.findall(r"\]\((docs/[^)]+)\)", README)
    assert [path for path in linked if not (ROOT / path).exists()] == []
