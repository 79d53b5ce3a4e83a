"""Says whether a move is possible: who makes it, from which state, and what else it needs."""

from collections.abc import Callable

from inspect_app.domain.corrections.correction import SERVICES, Correction, Move
from inspect_app.domain.corrections.table import MOVES, ON_THE_SPOT, PROPOSED

WITH_REASON = ("extend", "decline", "supplement", "escalate", "void", "still_failing", "unable")
LONGEST_EXTENSION = 365


def why_not(correction: Correction, wanted: Move) -> str | None:
    """Return why a move is not possible, as a code; None if it is."""
    rule = MOVES.get(wanted.name)
    if rule is None:
        return "unknown_move"
    if wanted.who not in rule.who:
        return "not_yours"
    if correction.state not in rule.start:
        return "not_possible"
    if wanted.name in WITH_REASON and not wanted.reason.strip():
        return "reason"
    return _GUARDS.get(wanted.name, _free)(correction, wanted)


def _free(_: Correction, __: Move) -> None:
    return None


def _may_propose(correction: Correction, _: Move) -> str | None:
    """What its own inspection voided its own inspection may ask for again."""
    return None if correction.voided_by == "inspection" else "not_possible"


def _may_resume(correction: Correction, _: Move) -> str | None:
    """Whoever takes the return back needs a correction that it left to be amended."""
    return None if correction.amending else "not_possible"


def _may_extend(correction: Correction, wanted: Move) -> str | None:
    if correction.extended:
        return "once"
    if correction.due_on is None or not 0 < (wanted.days or 0) <= LONGEST_EXTENSION:
        return "days"
    return "late" if correction.due_on < wanted.on else None


def _may_decline(correction: Correction, _: Move) -> str | None:
    return None if correction.asked else "not_possible"


def _may_accept(correction: Correction, _: Move) -> str | None:
    """Photos alone are enough for general items; all others are looked at on site."""
    return None if correction.weight == "general" and not correction.stops else "general_only"


def _may_release(correction: Correction, _: Move) -> str | None:
    if not correction.stops:
        return "no_stop"
    return None if correction.passed else "not_passed"


def _may_serve(correction: Correction, wanted: Move) -> str | None:
    if correction.served_on is not None:
        return "once"
    return None if wanted.how in SERVICES else "service"


def _may_mend(correction: Correction, wanted: Move) -> str | None:
    """Before and after: two photos at least."""
    if correction.measure != ON_THE_SPOT:
        return "not_possible"
    return None if wanted.photos > 1 else "photos"


def _may_report(correction: Correction, wanted: Move) -> str | None:
    if correction.answered and correction.state == PROPOSED:
        return "once"
    return None if wanted.photos or wanted.reason.strip() else "photos"


def _may_ask(correction: Correction, wanted: Move) -> str | None:
    if correction.extended or correction.asked:
        return "once"
    return None if wanted.reason.strip() else "reason"


_GUARDS: dict[str, Callable[[Correction, Move], str | None]] = {
    "propose": _may_propose,
    "resume": _may_resume,
    "extend": _may_extend,
    "decline": _may_decline,
    "accept": _may_accept,
    "release": _may_release,
    "serve": _may_serve,
    "on_the_spot": _may_mend,
    "report": _may_report,
    "ask": _may_ask,
}
