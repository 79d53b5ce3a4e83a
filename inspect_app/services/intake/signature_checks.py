"""Checks of which content a body's signatures were given for, and which must be given again."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from inspect_app.domain.rules.completeness import Lack
from inspect_app.domain.rules.signed_content import (
    Earlier,
    is_repeated,
    outcome_of,
    signer_of,
)
from inspect_app.domain.scopes import INSPECTION
from inspect_app.models.inspections import Inspection
from inspect_app.models.sync import SyncRecord
from inspect_app.services.intake.incoming import IncomingRevision
from inspect_app.services.people.key_proofs import without_false
from inspect_app.services.people.signed_digests import given_here

Body = Mapping[str, Any]


@dataclass(frozen=True)
class CheckedSignatures:
    """The signatures that count, and what is lacking because others do not."""

    counting: list[dict[str, Any]]
    lacks: list[Lack]


def check_signatures(
    session: Session, incoming: IncomingRevision, known: Inspection | None, score: Body
) -> CheckedSignatures:
    """Keep the signatures that were given for this content, or for an earlier one unchanged.

    Those of version 1 say nothing about their content: all of them count.
    """
    body, rev = incoming.raw, incoming.rev
    if body["schema"] == 1:
        return CheckedSignatures(list(body["signatures"]), [])
    here = without_false(session, given_here(incoming.id, rev, body), incoming.received_at)
    past = _Past(session, incoming, known)
    repeated = [
        one
        for one in body["signatures"]
        if one["rev"] < rev and is_repeated(one, past.at(one["rev"]))
    ]
    outcome = outcome_of(body, score)
    stale = [one for one in repeated if past.outcome_at(one["rev"]) != outcome]
    return CheckedSignatures(here + repeated, _list_unsigned(body, here, stale))


def _list_unsigned(body: Body, here: Iterable[Body], stale: Iterable[Body]) -> list[Lack]:
    if body.get("not_resigned", "").strip():
        return []
    anew = {signer_of(one) for one in here}
    if body["refusal"]:
        anew.add(("present", None))
    old = sorted({signer_of(one) for one in stale} - anew, key=str)
    return [
        {"what": "resign", "role": role} | ({"user": user} if user else {}) for role, user in old
    ]


class _Past:
    """The earlier revisions of an inspection, each read once."""

    def __init__(
        self, session: Session, incoming: IncomingRevision, known: Inspection | None
    ) -> None:
        self.session, self.incoming, self.known = session, incoming, known
        self.read: dict[int, Earlier | None] = {}

    def at(self, rev: int) -> Earlier | None:
        """Return a revision below the incoming one; None if its author sent no such thing."""
        if rev not in self.read:
            self.read[rev] = self._read(rev)
        return self.read[rev]

    def outcome_at(self, rev: int) -> object:
        """Return what that revision came to; None if there is none."""
        earlier = self.at(rev)
        return earlier.outcome if earlier else None

    def _read(self, rev: int) -> Earlier | None:
        record = SyncRecord
        query = (
            select(record.body)
            .order_by(record.pk.desc())
            .where(
                record.collection == INSPECTION,
                record.record_id == self.incoming.id,
                record.user_id == self.incoming.author_id,
                record.rev == rev,
                record.off_lineage.is_(False),
            )
        )
        text = self.session.scalars(query).first()
        revisions = self.known.revisions if self.known else []
        score = next((one.score for one in revisions if one.rev == rev), None)
        try:
            body = json.loads(text) if text else None
            return Earlier(self._counting(rev, body), outcome_of(body, score)) if body else None
        except (KeyError, TypeError, AttributeError, ValueError):
            return None  # it was stored as `fix`, whatever was in it

    def _counting(self, rev: int, body: dict[str, Any]) -> Sequence[Body]:
        if body["schema"] == 1:
            return list(body["signatures"])
        given = given_here(self.incoming.id, rev, body)
        return without_false(self.session, given, self.incoming.received_at)
