"""Judges a sample of revisions again from their bodies, and reports which scores differ."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from inspect_app.domain.refusals import Refused
from inspect_app.domain.rules.rescoring import differing_fields, rescore
from inspect_app.extensions import db
from inspect_app.models.inspections import Revision
from inspect_app.queries.batches import in_batches
from inspect_app.queries.checklist_rules import checklist_of

AT_A_TIME = 10_000


@dataclass(frozen=True)
class Rescored:
    """How many revisions were judged again, and a message for each whose score differs."""

    judged: int
    lines: list[str]


def rescore_sample(most: int) -> Rescored:
    """Judge up to `most` revisions by the checklist version each was made under.

    An imported history has no revisions, hence nothing to judge.
    """
    picked = list(_pick(most))
    lines: list[str] = []
    for ids in in_batches(picked):
        query = select(Revision).where(Revision.inspection_id.in_({id for id, _ in ids}))
        loaded = query.options(joinedload(Revision.inspection), joinedload(Revision.checklist))
        found = {(one.inspection_id, one.rev): one for one in db.session.scalars(loaded)}
        for key in ids:
            if differs := _differing(found[key]):
                lines.append(f"revision {key[0]} {key[1]}: score ({', '.join(differs)})")
        db.session.expunge_all()
    return Rescored(len(picked), lines)


def _pick(most: int) -> Iterator[tuple[str, int]]:
    """Yield every k-th revision in the order of keys: the same ones each time."""
    count = db.session.scalar(select(func.count()).select_from(Revision)) or 0
    if not count or most < 1:
        return
    keys = select(Revision.inspection_id, Revision.rev)
    ordered = keys.order_by(Revision.inspection_id, Revision.rev)
    rows = db.session.execute(ordered.execution_options(yield_per=AT_A_TIME))
    for row in islice(rows, 0, None, -(-count // most)):
        yield row.inspection_id, row.rev


def _differing(revision: Revision) -> list[str]:
    try:
        body, on = json.loads(revision.body), revision.inspection.visited_on.isoformat()
        anew = rescore(checklist_of(revision.checklist), body, on, revision.score)
    except (Refused, ValueError, LookupError, TypeError):
        return ["body"]
    return differing_fields(revision.score, json.loads(json.dumps(anew)))
