"""Designations (titles): one person enters a document, a second confirms it; then it counts.

How a title ends is `title_endings.py`.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, select

from inspect_app.domain.calendar.visits import shanghai_day
from inspect_app.domain.ids import uuid7
from inspect_app.domain.titles import Term
from inspect_app.domain.vocabulary import who_may
from inspect_app.errors import problem
from inspect_app.models.designations import Designation
from inspect_app.models.premises import Premises
from inspect_app.plans.load import current_plan
from inspect_app.services.people.actors import require_role
from inspect_app.services.writing.transaction import Writing, writing
from sync.retry import retry_on_conflict

MAY_ENTER = who_may("enter_titles")


@dataclass(frozen=True)
class Naming:
    """The content of the official document that grants a title."""

    title: str
    level: str
    document: str
    named_on: date
    valid_to: date | None


@retry_on_conflict
def enter_title(actor_id: str, premises_id: str, naming: Naming, *, at: datetime) -> str:
    """Enter a title and return its id; it counts nowhere until it is confirmed."""
    with writing(at) as w:
        require_role(w.session, actor_id, MAY_ENTER)
        # Locked, so that of two who enter the same title at once only one does.
        premises = w.session.get_one(Premises, premises_id, with_for_update=True)
        _check(naming, shanghai_day(w.at))
        _not_there(w, premises.id, Term(naming.title, naming.named_on, naming.valid_to))
        row = Designation(
            id=uuid7(),
            target=_target_of(premises),
            key=_key_of(premises),
            area=premises.area,
            premises_id=premises.id,
            title=naming.title,
            level=naming.level,
            document=naming.document,
            named_on=naming.named_on,
            valid_to=naming.valid_to,
            entered_at=w.at,
            entered_by=actor_id,
        )
        w.session.add(row)
        w.audit("designation.enter", f"designation:{row.id}", actor_id, premises=premises.id)
        return row.id


@retry_on_conflict
def confirm_title(actor_id: str, designation_id: str, *, at: datetime) -> None:
    """Confirm a title; raise `second_person` for the person who entered it."""
    with writing(at) as w:
        require_role(w.session, actor_id, MAY_ENTER)
        row = _waiting(w, designation_id)
        if row.entered_by == actor_id:
            raise problem("second_person")
        if row.premises_id is not None:
            term = Term(row.title, row.named_on, row.valid_to)
            _not_there(w, row.premises_id, term, Designation.recorded_at.is_not(None))
        row.recorded_at, row.confirmed_by = w.at, actor_id
        w.move_title(row.target, row.key)
        w.audit("designation.confirm", f"designation:{row.id}", actor_id, key=row.key)


@retry_on_conflict
def drop_title(actor_id: str, designation_id: str, *, at: datetime) -> None:
    """Delete a wrong entry that nobody confirmed; a confirmed title can only be revoked."""
    with writing(at) as w:
        require_role(w.session, actor_id, MAY_ENTER)
        row = _waiting(w, designation_id)
        w.audit("designation.drop", f"designation:{row.id}", actor_id, key=row.key)
        w.session.delete(row)


def _waiting(w: Writing, designation_id: str) -> Designation:
    row = w.session.get(Designation, designation_id, with_for_update=True)
    if row is None:
        raise problem("not_found")
    if row.recorded_at is not None:
        raise problem("done")
    return row


def _not_there(w: Writing, premises_id: str, term: Term, *where: ColumnElement[bool]) -> None:
    """Raise `title_there`, naming it, if the premises has the same title for the same days."""
    query = select(Designation).where(
        Designation.premises_id == premises_id, Designation.revoked_on.is_(None), *where
    )
    for row in w.session.scalars(query.order_by(Designation.named_on)):
        if term.is_again(Term(row.title, row.named_on, row.valid_to)):
            raise problem(
                "title_there",
                field="title",
                title=row.title,
                document=row.document or "—",
                named_on=row.named_on.isoformat(),
            )


def _check(naming: Naming, today: date) -> None:
    for field, text, most in (
        ("title", naming.title, 120),
        ("document", naming.document, 200),
        ("level", naming.level, 32),
    ):
        if not text.strip() or len(text) > most:
            raise problem("invalid", field=field)
    if naming.named_on > today:
        raise problem("invalid", field="named_on")
    if naming.valid_to is not None and naming.valid_to < naming.named_on:
        raise problem("invalid", field="valid_to")


def _target_of(premises: Premises) -> str:
    """Return the target that counts titles of this kind; raise `title_kind` if none does."""
    for target in current_plan().targets:
        if target.is_designated and target.kind == premises.kind:
            return target.id
    raise problem("title_kind", field="code")


def _key_of(premises: Premises) -> str:
    """Return what a title is counted by: a shop's licence, so that two entries count once."""
    if premises.kind == "food_shop" and premises.licence_no:
        return premises.licence_no
    return premises.id
