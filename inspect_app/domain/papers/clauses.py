"""The clauses that a paper may print: read in the original, or entered and confirmed by two."""

from collections.abc import Mapping
from typing import Any

from inspect_app.domain.corrections.measures import READ, clauses_of

BY_TWO = "双"
"""The mark of a clause that one person entered and another confirmed."""


def printed_clauses(item: Mapping[str, Any], entered: str, confirmed: bool) -> list[dict[str, str]]:
    """Return the clauses with their marks; none where nothing may be printed as a fact.

    What was only found (◐) or proposed (P) is never among them, nor what one person alone entered.
    """
    if read := clauses_of(item):
        return [{"text": one, "mark": READ} for one in read]
    return [{"text": entered, "mark": BY_TWO}] if entered and confirmed else []


def is_draft(rows: list[dict[str, Any]]) -> bool:
    """Whether a paper is a draft that may not be served: one of its rows names no clause."""
    return any(not row["clauses"] for row in rows)
