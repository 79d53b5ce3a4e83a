"""Checks that the columns behind the figures still follow from each revision's body and score."""

import hashlib
import json
from collections.abc import Iterator

from sqlalchemy import select

from inspect_app.domain.rules.unable import UNABLE, has_passed
from inspect_app.domain.rules.withdrawn import WITHDRAWN
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
    special = special_result(revision.body)
    for name in (UNABLE, WITHDRAWN):
        if (special == name) != (result == name):
            yield name
    if revision.covered != revision.score["covered"]:
        yield "covered"
    if revision.passed != has_passed(result):
        yield "passed"
    if revision.complete != (not revision.lacks):
        yield "complete"


def special_result(body: str) -> str | None:
    """Return the result that a sealed body names itself, or None; few have to be parsed."""
    if not any(f'"{name}"' in body for name in (UNABLE, WITHDRAWN)):
        return None
    given = json.loads(body)
    return next((name for name in (WITHDRAWN, UNABLE) if name in given), None)
