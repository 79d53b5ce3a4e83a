"""Asks the advisories of both registries about what is pinned; says when they cannot be asked."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

from script.releasing.packages import PINS, STATIC

Asked = tuple[str, int | None]
PYTHON = ["pip-audit", "--disable-pip", "--require-hashes", "-f", "json", "-r"]
BROWSER = ["npm", "audit", "--omit=dev", "--json", "--prefix"]


def ask_advisories(root: Path) -> list[Asked]:
    """Return each tool with how many open holes it knows of; None where it could not be asked."""
    return [
        ("pip-audit", count_python(_run([*PYTHON, str(root / PINS)]))),
        ("npm audit", count_browser(_run([*BROWSER, str(root / STATIC)]))),
    ]


def count_python(told: Any) -> int | None:
    """Count the holes that pip-audit found; None if it skipped a package, or told no list."""
    packages = told.get("dependencies") if isinstance(told, dict) else None
    if not packages or any("skip_reason" in one for one in packages):
        return None
    return sum(len(one["vulns"]) for one in packages)


def count_browser(told: Any) -> int | None:
    """Count the holes that npm found; None if it told an error in place of its findings."""
    found = told.get("metadata") if isinstance(told, dict) else None
    return int(found["vulnerabilities"]["total"]) if found else None


def _run(command: list[str]) -> Any:
    """Return what a tool told as JSON; None where it is missing or told something else."""
    if shutil.which(command[0]) is None:
        return None
    told = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    try:
        return json.loads(told)
    except ValueError:
        return None
