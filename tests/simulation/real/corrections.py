"""What people at desks and operators do about corrections at the real server."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import select

from inspect_app.domain.corrections.correction import Move
from inspect_app.domain.refusals import Refused
from inspect_app.extensions import db
from inspect_app.models.corrections import CorrectionRow, CorrectionStep
from inspect_app.models.inspections import Inspection
from inspect_app.services.corrections.moves import Made, lock_correction, make_move
from inspect_app.services.corrections.phone_rows import queue_correction_gone
from inspect_app.services.writing.transaction import Writing, writing

EARLY = date(2000, 1, 1)
MORE_DAYS = 5


class CorrectionsDesk:
    """A part of `RealServer`."""

    app: Any
    instance: Any
    users: Any
    changes: int

    def approved(self) -> list[str]:
        with self.app.app_context():
            many = db.session.scalars(select(Inspection))
            return [one.id for one in many if one.revisions[-1].state == "approved"]

    def corrections(self) -> list[str]:
        with self.app.app_context():
            return list(db.session.scalars(select(CorrectionRow.id)))

    def order(self, id: str, inspection: str, *, stops: bool, days: int | None) -> None:
        """Nothing fails in a simulated visit: what is to be put right is put in as if it had."""
        self.changes += 1
        at = datetime.now(UTC)
        with self.app.app_context(), writing(at) as w:
            measure = "stop_use" if stops else "order"
            row = _new_row(id, w.session.get_one(Inspection, inspection), measure, days, at)
            w.session.add(row)
            w.session.flush()
            ordered = Move("order", "supervisor", at.date())
            make_move(w, row, Made(ordered, self.instance.reviewer))

    def settle(self, id: str, name: str, reason: str, to: str | None) -> str | None:
        wanted = Move(name, "supervisor", EARLY, reason, MORE_DAYS, "handed")
        with self.app.app_context(), suppress(Refused), self._locked(id) as (w, row):
            before = row.assigned_to
            if name in ("send", "assign"):
                row.assigned_to = self.users[to]["id"] if to else None
            made = Made(wanted, self.instance.reviewer)
            make_move(w, row, made)
            author = w.session.get_one(Inspection, row.inspection_id).author_id
            if before not in (None, author, row.assigned_to):
                queue_correction_gone(w, row, before)
            return made.id
        return None

    def answer_order(self, id: str, name: str, form: str) -> str | None:
        with self.app.app_context(), suppress(Refused), self._locked(id) as (w, row):
            if w.session.get(CorrectionStep, form) is None:
                make_move(w, row, Made(Move(name, "operator", w.at.date(), "示例"), None, form))
            return form
        return None

    @contextmanager
    def _locked(self, id: str) -> Iterator[tuple[Writing, CorrectionRow]]:
        self.changes += 1
        with writing(datetime.now(UTC)) as w:
            row = lock_correction(w, id)
            assert row is not None
            yield w, row


def _new_row(
    id: str, inspection: Inspection, measure: str, days: int | None, at: datetime
) -> CorrectionRow:
    return CorrectionRow(
        id=id,
        inspection_id=inspection.id,
        rev=inspection.revisions[-1].rev,
        premises_id=inspection.premises_id,
        item="env.pest",
        weight="general",
        measure=measure,
        days=days,
        state="proposed",
        unknown_years=[],
        proposed_at=at,
        steps=0,
        clause="",
        **dict.fromkeys(("extended", "asked", "answered", "amending", "passed"), False),
    )
