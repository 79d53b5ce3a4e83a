"""Judges a sealed body once more, to compare with the score that was stored for it."""

from collections.abc import Mapping
from typing import Any

from inspect_app.domain.rules.checklist import Checklist
from inspect_app.domain.rules.scoring import score
from inspect_app.domain.rules.unable import UNABLE, judge_unable
from inspect_app.domain.rules.withdrawn import WITHDRAWN, judge_withdrawn

RATE = "honest_stall_rate"


def rescore(
    checklist: Checklist, body: Mapping[str, Any], on: str, stored: Mapping[str, Any]
) -> dict[str, Any]:
    """Return what a body comes to on the day of its visit. Raises `Refused`.

    A market was judged at its approval by the share that stands in its score, as `stored` has it.
    """
    given = {**body, "on": on}
    if RATE in stored:
        given = with_rate(given, stored[RATE])
    judged = score(checklist, given)
    if WITHDRAWN in body:
        return judge_withdrawn(judged)
    return judge_unable(judged) if UNABLE in body else judged


def with_rate(given: Mapping[str, Any], rate: float | None) -> dict[str, Any]:
    """Return a market's body with this share of honest stalls in place of what it claims."""
    place = given["premises"]
    attrs = {name: value for name, value in place["attrs"].items() if name != RATE}
    return {**given, "premises": {**place, "attrs": attrs | ({} if rate is None else {RATE: rate})}}


def differing_fields(stored: Mapping[str, Any], anew: Mapping[str, Any]) -> list[str]:
    """List the fields of a stored score that come out otherwise; a later version may add some."""
    return sorted(
        name for name in stored.keys() - {RATE} if name not in anew or anew[name] != stored[name]
    )
