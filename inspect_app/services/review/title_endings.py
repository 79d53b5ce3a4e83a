"""Titles are revoked by two people: one asks with a day and a reason, another confirms it."""

from datetime import date, datetime

from inspect_app.domain.calendar.visits import shanghai_day
from inspect_app.errors import problem
from inspect_app.models.designations import Designation
from inspect_app.services.people.actors import LONGEST_REASON, require_role
from inspect_app.services.review.designations import MAY_ENTER
from inspect_app.services.writing.transaction import Writing, writing
from sync.retry import retry_on_conflict


@retry_on_conflict
def ask_revocation(
    actor_id: str, designation_id: str, on: date, reason: str, *, at: datetime
) -> None:
    """Ask to revoke a title from that day on; it counts until another person confirms."""
    with writing(at) as w:
        require_role(w.session, actor_id, MAY_ENTER)
        row = _in_force(w, designation_id)
        if row.asked_end_at is not None:
            raise problem("title_asked")
        if not row.named_on <= on <= shanghai_day(w.at):
            raise problem("invalid", field="revoked_on")
        if not 0 < len(reason.strip()) <= LONGEST_REASON:
            raise problem("invalid", field="reason")
        row.asked_end_on, row.asked_end_why = on, reason.strip()
        row.asked_end_at, row.asked_end_by = w.at, actor_id
        _note(w, "ask_revoke", row, actor_id)


@retry_on_conflict
def confirm_revocation(actor_id: str, designation_id: str, seen: date, *, at: datetime) -> None:
    """Revoke a title from the day that another person asked for; the figures move now.

    `seen` is the day that the confirming person read: another one is refused with `done`.
    """
    with writing(at) as w:
        require_role(w.session, actor_id, MAY_ENTER)
        row = _asked(w, designation_id)
        if row.asked_end_by == actor_id:
            raise problem("second_person")
        if row.asked_end_on != seen:
            raise problem("done")
        row.revoked_on, row.revocation_recorded_at = seen, w.at
        row.revoked_by = actor_id
        w.move_title(row.target, row.key)
        _note(w, "revoke", row, actor_id)


@retry_on_conflict
def drop_revocation(actor_id: str, designation_id: str, *, at: datetime) -> None:
    """Drop what somebody asked for and nobody confirmed; the title goes on as if never asked."""
    with writing(at) as w:
        require_role(w.session, actor_id, MAY_ENTER)
        row = _asked(w, designation_id)
        _note(w, "keep", row, actor_id)
        row.asked_end_on = row.asked_end_at = row.asked_end_by = None
        row.asked_end_why = ""


def _in_force(w: Writing, designation_id: str) -> Designation:
    row = _locked(w, designation_id)
    if row.recorded_at is None:
        raise problem("not_found")
    if row.revoked_on is not None:
        raise problem("done")
    return row


def _asked(w: Writing, designation_id: str) -> Designation:
    row = _locked(w, designation_id)
    if row.asked_end_at is None or row.revoked_on is not None:
        raise problem("done")
    return row


def _locked(w: Writing, designation_id: str) -> Designation:
    row = w.session.get(Designation, designation_id, with_for_update=True)
    if row is None:
        raise problem("not_found")
    return row


def _note(w: Writing, step: str, row: Designation, actor_id: str) -> None:
    on = row.asked_end_on.isoformat() if row.asked_end_on else ""
    w.audit(f"designation.{step}", f"designation:{row.id}", actor_id, on=on)
