"""Another one-time code for a notice, where its paper is lost or the code ended."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from inspect_app.domain.codes import SHORT_SIGNS
from inspect_app.domain.corrections.codes import ANSWERS, LENGTH, opens, prove
from inspect_app.errors import problem
from inspect_app.models.corrections import CorrectionRow
from inspect_app.queries.corrections.operator import terms_of
from inspect_app.queries.corrections.people import REPLACED_CODE
from inspect_app.services.corrections.code_in_force import put_in_force
from inspect_app.services.corrections.codes import deriving
from inspect_app.services.corrections.decisions import MAY_CORRECT
from inspect_app.services.corrections.moves import lock_corrections, today_of
from inspect_app.services.people.actors import require_role, require_scope
from inspect_app.services.writing.transaction import Writing, release_connection, writing
from sync.retry import retry_on_conflict


@dataclass(frozen=True)
class NewCode:
    """A code that was just drawn, with the proof that is stored of it."""

    code: str
    salt: str
    hash: str


def draw_code() -> NewCode:
    """Draw a code with its proof, which takes a third of a second: before the transaction."""
    code = "".join(secrets.choice(SHORT_SIGNS) for _ in range(LENGTH))
    salt = secrets.token_hex(16)
    return NewCode(code, salt, prove(code, salt))


def give_code(actor_id: str, correction_id: str, at: datetime) -> str:
    """Give the notice of a correction another code and return it; the old one ends at once.

    Raises `not_found`, and `correction_not_possible` where no code would open anything.
    """
    release_connection()
    with deriving():
        new = draw_code()
    return _replace_for(actor_id, correction_id, new, at)


@retry_on_conflict
def _replace_for(actor_id: str, correction_id: str, new: NewCode, at: datetime) -> str:
    with writing(at) as w:
        require_role(w.session, actor_id, MAY_CORRECT)
        row = w.session.get(CorrectionRow, correction_id)
        if row is None:
            raise problem("not_found")
        require_scope(w.session, actor_id, row.premises_id)
        lock_corrections(w, row.inspection_id)  # of two at once the later one ends the first
        if opens(terms_of(row.inspection_id), today_of(w)) != ANSWERS:
            raise problem("correction_not_possible")
        return replace_code(w, row.inspection_id, actor_id, new)


def replace_code(w: Writing, inspection_id: str, actor: str, new: NewCode) -> str:
    """Replace the code of a notice and return the plain new one, which is shown once."""
    row = put_in_force(w, inspection_id, new.salt, new.hash)
    w.audit(REPLACED_CODE, f"inspection:{inspection_id}", actor, code=row.id)
    return new.code
