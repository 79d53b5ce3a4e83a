"""Takes in a move that an inspector made on a phone, perhaps days ago and without a network."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from inspect_app.domain.calendar.visits import PhoneClock, visited_on
from inspect_app.domain.corrections.correction import Move
from inspect_app.domain.corrections.table import INSPECTOR, ON_THE_SPOT
from inspect_app.domain.refusals import Refused
from inspect_app.models.corrections import CorrectionRow, CorrectionStep
from inspect_app.queries.corrections.clauses import is_servable
from inspect_app.queries.rights import holds_premises
from inspect_app.services.corrections.moves import Made, lock_correction, make_move
from inspect_app.services.intake.incoming import Quarantined
from inspect_app.services.writing.transaction import Writing
from sync.records import Stored

STALE, OUT_OF_SCOPE, FINAL = "stale", "out_of_scope", "final"
SEND, RECHECKING = "send", ("pass", "still_failing", "unable")


def take_step(
    w: Writing, stored: Stored, body: Mapping[str, Any], *, decided_by_person: bool
) -> None:
    """Make the move of a loaded body; raise Quarantined with `stale` where it is not possible.

    The record is durable either way: a person at the desk sees it, and the phone says so.
    """
    row = lock_correction(w, str(body["correction"]))
    if row is None:
        raise Quarantined(STALE)
    if not (decided_by_person or holds_premises(stored.user, row.premises_id)):
        raise Quarantined(OUT_OF_SCOPE)
    if w.session.get(CorrectionStep, stored.record.id) is not None:
        raise Quarantined(FINAL)
    if body["move"] == ON_THE_SPOT:
        raise Quarantined(STALE)  # it comes with its inspection alone
    if not decided_by_person and _answers_an_older_sending(row, body):
        raise Quarantined(STALE)
    if body["move"] == "serve" and not is_servable(row):
        raise Quarantined(STALE)  # a draft: its clause is still to be entered and confirmed
    try:
        make_move(w, row, _made(stored, body))
    except Refused:
        raise Quarantined(STALE) from None


def _answers_an_older_sending(row: CorrectionRow, body: Mapping[str, Any]) -> bool:
    """Whether somebody was sent once more since the phone saw it: another finding came between."""
    sent = [step.number for step in row.moves if step.move == SEND]
    return body["move"] in RECHECKING and bool(sent) and sent[-1] > body["seen_rev"]


def _made(stored: Stored, body: Mapping[str, Any]) -> Made:
    wanted = Move(
        name=body["move"],
        who=INSPECTOR,
        on=visited_on(body["at"], _clock_of(body), stored.received_at),
        reason=body.get("note", ""),
        how=body.get("how"),
        photos=len(body["photos"]),
    )
    detail = {"value": body["value"]} if "value" in body else {}
    return Made(
        wanted, actor_id=stored.user, id=stored.record.id, photos=body["photos"], detail=detail
    )


def _clock_of(body: Mapping[str, Any]) -> PhoneClock | None:
    seen = body["clock"]["server_time"]
    if seen is None:
        return None
    return PhoneClock(seen, timedelta(milliseconds=body["clock"]["age_ms"]))
