"""Says what a visit comes to at which nothing could be inspected, and what it lacks.

It says nothing about the premises, which stays due: no such visit counts anywhere.
"""

from collections.abc import Mapping
from typing import Any

from inspect_app.domain.rules.completeness import Lack
from inspect_app.domain.rules.withdrawn import WITHDRAWN
from inspect_app.domain.vocabulary import PASSING, RESULTS

UNABLE = "unable"  # the result, the field of a body, and the name that its photos stand under
REASONS = ("closed", "refused", "moved")
TOTALS = ("score", "total", "total_shown", "grade")


def judge_unable(judged: Mapping[str, Any]) -> dict[str, Any]:
    """Return the result object of such a visit, with what a checklist made of its answers."""
    return {
        **judged,
        **{name: None for name in TOTALS if name in judged},
        "complete": True,
        "result": UNABLE,
        "result_zh": RESULTS[UNABLE].zh,
        "covered": None,
        "missing": [],
        "why": [{"rule": UNABLE, "items": []}],
    }


def list_lacks_of_unable(body: Mapping[str, Any]) -> list[Lack]:
    """List what such a visit lacks: the second inspector, and a photo or why there is none."""
    lacks: list[Lack] = []
    if not body["photos"].get(UNABLE) and not body[UNABLE].get("no_photo", "").strip():
        lacks.append({"what": "photo", "item": UNABLE})
    if len({one["user"] for one in body["inspectors"]}) < 2:
        lacks.append({"what": "second_inspector"})
    return lacks


def has_passed(result: str | None) -> bool | None:
    """Whether a result passes; None without one, or with one that says nothing of the premises."""
    return None if result in (None, UNABLE, WITHDRAWN) else result in PASSING
