"""Asks colleagues about signatures under their names, and stores what they say.

The author's phone draws the signature of every inspector of a visit, so that only the named
colleague can tell whether he signed.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from inspect_app.domain.rules.proofs import PROVEN
from inspect_app.domain.rules.signatures import cosignatures_of
from inspect_app.errors import problem
from inspect_app.models.cosignatures import Cosignature
from inspect_app.models.inspections import Inspection, Revision
from inspect_app.queries.signatures import list_borrowed, list_cosignatures
from inspect_app.services.feed.rows import queue_cosignature, queue_cosignature_gone
from inspect_app.services.people.key_proofs import weigh
from inspect_app.services.writing.transaction import Writing

OPEN, CONFIRMED, DISPUTED = "open", "confirmed", "disputed"
STATES = {"confirm": CONFIRMED, "dispute": DISPUTED}


def ask_cosigners(
    w: Writing,
    inspection: Inspection,
    revision: Revision,
    body: Mapping[str, Any],
    counting: Sequence[Mapping[str, Any]],
) -> None:
    """Ask each named colleague about his signature, unless he spoke of that very picture.

    Who signed with a key of his own is not asked, unless that came after he revoked it, or he
    disputed another picture. A proof excuses only if its signature is among the `counting`.
    """
    arrived_at = revision.received_at
    asked = {(row.user_id, row.sha256): row for row in list_cosignatures(inspection.id)}
    proven = {
        one["user"]
        for one in counting
        if one["role"] == "inspector" and weigh(w.session, one, arrived_at) == PROVEN
    }
    proven -= {row.user_id for row in asked.values() if row.state == DISPUTED}
    signed = cosignatures_of(body)
    named = {user_id: sha256 for user_id, sha256 in signed.items() if user_id not in proven}
    for (user_id, sha256), row in asked.items():
        if row.state == OPEN and named.get(user_id) != sha256:
            queue_cosignature_gone(w, row)
            w.session.delete(row)
    for user_id, sha256 in named.items():
        known = asked.get((user_id, sha256))
        if known is None:
            known = Cosignature(inspection_id=inspection.id, user_id=user_id, sha256=sha256)
            known.state, known.asked_at, known.note = OPEN, w.at, ""
            w.session.add(known)
        if known.state == OPEN:
            queue_cosignature(w, known, inspection, revision)


def drop_questions(w: Writing, inspection_id: str) -> None:
    """Ask nobody any more about an inspection that counts no more."""
    for row in list_cosignatures(inspection_id):
        queue_cosignature_gone(w, row)
        w.session.delete(row)
    w.session.flush()


def take_answer(w: Writing, user_id: str, body: Mapping[str, Any]) -> None:
    """Store a colleague's answer; one about another picture than the present one changes nothing.

    The last answer of a person counts: he may have remembered better.
    """
    key = (body["inspection"], user_id, body["sha256"])
    row = w.session.get(Cosignature, key, with_for_update=True)
    if row is None:
        return
    row.state, row.said_at, row.note = STATES[body["answer"]], w.at, body.get("note", "")
    w.audit(f"cosignature.{body['answer']}", f"inspection:{row.inspection_id}", user_id)
    queue_cosignature_gone(w, row)


def require_honest_signatures(author_id: str, inspection_id: str, body: Mapping[str, Any]) -> None:
    """Raise `borrowed_signature` or `disputed_signature` if a signature cannot be whose it says.

    Who disputed a picture of this inspection has to confirm the one that came instead.
    """
    if list_borrowed(author_id, inspection_id, body):
        raise problem("borrowed_signature")
    if disputed_by(list_cosignatures(inspection_id), cosignatures_of(body)):
        raise problem("disputed_signature")


def disputed_by(answers: Iterable[Cosignature], named: Mapping[str, str]) -> set[str]:
    """Return the named colleagues who disputed a signature and confirmed none that stands now."""
    said = list(answers)
    confirmed = {one.user_id for one in said if _confirms(one, named)}
    return {one.user_id for one in said if one.state == DISPUTED} - confirmed


def _confirms(one: Cosignature, named: Mapping[str, str]) -> bool:
    """Whether it confirms the present picture; who is not named any more signed nothing."""
    present = named.get(one.user_id)
    return present is None or (one.sha256 == present and one.state == CONFIRMED)
