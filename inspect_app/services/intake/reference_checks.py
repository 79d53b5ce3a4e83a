"""Looks up what a body names and refuses wrong references, one check per function."""

import re
from collections.abc import Mapping
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session, defer

from inspect_app.domain.figures.history import ACCEPTANCE
from inspect_app.domain.rules.checklist import Checklist
from inspect_app.domain.rules.unable import UNABLE
from inspect_app.domain.rules.withdrawn import WITHDRAWN
from inspect_app.domain.vocabulary import who_may
from inspect_app.models.checklists import ChecklistVersion
from inspect_app.models.corrections import CorrectionRow
from inspect_app.models.inspections import Inspection, Revision
from inspect_app.models.people import User
from inspect_app.models.premises import Premises
from inspect_app.queries.rights import holds_premises
from inspect_app.schemas.inspection_parts import finer_than_needed
from inspect_app.schemas.inspections import MOST_ERRORS, REPEATED
from inspect_app.services.intake.incoming import NeedsFix, Quarantined

# Run for every record: built once. A checklist's body is long, and the rules made from it are
# cached by its digest.
_VERSION = (
    select(ChecklistVersion)
    .where(ChecklistVersion.code == bindparam("code"))
    .where(ChecklistVersion.version == bindparam("version"))
    .options(defer(ChecklistVersion.body))
)
APPROVED = "approved"
_DISABLED_AT = select(User.disabled_at).where(User.id == bindparam("user"))
_INSPECTORS = select(User.id).where(
    User.id.in_(bindparam("people", expanding=True)), User.role.in_(who_may("inspect"))
)


def get_premises(session: Session, body: Mapping[str, Any]) -> Premises:
    """Return the named premises; raise Quarantined if unknown, NeedsFix if of another kind."""
    premises = session.get(Premises, body["premises"]["id"])
    if premises is None:
        raise Quarantined("unknown_premises")
    if premises.kind != body["premises"]["kind"]:
        raise NeedsFix({"premises.kind": f"this premises is a {premises.kind}"})
    return premises


def get_version(session: Session, body: Mapping[str, Any]) -> ChecklistVersion:
    """Return the version; raise Quarantined if it was not published, NeedsFix for another kind."""
    named = body["checklist"]
    asked = {"code": named["code"], "version": named["version"]}
    version = session.scalars(_VERSION, asked).one_or_none()
    if version is None or version.sha256 != named["sha256"]:
        raise Quarantined("unknown_checklist")
    if version.kind != body["premises"]["kind"]:
        raise NeedsFix({"checklist.code": f"this checklist is for a {version.kind}"})
    return version


def refuse_foreign_unit_work(session: Session, body: Mapping[str, Any]) -> None:
    """Raise NeedsFix for an acceptance without a unit work, or with another site's."""
    if body["checklist"]["code"] != ACCEPTANCE:
        return
    if "acceptance" not in body:
        raise NeedsFix({"acceptance.unit_work": "an acceptance names its unit work"})
    known = session.get(Premises, body["acceptance"]["unit_work"])
    if known is not None and known.parent_id != body["premises"]["id"]:
        raise NeedsFix({"acceptance.unit_work": "this unit work belongs to another site"})


def refuse_foreign_corrections(
    session: Session, inspection_id: str, body: Mapping[str, Any]
) -> None:
    """Raise NeedsFix for a correction that is another's, or that changed its item, or twice one."""
    asked = body.get("corrections", [])
    ids, items = {one["id"] for one in asked}, {one["item"] for one in asked}
    if len(ids) < len(asked) or len(items) < len(asked):
        raise NeedsFix({"corrections": "one correction per item, each with an id of its own"})
    query = select(CorrectionRow).where(CorrectionRow.id.in_(ids))
    known = {row.id: row for row in session.scalars(query)} if ids else {}
    for number, one in enumerate(asked):
        row = known.get(one["id"])
        if row and (row.inspection_id, row.item) != (inspection_id, one["item"]):
            raise NeedsFix({f"corrections.{number}.id": "this id belongs to another correction"})


