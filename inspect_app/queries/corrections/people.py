"""Finds who may be sent to look again, and who took part and so decides nothing."""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, exists, select

from inspect_app.domain.corrections.table import INSPECTOR
from inspect_app.domain.vocabulary import who_may
from inspect_app.extensions import db
from inspect_app.models.audit import AuditEntry
from inspect_app.models.corrections import CorrectionRow, CorrectionStep
from inspect_app.models.inspections import Inspection, Revision
from inspect_app.models.people import Membership, User
from inspect_app.models.premises import Premises
from inspect_app.queries.imports import was_imported_by
from inspect_app.queries.rights import opens_premises

REPLACED_CODE = "operator_code.replace"


def list_rechecking(premises_id: str) -> Sequence[User]:
    """List the active inspectors whose scope has these premises, by name."""
    query = _rechecking(premises_id).order_by(User.full_name, User.id)
    return db.session.scalars(query).all()


def may_recheck(user_id: str, premises_id: str) -> bool:
    """Whether this is an active inspector whose scope has these premises."""
    query = _rechecking(premises_id).where(User.id == user_id)
    return db.session.scalars(query).one_or_none() is not None


def _rechecking(premises_id: str) -> Select[Any]:
    held = exists().where(
        Membership.user_id == User.id, Premises.id == premises_id, opens_premises()
    )
    active = (User.role.in_(who_may("inspect")), User.disabled_at.is_(None))
    return select(User).where(*active, held)


def took_part(user_id: str, row: CorrectionRow) -> bool:
    """Whether this user inspected what the correction follows from, or made a move on site."""
    inspection = db.session.get(Inspection, row.inspection_id)
    revision = db.session.get(Revision, (row.inspection_id, row.rev))
    if inspection and inspection.author_id == user_id:
        return True
    inspectors = json.loads(revision.body)["inspectors"] if revision else []
    if any(one["user"] == user_id for one in inspectors):
        return True
    on_site = exists().where(
        CorrectionStep.correction_id == row.id,
        CorrectionStep.who == INSPECTOR,
        CorrectionStep.actor_id == user_id,
    )
    return bool(db.session.scalar(select(on_site)))


def gave_code(user_id: str, row: CorrectionRow) -> bool:
    """Whether this user gave out a code of the notice, and so could have answered himself."""
    given = exists().where(
        AuditEntry.subject == f"inspection:{row.inspection_id}",
        AuditEntry.action == REPLACED_CODE,
        AuditEntry.actor == user_id,
    )
    return bool(db.session.scalar(select(given)))


def let_in(user_id: str, row: CorrectionRow) -> bool:
    """Whether this user handed in the inspection in another's name."""
    revision = db.session.get(Revision, (row.inspection_id, row.rev))
    return revision is not None and was_imported_by(
        user_id, "inspection", row.inspection_id, revision.digest
    )
