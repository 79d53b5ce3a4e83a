"""Judges a market by its share of honest stalls, which the server computes from their standings."""

import json
from typing import Any

from inspect_app.domain.rules.rescoring import RATE, with_rate
from inspect_app.domain.rules.scoring import score
from inspect_app.domain.rules.unable import UNABLE
from inspect_app.domain.vocabulary import PASSING
from inspect_app.models.inspections import Revision
from inspect_app.queries.checklist_rules import checklist_of
from inspect_app.queries.figures.stalls import count_stalls


def apply_stall_share(revision: Revision) -> None:
    """Judge a market's revision again at its approval, by that day's share of stalls."""
    inspection = revision.inspection
    if inspection.premises.kind == "market" and revision.result != UNABLE:
        rate = count_stalls(inspection.premises_id).rate
        judged = score_with_rate(revision, rate)
        revision.score = judged | {RATE: rate}
        revision.result = judged["result"]
        revision.passed = judged["result"] in PASSING


def score_with_rate(revision: Revision, rate: float | None) -> dict[str, Any]:
    """Return a market's score with this rate; the rate that its body claims is ignored."""
    on = revision.inspection.visited_on.isoformat()
    given = with_rate(json.loads(revision.body) | {"on": on}, rate)
    return score(checklist_of(revision.checklist), given)
