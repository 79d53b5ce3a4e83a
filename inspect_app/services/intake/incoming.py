"""What the protocol hands over: one revision, parsed, with the times it came."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


class Quarantined(Exception):
    """Stored aside until a person decides; `code` as in the protocol."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Unfit(Exception):
    """`fields` maps the place in the body to what is wrong there."""

    def __init__(self, fields: dict[str, str]) -> None:
        super().__init__(fields)
        self.fields = fields


@dataclass(frozen=True)
class IncomingRevision:
    """One revision on its stream's lineage. `raw` is the parsed body, `text` its frozen bytes.

    `first_received_at` is when revision 1 came: it bounds the day of the visit for good.
    `decided_by_person`: a person who may decide stands for it, so no right of its author is asked.
    """

    id: str
    rev: int
    digest: str
    text: str
    raw: Mapping[str, Any]
    blobs: list[dict[str, Any]]
    author_id: str
    received_at: datetime
    first_received_at: datetime
    decided_by_person: bool = False
