"""Makes moves: what a correction becomes, or why a move is not possible."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from inspect_app.domain.calendar.workdays import Workdays
from inspect_app.domain.corrections.correction import Correction, Move
from inspect_app.domain.corrections.guards import why_not
from inspect_app.domain.corrections.table import (
    CLOSED,
    MOVES,
    ORDERED,
    PROPOSED,
    RECHECK,
    REPORTED,
    STOPPED,
)
from inspect_app.domain.refusals import Refused

Changes = dict[str, Any]


def move(correction: Correction, wanted: Move, calendar: Workdays) -> Correction:
    """Return the correction after a move; raise Refused with the reason as its code.

    Codes: `unknown_move`, `not_yours`, `not_possible` (the state forbids it), and those of the
    single moves: `reason`, `once`, `late`, `days`, `general_only`, `no_stop`, `not_passed`,
    `service`, `photos`.
    """
    if refusal := why_not(correction, wanted):
        raise Refused(refusal, "move", f"{wanted.name} of {correction.state}: {refusal}")
    to = _state_after(correction, wanted)
    changes = _CHANGES.get(wanted.name, _nothing)(correction, wanted, calendar)
    return replace(correction, state=to, **changes)


def _state_after(correction: Correction, wanted: Move) -> str:
    to = MOVES[wanted.name].to
    if wanted.name == "report" and correction.state == PROPOSED:
        return PROPOSED  # the order is still to be given; the report waits for it
    if wanted.name == "order" and correction.answered:
        return REPORTED
    if to == CLOSED and wanted.name == "pass" and correction.stops:
        return RECHECK  # a stop ends by its release alone
    if to == ORDERED and correction.stops:
        return STOPPED
    return correction.state if to is None else to


def _nothing(_: Correction, __: Move, ___: Workdays) -> Changes:
    return {}


def _ordered(_: Correction, __: Move, ___: Workdays) -> Changes:
    return {"answered": False, "amending": False}


def _served(correction: Correction, wanted: Move, calendar: Workdays) -> Changes:
    return {"served_on": wanted.on, "due_on": correction.due_from(wanted.on, calendar)}


def _extended(correction: Correction, wanted: Move, calendar: Workdays) -> Changes:
    assert correction.due_on and wanted.days
    due = calendar.add(correction.due_on, wanted.days)
    return {"due_on": due, "extended": True, "asked": False}


def _passed(correction: Correction, _: Move, __: Workdays) -> Changes:
    return {"passed": correction.stops}


def _reported(correction: Correction, _: Move, __: Workdays) -> Changes:
    return {"answered": correction.state == PROPOSED}


def _voided(correction: Correction, wanted: Move, _: Workdays) -> Changes:
    """What the operator said outlives an approval that is withdrawn: the next order has it."""
    return {
        "voided_by": "inspection" if wanted.by_inspection else "supervisor",
        "asked": correction.asked and wanted.by_inspection,
        "answered": correction.answered or correction.state == REPORTED,
    }


def _proposed(_: Correction, __: Move, ___: Workdays) -> Changes:
    return {"voided_by": None, "amending": False, "passed": False}


_CHANGES: dict[str, Callable[[Correction, Move, Workdays], Changes]] = {
    "propose": _proposed,
    "order": _ordered,
    "serve": _served,
    "extend": _extended,
    "decline": lambda *_: {"asked": False},
    "amend": lambda *_: {"amending": True},
    "resume": lambda *_: {"amending": False},
    "pass": _passed,
    "still_failing": lambda *_: {"passed": False},
    "report": _reported,
    "ask": lambda *_: {"asked": True},
    "void": _voided,
}
