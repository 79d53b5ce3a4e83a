"""The photos of the visit before, item by item, to be laid next to those of today."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from inspect_app.models.inspections import Photo, Revision


@dataclass(frozen=True)
class LastShot:
    """The first photo of an item at the last approved visit, and where that visit is read."""

    inspection_id: str
    rev: int
    sha256: str
    on: date


def last_shots(last: Revision | None, durable: Mapping[str, Photo]) -> dict[str, LastShot]:
    """Return the first photo of each item that can be shown; a marked copy is as good as any."""
    found: dict[str, LastShot] = {}
    for photo in last.photos if last else []:
        here = durable.get(photo.sha256)
        if photo.role in ("signature", "voice") or here is None or here.fault:
            continue
        on = last.inspection.visited_on if last else date.min
        found.setdefault(photo.item, LastShot(photo.inspection_id, photo.rev, photo.sha256, on))
    return found
