"""Makes the notices of a move in the move's own transaction, and ends those that it answers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date

from sqlalchemy import select, update

from inspect_app.domain.calendar.visits import shanghai_day
from inspect_app.domain.corrections.correction import Correction
from inspect_app.domain.notices.kinds import CODE_ENDED, KINDS, OF_MOVES, RETURNED, id_of, is_over
from inspect_app.domain.notices.receivers import Receiver
from inspect_app.domain.vocabulary import who_may
from inspect_app.models.corrections import CorrectionRow, CorrectionStep
from inspect_app.models.inspections import Inspection
from inspect_app.models.notices import Notice
from inspect_app.models.people import User
from inspect_app.queries.rights import holds_premises
from inspect_app.services.notices.outbox import queue_event
from inspect_app.services.notices.phone_rows import queue_notices
from inspect_app.services.writing.transaction import Writing
from inspect_app.services.writing.upsert import insert_if_absent


@dataclass(frozen=True)
class NoticeMaker:
    """Tells of every move what the settings' receivers and the people concerned want to know."""

    receivers: Sequence[Receiver]

    def __call__(self, w: Writing, row: CorrectionRow, step: CorrectionStep) -> None:
        """Make the notices of a move; a history that is loaded is no news."""
        if w.is_load:
            return
        changed = end_answered(w, row)
        kind = OF_MOVES.get(step.move)
        if kind is not None:
            # One return concerns all corrections of the inspection, and is said once.
            about = f"{row.inspection_id}.{row.rev}" if kind == RETURNED else step.id
            changed |= add_notices(w, self.receivers, row, kind, about)
        queue_notices(w, row, changed)

    def tell_code_ended(self, w: Writing, row: CorrectionRow, code_id: str) -> None:
        """Tell the desk that nobody can answer any more: wrong tries ended the code."""
        add_notices(w, self.receivers, row, CODE_ENDED, code_id)

    def end_code_notices(self, w: Writing, inspection_id: str) -> None:
        """End the desk's notices about the code of an inspection: it has another one."""
        of_it = select(CorrectionRow.id).where(CorrectionRow.inspection_id == inspection_id)
        told = (Notice.kind == CODE_ENDED, Notice.over_at.is_(None))
        over = update(Notice).where(Notice.correction_id.in_(of_it), *told)
        w.session.execute(over.values(over_at=w.at))


def situation_of(row: CorrectionRow) -> Correction:
    """Return what the rules know of a correction."""
    return Correction(**{one.name: getattr(row, one.name) for one in fields(Correction)})


def end_answered(w: Writing, row: CorrectionRow) -> set[str]:
    """End the notices of a correction about which nothing is left to do; return whose they were."""
    today, now = shanghai_day(w.at), situation_of(row)
    open_ones = select(Notice).where(Notice.correction_id == row.id, Notice.over_at.is_(None))
    over = [
        one for one in w.session.scalars(open_ones) if is_over(one.kind, one.due_on, now, today)
    ]
    for one in over:
        one.over_at = w.at
    return {one.user_id for one in over if one.user_id}


def add_notices(
    w: Writing,
    receivers: Sequence[Receiver],
    row: CorrectionRow,
    kind: str,
    about: str,
    due_on: date | None = None,
) -> set[str]:
    """Add the notices of one event, each once; return the people who got one."""
    got = set()
    for user in _list_addressees(w, row, kind):
        made = insert_if_absent(
            w.session,
            Notice,
            id=id_of(kind, about, user or "desk"),
            kind=kind,
            correction_id=row.id,
            premises_id=row.premises_id,
            user_id=user,
            due_on=due_on,
            at=w.at,
            over_at=None,
        )
        if made and user:
            got.add(user)
    queue_event(w, receivers, row, kind, about)
    return got


def _list_addressees(w: Writing, row: CorrectionRow, kind: str) -> Iterable[str | None]:
    """List whom an event is for; None is the desk of the area."""
    rule, people = KINDS[kind], set()
    inspection = w.session.get(Inspection, row.inspection_id)
    if rule.inspectors and inspection is not None:
        people.add(inspection.author_id)
    if rule.assigned and row.assigned_to:
        people.add(row.assigned_to)
    desk = [None] if rule.desk else []
    return [*desk, *(one for one in sorted(people) if _may_know(w, one, row.premises_id))]


def _may_know(w: Writing, user_id: str, premises_id: str) -> bool:
    """Whether somebody still inspects there: who lost the street hears nothing more."""
    user = w.session.get(User, user_id)
    works = user is not None and user.disabled_at is None and user.role in who_may("inspect")
    return works and holds_premises(user_id, premises_id)
