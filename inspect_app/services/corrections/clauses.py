"""The clause of an item whose checklist has none that was read: one enters, another confirms."""

from datetime import datetime

from inspect_app.domain.corrections.table import OPEN
from inspect_app.errors import problem
from inspect_app.models.corrections import CorrectionRow
from inspect_app.queries.corrections.clauses import list_clauses
from inspect_app.services.corrections.decisions import MAY_CORRECT
from inspect_app.services.corrections.moves import lock_correction
from inspect_app.services.papers.issuing import renew_papers
from inspect_app.services.people.actors import require_role, require_scope
from inspect_app.services.writing.transaction import Writing, writing
from sync.retry import retry_on_conflict

LONGEST_CLAUSE = 200


@retry_on_conflict
def enter_clause(actor_id: str, correction_id: str, clause: str, *, at: datetime) -> None:
    """Enter the clause that the item breaks; it stands on no paper until another confirms it."""
    with writing(at) as w:
        row = _unsettled(w, actor_id, correction_id)
        if not 0 < len(clause.strip()) <= LONGEST_CLAUSE:
            raise problem("invalid", field="clause")
        row.clause, row.clause_by = clause.strip(), actor_id
        w.session.flush()
        w.audit("correction.clause", f"correction:{row.id}", actor_id)


@retry_on_conflict
def confirm_clause(actor_id: str, correction_id: str, seen: str, *, at: datetime) -> None:
    """Confirm an entered clause after reading it in the source; `seen` is what was read here."""
    with writing(at) as w:
        row = _unsettled(w, actor_id, correction_id)
        if not row.clause or row.clause != seen.strip():
            raise problem("correction_moved")
        if row.clause_by == actor_id:
            raise problem("second_person")
        row.clause_confirmed_by = actor_id
        w.session.flush()
        renew_papers(w, row.inspection_id, actor_id)
        w.audit("correction.clause_confirm", f"correction:{row.id}", actor_id)


def _unsettled(w: Writing, actor_id: str, correction_id: str) -> CorrectionRow:
    """Return a locked open correction whose clause two persons have still to settle."""
    require_role(w.session, actor_id, MAY_CORRECT)
    row = lock_correction(w, correction_id)
    if row is None:
        raise problem("not_found")
    require_scope(w.session, actor_id, row.premises_id)
    if row.state not in OPEN or row.clause_confirmed_by or list_clauses(row):
        raise problem("done")
    return row
