"""The filters of an exported list: as a form sends them, and in words for its entry."""

from collections.abc import Mapping
from datetime import date

from flask import request
from flask_login import current_user

from inspect_app.access import names_in_scope
from inspect_app.desk.audit.actions import action_words
from inspect_app.desk.corrections.filters import WEIGHTS
from inspect_app.desk.exports.words import department_name, stage_words, target_name
from inspect_app.desk.forms import narrowing
from inspect_app.domain.calendar.days import is_day
from inspect_app.domain.figures.counting import AsOf
from inspect_app.domain.titles import STATES as TITLE_STATES
from inspect_app.domain.vocabulary import KINDS, PREMISES_STATUS
from inspect_app.errors import problem
from inspect_app.queries.exports.lists import ExportedList
from inspect_app.queries.inspections import names_of
from inspect_app.queries.review_queue import STATUSES
from inspect_app.web.asof import LAST
from inspect_app.web.formats import day_words, today
from inspect_app.web.language import t
from inspect_app.web.words import area_name, kind_name, status_name

LONGEST = 100


def asked_filters(chosen: ExportedList) -> dict[str, str]:
    """Return the filters that the list knows and the form fills; anything else is left out."""
    given = {name: request.form.get(name, "").strip()[:LONGEST] for name in chosen.filters}
    return narrowing(given)


def as_of_in(filters: Mapping[str, str]) -> AsOf:
    """Return the day that the list counts for, today by default; raise `invalid`."""
    given = filters.get("as_of", "")
    if not given:
        return AsOf(today())
    if not is_day(given) or date.fromisoformat(given) > LAST:
        raise problem("invalid", field="as_of")
    return AsOf(date.fromisoformat(given))


def filter_words(filters: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return name and value of each filter in words; of what the reader may not see, the id."""
    return [(t(f"exports.filter.{name}"), _value(name, text)) for name, text in filters.items()]


def _value(name: str, text: str) -> str:
    if name in ("who", "on") or (name == "status" and text in STATUSES):
        return _of_queue(name, text)
    if name == "weight" and text in WEIGHTS:
        return t(f"corrections.weight.{text}")
    if name == "title_state" and text in TITLE_STATES:
        return t(f"desk.titles.{text}")
    return _of_register(name, text)


def _of_register(name: str, text: str) -> str:
    """Return a filter by what the register holds, or by a target, in words."""
    match name:
        case "kind" if text in KINDS:
            return kind_name(text)
        case "status" if text in PREMISES_STATUS:
            return status_name(text)
        case "area":
            return area_name(text)
        case "target":
            return target_name(text)
        case "stage":
            return stage_words(text)
        case "department":
            return department_name(text)
        case "action":
            return action_words(text)
        case "parent" | "premises":
            return names_in_scope(current_user, [text]).get(text, text)
    return day_words(date.fromisoformat(text), True) if is_day(text) else text


def _of_queue(name: str, text: str) -> str:
    """Return a filter of the review queue in words."""
    match name:
        case "status":
            return t(f"queue.status.{text}")
        case "on" if is_day(text):
            return day_words(date.fromisoformat(text))
    return names_of([text]).get(text, text)
