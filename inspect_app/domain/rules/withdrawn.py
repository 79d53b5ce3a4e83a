"""Says what an inspection comes to that its author takes back: made at the wrong place, or twice.

It stays stored as it was sealed, and counts nowhere: what was due before is due again.
"""

from collections.abc import Mapping
from typing import Any

from inspect_app.domain.vocabulary import RESULTS

WITHDRAWN = "withdrawn"  # the result, the state, and the field of a body that says why


def judge_withdrawn(judged: Mapping[str, Any]) -> dict[str, Any]:
    """Return the result object of a withdrawn inspection: its answers are judged no more."""
    return {
        **judged,
        "complete": True,
        "result": WITHDRAWN,
        "result_zh": RESULTS[WITHDRAWN].zh,
        "covered": None,
        "missing": [],
        "why": [{"rule": WITHDRAWN, "items": []}],
    }