def quarantine_without_rights(session: Session, author_id: str, premises: Premises) -> None:
    """Raise Quarantined if the author is disabled or may not inspect this premises."""
    # Read in this transaction: rights may have changed since the author signed in.
    if session.connection().execute(_DISABLED_AT, {"user": author_id}).scalar_one() is not None:
        raise Quarantined("revoked_author")
    if not holds_premises(author_id, premises.id):
        raise Quarantined("out_of_scope")


def refuse_other_visit(
    known: Inspection | None, body: Mapping[str, Any], *, after_approval: bool = False
) -> None:
    """Raise for a later revision: NeedsFix if it changes the visit, Quarantined if it is final.

    A person may accept one after the approval, but nobody withdraws what was ever approved, nor
    goes on with what was withdrawn.
    """
    if known is None:
        return
    states = [one.state for one in known.revisions]
    withdrawn = WITHDRAWN in states or (WITHDRAWN in body and APPROVED in states)
    if withdrawn or (states[-1] == APPROVED and not after_approval):
        raise Quarantined("final")
    if known.premises_id != body["premises"]["id"]:
        raise NeedsFix({"premises.id": "a later revision stays at the same premises"})
    first = _first_body(known.revisions[0])
    moved = [one for one in ("visit", "on", "started_at", "clock") if body[one] != first[one]]
    if moved:
        raise NeedsFix(dict.fromkeys(moved, "a later revision repeats it unchanged"))


def refuse_first_withdrawn(rev: int, body: Mapping[str, Any]) -> None:
    """Raise NeedsFix for a revision 1 that is withdrawn: there is nothing yet to take back."""
    if WITHDRAWN in body and rev == 1:
        raise NeedsFix({WITHDRAWN: "a first revision withdraws nothing"})


def _first_body(revision: Revision) -> dict[str, Any]:
    loaded: dict[str, Any] = REPEATED.loads(revision.body)
    return loaded


def refuse_fine_position(known: Inspection | None, body: Mapping[str, Any]) -> None:
    """Raise NeedsFix for a position finer than ten metres, which is more than anybody needs.

    A later revision may repeat the one that was stored: phones that copied it cannot mend it.
    """
    finer = finer_than_needed(body["position"])
    if finer and not (known and _first_body(known.revisions[0])["position"] == body["position"]):
        raise NeedsFix(finer)


def refuse_wrong_inspectors(session: Session, author_id: str, body: Mapping[str, Any]) -> None:
    """Raise NeedsFix unless inspectors differ, are known, and only the author is `self`."""
    people = [one["user"] for one in body["inspectors"]]
    if [one["user"] for one in body["inspectors"] if one["cosigned"] == "self"] != [author_id]:
        raise NeedsFix({"inspectors": "the author, and only the author, is `self`"})
    if len(set(people)) < len(people):
        raise NeedsFix({"inspectors": "the same inspector twice"})
    known = session.connection().execute(_INSPECTORS, {"people": people}).scalars()
    if set(known) != set(people):
        raise NeedsFix({"inspectors": "someone named is no inspector"})


def refuse_unknown_items(checklist: Checklist, body: Mapping[str, Any]) -> None:
    """Raise NeedsFix for evidence of unknown items; in repeated tables like `B17[1#].load`."""
    known = {item.id for item in checklist.profile + checklist.items}
    if UNABLE in body:
        known.add(UNABLE)
    filed = [(where, name) for where in ("photos", "voice") for name in body.get(where, {})]
    strange = [
        f"{where}.{name}" for where, name in filed if re.sub(r"\[.*\]", "", name) not in known
    ]
    if strange:
        raise NeedsFix(dict.fromkeys(strange[:MOST_ERRORS], "there is no such item"))


def refuse_unheld_acceptance(body: Mapping[str, Any]) -> None:
    """Raise NeedsFix for an acceptance that could not be inspected: it is void instead."""
    if UNABLE in body and body["checklist"]["code"] == ACCEPTANCE:
        raise NeedsFix({UNABLE: "an acceptance that was not held is void"})
