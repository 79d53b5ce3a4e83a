"""A correction in words: what is wrong, how it stands, and how many working days are left."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from inspect_app.desk.review.item_view import amount, figure_of, own_words, unit_of, value_words
from inspect_app.domain.corrections.ladder import Rung, count_workdays, rung_at
from inspect_app.domain.corrections.table import OPEN, RECHECK, STOPPED
from inspect_app.plans.ladder import current_ladder
from inspect_app.plans.workdays import current_workdays
from inspect_app.queries.corrections.board import Row
from inspect_app.queries.corrections.clauses import plain_item
from inspect_app.web.language import t

# The look of each state: its colour, and its silhouette, which survives a grey print.
LOOKS = {
    "proposed": ("mute", "draft"),
    "ordered": ("mute", "draft"),
    "stopped": ("fail", "veto"),
    "reported": ("wait", "wait"),
    "recheck": ("ink", "recheck"),
    "closed": ("pass", "received"),
    "escalated": ("turn", "quarantine"),
    "void": ("mute", "na"),
}


@dataclass(frozen=True)
class Standing:
    """How a correction stands to its deadline: working days left, or overdue; 0 and 0 is today."""

    left: int = 0
    late: int = 0
    rung: Rung | None = None


@dataclass(frozen=True)
class Shown:
    """A row of the board or the list with its words."""

    row: Row
    ask: str
    figure: str
    standing: Standing | None
    note: str
    reminded_on: date | None = None


def item_words(item: Mapping[str, Any] | None, code: str) -> str:
    """Return what an item asks, with the sheet that it stands on; its code if it is gone."""
    if item is None:
        return code
    sheet = code.partition("[")[2].rpartition("]")[0]
    return f"{own_words(item)} ({sheet})" if sheet else own_words(item)


def found_words(item: Mapping[str, Any] | None, value: Any) -> str:
    """Return what was found, where that says more than that it failed: 11.6 ℃."""
    if item is None or value in (None, "fail", "pass", "na"):
        return ""
    figure = figure_of(value)
    return amount(figure, unit_of(item)) if figure else value_words(item, value)


def standing_of(state: str, due_on: date | None, today: date) -> Standing | None:
    """Return how an open correction stands to its deadline; None without one."""
    if state not in OPEN or due_on is None:
        return None
    calendar = current_workdays()
    late = count_workdays(due_on, today, calendar)
    return Standing(
        left=count_workdays(today, due_on, calendar),
        late=max(late, int(due_on < today)),  # on a Sunday after it, no working day has begun
        rung=rung_at(current_ladder(), late),
    )


def state_words(state: str, measure: str) -> str:
    """Return a state's name; a stop says what stands still."""
    return t(f"corrections.state.{measure if state == STOPPED else state}")


def shown(row: Row, item: Mapping[str, Any] | None, today: date, reminded: date | None) -> Shown:
    """Return a row with its words."""
    return Shown(
        row=row,
        ask=item_words(item, row.item),
        figure=found_words(item, row.value),
        standing=standing_of(row.state, row.due_on, today),
        note=_note(row, today),
        reminded_on=reminded,
    )


def find_in(items: Mapping[int | None, Mapping[str, Any]], row: Row) -> Mapping[str, Any] | None:
    """Return a row's item among those of its checklist's version."""
    found: Mapping[str, Any] | None = items.get(row.version, {}).get(plain_item(row.item))
    return found


def _note(row: Row, today: date) -> str:
    """Return the one fact that says what happens next."""
    if row.amending:
        return t("corrections.note.amending")
    if row.asked and row.state in OPEN:
        return t("corrections.note.asked")
    if row.state == RECHECK and not row.passed:
        sent = t("corrections.note.sent", name=row.assigned) if row.assigned else ""
        return sent or t("corrections.note.anyone")
    code = _next_of(row, today)
    return t(f"corrections.note.{code}") if code else ""


def _next_of(row: Row, today: date) -> str:
    match row.state:
        case "recheck":
            return "passed"
        case "reported":
            return "general" if row.weight == "general" else "on_site"
        case "closed" | "escalated" | "void":
            return ""
    if row.answered:
        return "answered"
    if row.served_on is None:
        return "unserved"
    if row.due_on and row.due_on < today:
        return "silent"
    return "stopped" if row.state == STOPPED else ""
