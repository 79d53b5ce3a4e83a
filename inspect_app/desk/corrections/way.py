"""The way of a correction in words: every move and reminder, who made it, when and why."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from inspect_app.desk.corrections.words import found_words
from inspect_app.domain.corrections.table import OPERATOR
from inspect_app.models.corrections import CorrectionRow, CorrectionStep
from inspect_app.models.reminders import Reminder
from inspect_app.web.formats import day_words
from inspect_app.web.language import t

MARKS = {
    "propose": ("mute", "draft"),
    "order": ("ink", "sealed"),
    "amend": ("turn", "returned"),
    "resume": ("mute", "draft"),
    "extend": ("ink", "draft"),
    "decline": ("turn", "veto"),
    "accept": ("pass", "received"),
    "supplement": ("turn", "returned"),
    "send": ("ink", "recheck"),
    "assign": ("ink", "recheck"),
    "release": ("pass", "received"),
    "escalate": ("turn", "quarantine"),
    "void": ("mute", "na"),
    "serve": ("ink", "sealed"),
    "on_the_spot": ("pass", "received"),
    "pass": ("pass", "pass"),
    "still_failing": ("fail", "fail"),
    "unable": ("mute", "na"),
    "report": ("wait", "wait"),
    "ask": ("wait", "wait"),
}


@dataclass(frozen=True)
class Event:
    """One thing that happened: its look, its words, who did it, and the reason given."""

    at: datetime
    look: tuple[str, str]
    words: str
    who: str
    reason: str = ""


def list_events(
    row: CorrectionRow,
    reminders: Iterable[Reminder],
    names: Mapping[str, str],
    item: Mapping[str, Any] | None,
) -> list[Event]:
    """List what happened, the earliest first."""
    events = [_of_step(step, names, item) for step in row.moves]
    events += [_of_reminder(one, names) for one in reminders]
    return sorted(events, key=lambda event: event.at)


def people_of(row: CorrectionRow, reminders: Iterable[Reminder]) -> set[str]:
    """Return the ids of all whose names the way says."""
    return set(_people(row, reminders)) - {""}


def _people(row: CorrectionRow, reminders: Iterable[Reminder]) -> Iterator[str]:
    for step in row.moves:
        yield from (step.actor_id or "", step.detail.get("to", ""))
    yield from (one.by_id for one in reminders)
    yield from (row.clause_by or "", row.clause_confirmed_by or "")


def last_words(row: CorrectionRow) -> CorrectionStep | None:
    """Return what the operator said last with a report or a request."""
    said = [one for one in row.moves if one.who == OPERATOR and one.reason]
    return said[-1] if said else None


def reported_on(row: CorrectionRow) -> date | None:
    """Return the day of the operator's last report."""
    days = [one.on for one in row.moves if one.move == "report"]
    return days[-1] if days else None


def _of_step(
    step: CorrectionStep, names: Mapping[str, str], item: Mapping[str, Any] | None
) -> Event:
    who = names.get(step.actor_id or "", "") if step.who != OPERATOR else t("corrections.operator")
    by_inspection = step.move == "void" and step.detail.get("by_inspection")
    reason = t(f"corrections.void.{step.reason}") if by_inspection else step.reason
    return Event(step.at, MARKS[step.move], _words_of(step, names, item), who, reason)


def _words_of(
    step: CorrectionStep, names: Mapping[str, str], item: Mapping[str, Any] | None
) -> str:
    words, detail = t(f"corrections.did.{step.move}"), step.detail
    more = ""
    if "how" in detail:
        more = t(f"corrections.how.{detail['how']}") + t("desk.comma") + day_words(step.on)
    elif "to" in detail:
        more = names.get(detail["to"], "")
    elif "days" in detail and "due_on" in detail:
        until = day_words(date.fromisoformat(detail["due_on"]))
        more = t("corrections.did.until", days=detail["days"], day=until)
    elif "value" in detail:
        more = found_words(item, detail["value"])
    return words + (t("desk.colon") + more if more else "")


def _of_reminder(one: Reminder, names: Mapping[str, str]) -> Event:
    words = t(f"corrections.reminder.{one.step}")
    return Event(one.at, ("ink", "overdue"), words, names.get(one.by_id, ""))
