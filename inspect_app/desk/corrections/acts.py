"""The forms of one correction: moves, its clause, a new code."""

from collections.abc import Callable
from datetime import UTC, date, datetime

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from inspect_app.access import correction_for
from inspect_app.desk.blueprint import desk
from inspect_app.desk.corrections.one import correction_page
from inspect_app.desk.forms import asked_count, asked_text
from inspect_app.desk.refused import filled
from inspect_app.domain.calendar.days import is_day
from inspect_app.errors import problem
from inspect_app.guards import only
from inspect_app.services.corrections.clauses import confirm_clause, enter_clause
from inspect_app.services.corrections.decisions import MAY_CORRECT, Decision, decide
from inspect_app.services.corrections.new_codes import give_code
from inspect_app.web.language import t
from inspect_app.web.limits import CODES, per_minute
from inspect_app.web.same_origin import require_same_origin

_NAMES = "send,assign,supplement,extend,accept,release,serve,decline,escalate,void"


def _page(correction_id: str, **_: object) -> str:
    return correction_page(correction_for(current_user, correction_id))


@desk.post(f"/corrections/<correction_id>/<any({_NAMES}):move>")
@only(*MAY_CORRECT)
@filled(_page, "desk.correction")
def move_correction(correction_id: str, move: str) -> ResponseReturnValue:
    """Make a supervisor's move; the page stays, and says why where it was not possible."""
    actor = current_user.id

    def act() -> None:
        decide(actor, correction_id, _asked(move), at=datetime.now(UTC))

    return _in_place(correction_id, act, t(f"corrections.done.{move}"))


@desk.post("/corrections/<correction_id>/clause")
@only(*MAY_CORRECT)
@filled(_page, "desk.correction")
def enter_correction_clause(correction_id: str) -> ResponseReturnValue:
    """Enter the clause of an item whose checklist names none that was read."""
    actor, clause = current_user.id, asked_text("clause")

    def act() -> None:
        enter_clause(actor, correction_id, clause, at=datetime.now(UTC))

    return _in_place(correction_id, act, t("corrections.clause.entered"))


@desk.post("/corrections/<correction_id>/clause/confirm")
@only(*MAY_CORRECT)
@filled(_page, "desk.correction")
def confirm_correction_clause(correction_id: str) -> ResponseReturnValue:
    """Confirm a clause that another person entered."""
    actor, seen = current_user.id, asked_text("clause")

    def act() -> None:
        confirm_clause(actor, correction_id, seen, at=datetime.now(UTC))

    return _in_place(correction_id, act, t("corrections.clause.confirmed"))


@desk.post("/corrections/<correction_id>/code")
@only(*MAY_CORRECT)
@per_minute(CODES)
@filled(_page, "desk.correction")
def give_correction_code(correction_id: str) -> ResponseReturnValue:
    """Give the operator another code and show it, on this answer alone."""
    require_same_origin()
    correction_for(current_user, correction_id)
    code = give_code(current_user.id, correction_id, datetime.now(UTC))
    return correction_page(correction_for(current_user, correction_id), new_code=code)


def _in_place(correction_id: str, act: Callable[[], None], done: str) -> ResponseReturnValue:
    require_same_origin()
    correction_for(current_user, correction_id)
    act()
    flash(done)
    return redirect(url_for("desk.correction", correction_id=correction_id))


def _asked(move: str) -> Decision:
    """Return the decision that the form asks for; raise `invalid` for a field that is none."""
    days, on = asked_text("days"), asked_text("on")
    return Decision(
        name=move,
        seen=asked_count("seen"),
        reason=asked_text("reason"),
        days=asked_count("days") if days and move == "extend" else None,
        how=asked_text("how") or None,
        on=_day(on) if on and move == "serve" else None,
        to=request.form.get("to") or None,
    )


def _day(given: str) -> date:
    if not is_day(given):
        raise problem("correction_service")
    return date.fromisoformat(given)
