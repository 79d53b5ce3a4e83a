"""URLs of built assets: stable names in templates, hashed names in URLs."""

import json
from functools import lru_cache
from pathlib import Path

from flask import current_app, url_for


def asset(source: str, part: str = "file") -> str:
    """Return the URL of a built entry, e.g. `desk/main.ts`; `part="css"` for its style sheet."""
    entry = _manifest(Path(str(current_app.static_folder)))[source]
    name = entry["css"][0] if part == "css" and "css" in entry else entry["file"]
    return url_for("static", filename=name)


@lru_cache
def _manifest(dist: Path) -> dict[str, dict[str, str]]:
    path = dist / ".vite" / "manifest.json"
    if not path.exists():
        raise RuntimeError(f"{path} is missing: run ./script/run, which builds the browser half")
    loaded: dict[str, dict[str, str]] = json.loads(path.read_text())
    return loaded
