"""Asks colleagues about signatures under their names, and stores what they say.

The author's phone draws the signature of every inspector of a visit, so that only the named
colleague can tell whether he signed.
"""

from collections.abc import Mapping
from typing import Any

from inspect_app.domain.rules.signatures import cosignatures_of
from inspect_app.errors import problem
from inspect_app.models.cosignatures import Cosignature
from inspect_app.models.inspections import Inspection, Revision
from inspect_app.queries.signatures import list_borrowed, list_cosignatures
from inspect_app.services.feed.rows import queue_cosignature, queue_cosignature_gone
from inspect_app.services.writing.transaction import Writing

OPEN, CONFIRMED, DISPUTED = "open", "confirmed", "disputed"
STATES = {"confirm": CONFIRMED, "dispute": DISPUTED}


def ask_cosigners(
    w: Writing, inspection: Inspection, revision: Revision, body: Mapping[str, Any]
) -> None:
    """Ask each named colleague about his signature, again only where the picture is a new one."""
    named = cosignatures_of(body)
    asked = {row.user_id: row for row in list_cosignatures(inspection.id)}
    for user_id in asked.keys() - named.keys():
        queue_cosignature_gone(w, asked[user_id])
        w.session.delete(asked[user_id])
    for user_id, sha256 in named.items():
        row = asked.get(user_id)
        if row is None:
            row = Cosignature(inspection_id=inspection.id, user_id=user_id)
            w.session.add(row)
        elif row.sha256 == sha256:
            continue
        row.sha256, row.state, row.said_at, row.note = sha256, OPEN, None, ""
        queue_cosignature(w, row, inspection, revision)


def drop_questions(w: Writing, inspection_id: str) -> None:
    """Ask nobody any more about an inspection that is withdrawn."""
    for row in list_cosignatures(inspection_id):
        queue_cosignature_gone(w, row)
        w.session.delete(row)
    w.session.flush()


def take_answer(w: Writing, user_id: str, body: Mapping[str, Any]) -> None:
    """Store a colleague's answer; one about another picture than the present one changes nothing.

    The last answer of a person counts: he may have remembered better.
    """
    row = w.session.get(Cosignature, (body["inspection"], user_id), with_for_update=True)
    if row is None or row.sha256 != body["sha256"]:
        return
    row.state, row.said_at, row.note = STATES[body["answer"]], w.at, body.get("note", "")
    w.audit(f"cosignature.{body['answer']}", f"inspection:{row.inspection_id}", user_id)
    queue_cosignature_gone(w, row)


def require_honest_signatures(author_id: str, inspection_id: str, body: Mapping[str, Any]) -> None:
    """Raise `borrowed_signature` or `disputed_signature` if a signature cannot be whose it says."""
    if list_borrowed(author_id, body):
        raise problem("borrowed_signature")
    if any(row.state == DISPUTED for row in list_cosignatures(inspection_id)):
        raise problem("disputed_signature")
