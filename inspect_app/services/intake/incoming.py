"""One parsed revision as the protocol gives it to the rules, and the two ways to reject it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


class Quarantined(Exception):
    """The record must be quarantined; `code` is the protocol's."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class NeedsFix(Exception):
    """The author must mend the record; `fields` maps paths in the body to what is wrong there."""

    def __init__(self, fields: dict[str, str]) -> None:
        super().__init__(fields)
        self.fields = fields


@dataclass(frozen=True)
class IncomingRevision:
    """One revision on its stream's lineage. `raw` is the parsed body, `text` its frozen text.

    `first_received_at` is when revision 1 came: it bounds the day of the visit for good.
    `decided_by_person`: a supervisor accepted it, so the author's rights are not checked.
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
