"""A counting visit as the chapters on items need it: with what failed at it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class ItemVisit:
    """A visit that counts; `failed` has each failed item once, `total` the points of JGJ 59."""

    inspection: str
    premises: str
    kind: str
    checklist: str
    on: date
    passed: bool | None
    result: str | None
    failed: tuple[str, ...]
    total: str | None = None


def plain_item(key: str) -> str:
    """Return an item's id without the place of a repeated table: `B17[1#].load` is `B17.load`."""
    table, bracket, rest = key.partition("[")
    return table + rest.rpartition("]")[2] if bracket else key
