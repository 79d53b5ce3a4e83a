"""Reads every checklist of this folder, or says which file is wrong, on which line, and why."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

from inspect_app.checklists.build import build
from inspect_app.checklists.checks import complaints
from inspect_app.checklists.yaml_lines import ChecklistFileError, Document

__all__ = ["ChecklistFileError", "Published", "load_all", "load_every", "load_file"]

FOLDER = Path(__file__).parent
EARLIER = FOLDER / "earlier"  # versions that were replaced, as they were published


@dataclass(frozen=True)
class Published:
    """One version as it is stored and pulled: `sha256` is the digest of the text `body`."""

    code: str
    version: str
    sha256: str
    body: str
    object: dict[str, Any]


def load_every() -> list[Published]:
    """Load the replaced versions, then the present ones: what either sealed stays readable."""
    return [*load_all(EARLIER), *load_all()]


def load_all(folder: Path = FOLDER) -> list[Published]:
    """Load the present version of every checklist, or those of another folder."""
    return list(_load_all(folder, _stamps(folder)))


def _stamps(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """Return what changes with any file of a folder, those that are included among them."""
    files = sorted(folder.rglob("*.yaml"))
    return tuple((str(one), one.stat().st_mtime_ns, one.stat().st_size) for one in files)


@lru_cache(maxsize=4)
def _load_all(folder: Path, _: tuple[tuple[str, int, int], ...]) -> tuple[Published, ...]:
    """Load a folder once as long as its files stay: to check all of them takes two seconds."""
    return tuple(load_file(path) for path in sorted(folder.glob("*.yaml")))


def load_file(path: Path) -> Published:
    own = Document(path)
    check_shape(own, schema())
    parts = [*included(own), own]
    reject_doubles(parts)
    whole = build(own.data, [part.data for part in parts])
    for item, key, reason in complaints(whole):
        raise locate(parts, item, key, reason)
    return publish(whole)


def publish(whole: dict[str, Any]) -> Published:
    """Return a published version; its canonical text gives equal objects equal digests."""
    body = json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    digest = hashlib.sha256(body.encode()).hexdigest()
    return Published(whole["code"], whole["version"], digest, body, whole)


def included(own: Document) -> Iterator[Document]:
    for at, name in enumerate(own.data.get("include", [])):
        path = own.path.parent / "shared" / f"{name}.yaml"
        if not path.is_file():
            raise own.error(("include", at), f"there is no shared/{name}.yaml")
        part = Document(path)
        check_shape(part, {"$defs": schema()["$defs"], "$ref": "#/$defs/shared"})
        yield part


@cache
def schema() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((FOLDER / "checklist.schema.json").read_text("utf-8"))
    return loaded


def check_shape(document: Document, shape: dict[str, Any]) -> None:
    error = best_match(Draft202012Validator(shape).iter_errors(document.data))
    if error is not None:
        raise document.error(error.absolute_path, f"{error.json_path}: {error.message}")


def reject_doubles(parts: list[Document]) -> None:
    """Raise ChecklistFileError for an attribute that two files declare."""
    declared: set[str] = set()
    for part in parts:
        for name in part.data.get("attrs", {}):
            if name in declared:
                raise part.error(("attrs", name), f"the attribute {name!r} is declared twice")
            declared.add(name)


def locate(parts: list[Document], item: str | None, key: str, reason: str) -> ChecklistFileError:
    """Return the error at the line of an item's key (the later item's, of two with one id)."""
    found = [
        (part, (where, at, key))
        for part in parts
        for where in ("profile", "items")
        for at, given in enumerate(part.data.get(where, []))
        if given["id"] == item
    ]
    part, path = found[-1] if found else (parts[-1], (key,))
    return part.error(path, f"{item}: {reason}" if item else reason)
