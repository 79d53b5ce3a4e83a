"""Packs what is stored about one person into a zip file: JSON per table, photos, a manifest."""

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile

MANIFEST = "manifest.json"


@dataclass
class Package:
    """A zip file under way, and what its manifest will say of each file in it."""

    zip: ZipFile
    files: dict[str, dict[str, Any]] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)

    def add_rows(self, name: str, rows: Iterable[Mapping[str, Any]]) -> None:
        """Write rows as a JSON list, one at a time, so that no table has to fit into memory."""
        count, digest = 0, hashlib.sha256()
        with self.zip.open(f"{name}.json", "w") as out:
            for count, row in enumerate(rows, 1):
                text = json.dumps(row, ensure_ascii=False, default=_as_text)
                data = (("[" if count == 1 else ",") + f"\n{text}").encode()
                out.write(data)
                digest.update(data)
            end = b"\n]\n" if count else b"[]\n"
            out.write(end)
            digest.update(end)
        self.files[f"{name}.json"] = {"rows": count, "sha256": digest.hexdigest()}

    def add_photo(self, sha256: str, open_photo: Callable[[str], BinaryIO]) -> None:
        """Copy a photo as it was received; note one that the store has no more."""
        try:
            photo = open_photo(sha256)
        except FileNotFoundError:
            self.missing.append(sha256)
            return
        with photo, self.zip.open(f"photos/{sha256}", "w") as out:
            shutil.copyfileobj(photo, out)
        self.files[f"photos/{sha256}"] = {"sha256": sha256}

    def add_manifest(self, about: Mapping[str, Any]) -> None:
        """Write the manifest last: a file without it was cut off."""
        whole = {**about, "files": self.files, "missing_photos": self.missing}
        self.zip.writestr(MANIFEST, json.dumps(whole, ensure_ascii=False, indent=1))


def write_package(path: Path, fill: Callable[[Package], None]) -> str:
    """Write a new file that its owner alone can read, and return its SHA-256.

    Raises FileExistsError for an existing one; a file that could not be filled is removed.
    """
    handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
    try:
        with os.fdopen(handle, "w+b") as file:
            with ZipFile(file, "w", ZIP_DEFLATED) as zip:
                fill(Package(zip))
            file.seek(0)
            return hashlib.file_digest(file, "sha256").hexdigest()
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _as_text(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} is not JSON")
