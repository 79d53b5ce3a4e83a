"""A form that was refused comes back on its own page: filled, with the field and the reason."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any

from flask import current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import RequestEntityTooLarge

from inspect_app.domain.calendar.days import is_day
from inspect_app.errors import ProblemError, form_with, problem, wants_json
from inspect_app.storage.bucket import StorageAway
from inspect_app.web.form_filling import INPUT, Around, Wrong, fill
from inspect_app.web.form_reading import Field, find_form
from inspect_app.web.formats import day_words
from inspect_app.web.language import current_language, t, texts_of

View = Callable[..., ResponseReturnValue]
# There is no page to go back to, or not for this person.
ELSEWHERE = {"not_found", "role", "sign_in", "form_expired", "proof", "header", "origin"}
# Of which field a problem speaks that names none.
FIELD_OF = {
    "attachment": "file",
    "correction_clause": "clause",
    "correction_days": "days",
    "correction_person": "to",
    "correction_reason": "reason",
    "correction_service": "on",
    "figure_day": "dated_on",
    "figure_differs": "value",
    "figure_form": "value",
    "not_rescue": "file",
    "rescue_version": "file",
    "too_large": "file",
}
# What is sent beside what was typed.
NOT_TYPED = {"csrf_token", "proof", "head", "seen", "from"}


def filled(page: Callable[..., str], at: str | Callable[..., str]) -> Callable[[View], View]:
    """Wrap a view that takes a form; `page` renders the form's page, given what the view is given.

    `at` is that page's address, or the name of its view: links that only change the query lead
    there. The decorator stands next to the view: a question for the password comes before it.
    """

    def around(view: View) -> View:
        @wraps(view)
        def sent(*args: Any, **more: Any) -> ResponseReturnValue:
            try:
                return view(*args, **more)
            except (ProblemError, RequestEntityTooLarge, StorageAway) as raised:
                error = _problem_of(raised)
                if wants_json() or error.problem.code in ELSEWHERE:
                    raise
                return form_with(error, come_back(error, page(**more), _address(at, more)))

        sent.filled = True  # type: ignore[attr-defined]  # read by tests/desk/test_refused_forms.py
        return sent

    return around


def come_back(error: ProblemError, page: str, address: str) -> str:
    """Return the page with the form that was sent filled again, and why it was refused."""
    form = find_form(page, request.path)
    typed = _typed(error)
    named = str(error.detail.get("field") or FIELD_OF.get(error.problem.code, ""))
    field = form.find(named) if form and named else None
    words = _why(error, field, typed.get(named, [""])[0])
    said = render_template(
        "desk/refused.html",
        problem=error.problem,
        words=words,
        field=field,
        input_id=INPUT,
        named=error.detail.get("named", []),
        left=[] if form else _worth_keeping(typed),
    )
    wrong = Wrong(field, words) if field else None
    return fill(page, form, typed, wrong, Around(said, address))


def _address(at: str | Callable[..., str], given: dict[str, Any]) -> str:
    """Return the address of a form's page."""
    if callable(at):
        return at(**given)
    names = next(current_app.url_map.iter_rules(at)).arguments
    return url_for(at, **{name: given[name] for name in names})


def _problem_of(raised: Exception) -> ProblemError:
    if isinstance(raised, ProblemError):
        return raised
    return problem("storage_away" if isinstance(raised, StorageAway) else "too_large")


def _typed(error: ProblemError) -> dict[str, list[str]]:
    """Return what was sent; of a form that was too large there is nothing to read."""
    return {} if error.problem.code == "too_large" else request.form.to_dict(flat=False)


def _worth_keeping(typed: dict[str, list[str]]) -> list[str]:
    """Return what was typed, for a form that is no longer on the page."""
    return [
        text for name, texts in typed.items() if name not in NOT_TYPED for text in texts if text
    ]


def _why(error: ProblemError, field: Field | None, text: str) -> str:
    """Return why a form was refused, in words about its field where it has limits of its own."""
    code = error.problem.code
    if f"refused.{code}" in texts_of("zh"):
        return t(f"refused.{code}", **{name: _told(one) for name, one in error.detail.items()})
    if field is None or code != "invalid":
        return error.problem.zh if current_language() == "zh" else error.problem.en
    return _limit(field, text.strip())


def _limit(field: Field, text: str) -> str:
    """Return which limit of the field what was typed there breaks."""
    most, last = field.attrs.get("maxlength", ""), field.attrs.get("max", "")
    if not text and field.kind not in ("checkbox", "file"):
        return t("refused.choose" if field.kind in ("select", "radio") else "refused.empty")
    if field.kind == "date" and not is_day(text):
        return t("refused.day")
    if field.kind == "date" and is_day(last) and text > last:
        return t("refused.later", day=_told(last))
    if most.isdecimal() and len(text) > int(most):
        return t("refused.long", most=most, is_now=len(text))
    if field.kind == "number" or field.attrs.get("inputmode") == "numeric":
        return t("refused.number")
    return t("refused.wrong")


def _told(given: object) -> str:
    """Return a detail of a problem as one reads it: a day in words."""
    text = str(given)
    return day_words(date.fromisoformat(text), True) if is_day(text) else text
