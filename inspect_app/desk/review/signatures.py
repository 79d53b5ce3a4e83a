"""The signatures of a visit, with whose they are said to be and what that person says."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from inspect_app.desk.review.reading import Reading
from inspect_app.domain.rules.proofs import PROVEN
from inspect_app.domain.rules.signatures import cosignatures_of, signatures_of
from inspect_app.extensions import db
from inspect_app.queries.signatures import list_borrowed, list_cosignatures
from inspect_app.services.people.key_proofs import weigh
from inspect_app.services.people.signed_digests import given_here
from inspect_app.services.review.cosignatures import disputed_by
from inspect_app.web.language import t

UNANSWERED = "open"


@dataclass(frozen=True)
class SignatureView:
    """One picture; `state` is open, confirmed, disputed or borrowed, empty if nobody is asked.

    `content` says what it was given for: `here` for this revision, `earlier` for revision `rev`,
    since when `changed` lists the questions with other answers, `other` for content that this
    inspection does not have, `unsaid` in version 1 of the wire. `proof` says what the signer's own
    key is worth: none, unknown, false, late, proven.
    """

    sha256: str
    who: str
    state: str
    note: str
    content: str
    rev: int
    changed: tuple[str, ...]
    proof: str

    @property
    def is_for_this_content(self) -> bool:
        """Whether it was given for these answers and photos, here or in an earlier revision."""
        return self.content == "here" or (self.content == "earlier" and not self.changed)


def view_signatures(reading: Reading, names: Mapping[str, str]) -> list[SignatureView]:
    """Return the signatures of a revision in their order."""
    body = reading.body
    inspection = reading.inspection
    doubtful = set(list_borrowed(inspection.author_id, inspection.id, body))
    answers, asked = list_cosignatures(inspection.id), cosignatures_of(body)
    disputed = disputed_by(answers, asked)
    said = {(row.user_id, row.sha256): row for row in answers}
    views = []
    for one, given in zip(signatures_of(body), body["signatures"], strict=True):
        row = said.get((one.person, one.sha256))
        earlier = [r.note for r in answers if r.user_id == one.person and r.note]
        state = "borrowed" if one.sha256 in doubtful else ""
        if one.person in asked and not state:
            state = "disputed" if one.person in disputed else row.state if row else UNANSWERED
        proof = weigh(db.session(), given, _arrived_at(reading, given))
        if proof == PROVEN and state == UNANSWERED:
            state = ""
        who = names.get(one.person, one.person) or t("desk.signature.present")
        note = earlier[-1] if state == "disputed" and earlier else ""
        content, rev = _content(reading, given)
        changed = tuple(changed_since(reading, rev)) if content == "earlier" else ()
        views.append(SignatureView(one.sha256, who, state, note, content, rev, changed, proof))
    return views


def _arrived_at(reading: Reading, given: Mapping[str, Any]) -> datetime:
    signed_at = given.get("rev", reading.revision.rev)
    rows = reading.inspection.revisions
    signed = next((one for one in rows if one.rev == signed_at), reading.revision)
    return signed.received_at


def _content(reading: Reading, given: Mapping[str, Any]) -> tuple[str, int]:
    rev: int = given.get("rev", reading.revision.rev)
    if given.get("content_digest") is None:
        return "unsaid", rev
    signed = next((one for one in reading.inspection.revisions if one.rev == rev), None)
    shown = json.loads(signed.body) if signed else {"schema": 1}
    if shown["schema"] == 1:  # nothing says what was signed there
        return "other", rev
    bound = given_here(reading.inspection.id, rev, shown)
    if not any(one["sha256"] == given["sha256"] for one in bound):
        return "other", rev
    return "here" if rev == reading.revision.rev else "earlier", rev


def changed_since(reading: Reading, rev: int) -> list[str]:
    """List the questions whose answers or photos are others than in an earlier revision."""
    signed = next(one for one in reading.inspection.revisions if one.rev == rev)
    before = json.loads(signed.body)
    return [
        line.ask
        for line in reading.lines
        if any(
            before[part].get(line.id) != reading.body[part].get(line.id)
            for part in ("answers", "photos")
        )
    ]


def blocking(views: list[SignatureView]) -> str:
    """Return why the signatures forbid an approval: borrowed, disputed, or empty."""
    states = {view.state for view in views}
    return next((one for one in ("borrowed", "disputed") if one in states), "")
