"""Checks that the columns behind the figures still follow from each revision's body and score."""

import hashlib
import json
from collections.abc import Iterator

from sqlalchemy import select

from inspect_app.domain.rules.unable import UNABLE, has_passed
from inspect_app.extensions import db
from inspect_app.models.inspections import Revision

AT_A_TIME = 200


def list_altered() -> Iterator[str]:
    """Yield a message for each column of a revision that differs from its body or score."""
    query = select(Revision).order_by(Revision.inspection_id, Revision.rev)
    for revision in db.session.scalars(query.execution_options(yield_per=AT_A_TIME)):
        for name in altered(revision):
            yield f"revision {revision.inspection_id} {revision.rev}: {name}"
        db.session.expunge(revision)


def altered(revision: Revision) -> Iterator[str]:
    result = revision.score["result"]
    if hashlib.sha256(revision.body.encode()).hexdigest() != revision.digest:
        yield "body"
    if revision.result != result:
        yield "result"
    if is_unable(revision.body) != (result == UNABLE):
        yield "unable"
    if revision.covered != revision.score["covered"]:
        yield "covered"
    if revision.passed != has_passed(result):
        yield "passed"
    if revision.complete != (not revision.lacks):
        yield "complete"


def is_unable(body: str) -> bool:
    """Whether a sealed body says that nothing could be inspected; few have to be parsed."""
    return f'"{UNABLE}"' in body and UNABLE in json.loads(body)
