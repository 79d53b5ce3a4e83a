"""Checks whether a pushed revision may count: shape, references, the author's rights, rules.

It is valid, `Quarantined` (a person decides), or `NeedsFix` (its author must mend it).
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from marshmallow import ValidationError
from sqlalchemy.orm import Session

from inspect_app.domain.calendar.visits import PhoneClock, clock_offset, visited_on
from inspect_app.domain.rules import flags
from inspect_app.domain.rules.checklist import Checklist
from inspect_app.domain.rules.completeness import Lack, list_lacks
from inspect_app.domain.rules.scoring import Refused, score_with_photos
from inspect_app.domain.rules.shares import list_wrong_shares
from inspect_app.domain.rules.unable import UNABLE, judge_unable, list_lacks_of_unable
from inspect_app.domain.rules.unmeasured import is_unmeasured, list_open
from inspect_app.domain.rules.withdrawn import WITHDRAWN, judge_withdrawn
from inspect_app.models.checklists import ChecklistVersion
from inspect_app.models.inspections import Inspection
from inspect_app.models.premises import Premises
from inspect_app.queries.checklist_rules import checklist_of
from inspect_app.schemas.inspections import (
    BODIES,
    LONGEST_PATH,
    NEWEST,
    OLDEST,
    flat_errors,
    named_hashes,
)
from inspect_app.services.intake import reference_checks
from inspect_app.services.intake.evidence_checks import refuse_wrong_evidence
from inspect_app.services.intake.incoming import IncomingRevision, NeedsFix, Quarantined
from inspect_app.services.intake.signature_checks import check_signatures


@dataclass(frozen=True)
class Checked:
    """A valid revision with everything looked up and computed.

    `open` items were not measured; `signatures` are those that count.
    """

    raw: Mapping[str, Any]
    body: dict[str, Any]
    premises: Premises
    version: ChecklistVersion
    items: tuple[str, ...]
    known: Inspection | None
    open: list[str]
    visited_on: date
    score: dict[str, Any]
    lacks: list[Lack]
    flags: list[flags.Flag]
    signatures: list[dict[str, Any]]


def check_revision(session: Session, incoming: IncomingRevision) -> Checked:
    """Check a revision before any row is written; raise Quarantined or NeedsFix."""
    _known_schema(incoming.raw)
    body = _loaded(incoming.raw)
    if named_hashes(body) != {blob["sha256"] for blob in incoming.blobs}:
        raise NeedsFix({"blobs": "not exactly the hashes that the body names"})
    refuse_wrong_evidence(body, incoming.blobs)
    premises = reference_checks.get_premises(session, body)
    version = reference_checks.get_version(session, body)
    reference_checks.refuse_foreign_unit_work(session, body)
    reference_checks.refuse_foreign_corrections(session, incoming.id, body)
    if not incoming.decided_by_person:
        reference_checks.quarantine_without_rights(session, incoming.author_id, premises)
    known = session.get(Inspection, incoming.id)
    reference_checks.refuse_first_withdrawn(incoming.rev, body)
    reference_checks.refuse_other_visit(known, body, after_approval=incoming.decided_by_person)
    if not incoming.decided_by_person:
        reference_checks.refuse_fine_position(known, body)
    reference_checks.refuse_wrong_inspectors(session, incoming.author_id, body)
    return judge_body(session, incoming, body, premises, version, known)


def judge_body(
    session: Session,
    incoming: IncomingRevision,
    body: dict[str, Any],
    premises: Premises,
    version: ChecklistVersion,
    known: Inspection | None,
) -> Checked:
    """Apply the checklist's rules to a body whose references were looked up; raise NeedsFix."""
    on = known.visited_on if known else _visited_on(body, incoming.first_received_at)
    checklist = checklist_of(version)
    reference_checks.refuse_unknown_items(checklist, body)
    reference_checks.refuse_unheld_acceptance(body)
    given = {**incoming.raw, "on": on.isoformat()}
    with _refusal_as_unfit():
        result, photos_due = score_with_photos(checklist, given)
    _refuse_wrong_shares(checklist, body)
    open_items = list_open(checklist, body["answers"], result["hidden"])
    signed = check_signatures(session, incoming, known, result)
    if WITHDRAWN in body:
        result, lacks = judge_withdrawn(result), []
    elif UNABLE in body:
        result = judge_unable(result)
        lacks = list_lacks_of_unable(body)
    else:
        _expect_notes(checklist, body, result["hidden"])
        seen = {**body, "signatures": signed.counting}
        lacks = list_lacks(seen, result["missing"], photos_due, checklist.signatures) + signed.lacks
    return Checked(
        raw=incoming.raw,
        body=body,
        premises=premises,
        version=version,
        items=tuple(item.id for item in checklist.items),
        known=known,
        open=open_items,
        visited_on=on,
        score=result,
        lacks=lacks,
        flags=_flags(body, premises, on) + flags.flag_unmeasured(open_items),
        signatures=signed.counting,
    )


def _expect_notes(checklist: Checklist, body: Mapping[str, Any], hidden: list[str]) -> None:
    """Raise NeedsFix for what does not apply, or was not measured, without a reason."""
    items = {item.id: item for item in (*checklist.profile, *checklist.items)}
    silent = {
        f"answers.{item}.note": f"{answer['value']} needs a note"
        for item, answer in body["answers"].items()
        if item not in hidden
        and (answer["value"] == "na" or is_unmeasured(items[item], answer["value"]))
        and not answer.get("note", "").strip()
    }
    if silent:
        raise NeedsFix(silent)


def _refuse_wrong_shares(checklist: Checklist, body: Mapping[str, Any]) -> None:
    if wrong := list_wrong_shares(checklist, body["answers"]):
        reason = "the value is not this share, cut to the step"
        raise NeedsFix({f"answers.{item}.fraction": reason for item in wrong})


def _known_schema(raw: Mapping[str, Any]) -> None:
    schema = raw.get("schema")
    if type(schema) is int and schema not in BODIES:  # false is no number
        raise Quarantined("unknown_schema" if schema > NEWEST else "too_old")


def _loaded(raw: Mapping[str, Any]) -> dict[str, Any]:
    try:
        schema = BODIES[raw["schema"] if type(raw.get("schema")) is int else OLDEST]
        loaded: dict[str, Any] = schema.load(dict(raw))
        return loaded
    except ValidationError as error:
        raise NeedsFix(flat_errors(error.messages)) from None


def _visited_on(body: Mapping[str, Any], received_at: datetime) -> date:
    return visited_on(body["started_at"], _clock(body), received_at)


def _clock(body: Mapping[str, Any]) -> PhoneClock | None:
    clock = body["clock"]
    if clock["server_time"] is None:
        return None
    return PhoneClock(clock["server_time"], timedelta(milliseconds=clock["age_ms"]))


def _flags(body: Mapping[str, Any], premises: Premises, on: date) -> list[flags.Flag]:
    clock = _clock(body)
    offset = clock_offset(body["started_at"], clock) if clock else None
    return (
        flags.flag_day(body["on"], on)
        + flags.flag_attrs(body["premises"]["attrs"], premises.attrs, premises.derived_attrs)
        + flags.flag_clock(offset)
    )


@contextmanager
def _refusal_as_unfit() -> Iterator[None]:
    try:
        yield
    except Refused as refused:
        raise NeedsFix({refused.where[:LONGEST_PATH]: refused.message}) from None
