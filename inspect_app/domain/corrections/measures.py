"""What a failed item leads to: an order, a stop, something mended on the spot, or advice alone.

The domain's rule: nothing is ordered without a basis that was read (✓) or found with care (◐), nor
for an item that only vetoes a title. 特设法, 安全条例 and 行政处罚法 28: an order is no penalty.
"""

from collections.abc import Mapping
from typing import Any

from inspect_app.domain.corrections.table import MEASURES

READ, FOUND = "✓", "◐"
# What was read in the original and still obliges nobody: it encourages, is a plan, or was amended.
NO_DUTY = ("（倡导）", "（鼓励）", "（修订前）", "行动计划", "食品安全法第五十五条")


def may_be_ordered(item: Mapping[str, Any]) -> bool:
    """Whether an order may name this item of a checklist; else it is advice (建议)."""
    if item.get("vetoes") == "title":
        return False
    return any(one["mark"] in (READ, FOUND) for one in item["basis"])


def clauses_of(item: Mapping[str, Any]) -> list[str]:
    """Return the clauses that were read in the original and oblige.

    Without one a supervisor enters the clause and a second person confirms it.
    """
    return [
        one["text"]
        for one in item["basis"]
        if one["mark"] == READ and not any(word in one["text"] for word in NO_DUTY)
    ]


def fits(measure: str, kind: str) -> bool:
    """Whether a measure exists at this kind of premises."""
    return measure in MEASURES and MEASURES[measure].fits(kind)
