"""A market's own standard asks for honest stalls: the server works out how many there are."""

import json
from typing import Any

from sqlalchemy import select

from inspect_app.domain.scoring import score
from inspect_app.domain.vocabulary import PASSING
from inspect_app.models.inspections import Revision
from inspect_app.models.premises import Premises
from inspect_app.models.reviews import Standing
from inspect_app.services.published import checklist_of
from inspect_app.services.transaction import Writing

RATE = "honest_stall_rate"
TEN_THOUSANDTHS = 10_000


def judge_by_stalls(w: Writing, revision: Revision) -> None:
    """At the approval of a market: judged again with the share that stands on that day.

    Whatever the body says of the share is not believed; no stalls on the register, no share.
    """
    inspection = revision.inspection
    if inspection.premises.kind != "market":
        return
    rate = honest_rate(w, inspection.premises_id)
    given: dict[str, Any] = json.loads(revision.body) | {"on": inspection.visited_on.isoformat()}
    attrs = {name: value for name, value in given["premises"]["attrs"].items() if name != RATE}
    given["premises"] |= {"attrs": attrs if rate is None else attrs | {RATE: rate}}
    judged = score(checklist_of(revision.checklist), given)
    revision.score = judged | {RATE: rate}
    revision.result = judged["result"]
    revision.passed = judged["result"] in PASSING


def honest_rate(w: Writing, market_id: str) -> float | None:
    """Of the open stalls, in percent, floored; a stall that was never judged is not honest."""
    stalls = select(Premises.id).filter_by(parent_id=market_id, kind="stall", status="open")
    open_ones = set(w.session.scalars(stalls))
    if not open_ones:
        return None
    passed = select(Standing.premises_id).where(
        Standing.premises_id.in_(stalls), Standing.passed.is_(True)
    )
    honest = len(set(w.session.scalars(passed)))
    return honest * 100 * TEN_THOUSANDTHS // len(open_ones) / TEN_THOUSANDTHS
