"""Drops an undecided revision from the domain's tables: another was accepted in its place.

Its bytes stay in the record and the photo store; only its effect goes.
"""

from sqlalchemy import delete, exists, select

from inspect_app.domain.rules.withdrawn import WITHDRAWN
from inspect_app.errors import problem
from inspect_app.models.inspections import Answer, Inspection, InspectionPhoto, Revision
from inspect_app.models.reviews import Review
from inspect_app.services.corrections.births import void_displaced
from inspect_app.services.review.acceptances import drop_acceptance
from inspect_app.services.review.cosignatures import drop_questions
from inspect_app.services.writing.transaction import Writing


def drop_displaced(w: Writing, inspection_id: str, rev: int) -> None:
    """Delete a revision's effect; do nothing if it had none.

    Raise `final` after a decision, or if its author withdrew the inspection with it.
    """
    key = {"inspection_id": inspection_id, "rev": rev}
    reviewed = exists().where(Review.inspection_id == inspection_id, Review.rev == rev)
    if w.session.scalar(select(reviewed)):
        raise problem("final")
    revision = w.session.get(Revision, (inspection_id, rev))
    if revision is None:
        return
    if revision.state == WITHDRAWN:
        raise problem("final")
    inspection = revision.inspection
    void_displaced(w, revision)
    for table in (Answer, InspectionPhoto):
        w.session.execute(delete(table).filter_by(**key))
    w.session.expunge(revision)
    w.session.execute(delete(Revision).filter_by(**key))
    w.session.expire(inspection)
    if inspection.revisions:
        inspection.head_rev = inspection.revisions[-1].rev
    else:
        _drop(w, inspection)


def _drop(w: Writing, inspection: Inspection) -> None:
    drop_acceptance(w, inspection.id)
    drop_questions(w, inspection.id)
    w.session.delete(inspection)
    w.session.flush()
