"""More than 300 files that no phone of ours sends, each with what must become of it.

Made from one seed, so that a name always means the same bytes.
"""

from collections.abc import Iterator
from dataclasses import dataclass

JPEG, PNG, WEBP = "image/jpeg", "image/png", "image/webp"
# Hidden in whatever carries something along: it must be in no copy.
MARKER = b"MARKER-7f3a<script>alert(1)</script>"

# What may become of a file. The first five are refused at the upload, in words of the catalogue.
TYPE, LARGE, EMPTY, DAMAGED, UNREADABLE = (
    (415, "media_type"),
    (413, "too_large"),
    (400, "malformed"),
    (460, "checksum"),
    (422, "blob_unreadable"),
)
KEPT, SHOWN = (201, "kept"), (201, "shown")
Verdict = tuple[int, str]


@dataclass(frozen=True)
class Hostile:
    """One file, the type it is said to have, and the verdicts that are right."""

    name: str
    data: bytes
    type: str
    right: tuple[Verdict, ...]
    sha256: str | None = None


def all_files() -> Iterator[Hostile]:
    """Every family."""
    from tests.photos import hostile_jpeg, hostile_others, hostile_png, hostile_webp

    for family in (hostile_jpeg, hostile_png, hostile_webp, hostile_others):
        yield from family.files()
