"""The register's rules for each kind of premises: its attributes, and its parent's kind."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, defer

from inspect_app.checklists.kinds import load_kinds
from inspect_app.domain.kinds import PARENTS
from inspect_app.domain.refusals import Refused
from inspect_app.domain.rules.attributes import check_attributes
from inspect_app.errors import problem
from inspect_app.models.checklists import ChecklistVersion
from inspect_app.models.premises import Premises
from inspect_app.queries.checklist_rules import checklist_of


def attributes_of(session: Session, kind: str) -> dict[str, Any]:
    """Return the JSON Schema of a kind's attributes; the newest checklist version wins."""
    if kind in load_kinds():
        return load_kinds()[kind]
    query = select(ChecklistVersion).filter_by(kind=kind).options(defer(ChecklistVersion.body))
    properties: dict[str, Any] = {}
    for version in session.scalars(query.order_by(ChecklistVersion.valid_from)):
        properties |= checklist_of(version).attrs["properties"]
    return {"type": "object", "additionalProperties": False, "properties": properties}


def check_on_register(
    premises: Premises, schema: Mapping[str, Any], parent: Premises | None
) -> None:
    """Check a premises against its kind's `schema` and its parent; raise `invalid`."""
    try:
        check_attributes(schema, premises.attrs)
    except Refused as refused:
        raise problem("invalid", field=refused.where.removeprefix("premises.")) from refused
    above = parent.kind if parent else None
    if premises.parent_id is not None and above != PARENTS.get(premises.kind, ""):
        raise problem("invalid", field="parent")
