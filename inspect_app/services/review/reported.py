"""Reported figures: one person enters a value with its source, another reads it there and confirms.

Nothing is overwritten: a value confirmed later takes the place of the earlier one in the queries.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from inspect_app.domain.calendar.visits import shanghai_day
from inspect_app.domain.figures.reported import Value, WrongValue, parse_value, store_value
from inspect_app.domain.figures.reported_periods import days_of, list_periods
from inspect_app.domain.figures.targets import ManualTarget
from inspect_app.domain.ids import uuid7
from inspect_app.domain.vocabulary import who_may
from inspect_app.errors import problem
from inspect_app.models.reported import ReportedFigure
from inspect_app.queries.figures.plans import plan_in_force
from inspect_app.services.people.actors import require_role
from inspect_app.services.photos.attachments import Attachment, add_attachment
from inspect_app.services.writing.transaction import Writing, writing
from sync.retry import retry_on_conflict

MAY_REPORT = who_may("set_baselines")
LONGEST_SOURCE, LONGEST_NOTE = 200, 500


@dataclass(frozen=True)
class Report:
    """What a person enters: a value in the fields of its form, its period, day and source."""

    target: str
    period: str
    fields: Sequence[str]
    dated_on: date
    source: str
    note: str = ""


def check_report(report: Report, *, at: datetime) -> None:
    """Raise what would be wrong with a report, before a file of it is stored."""
    target = _target_of(report.target)
    _parse(target, report.fields)
    _check(target, report, shanghai_day(at))


@retry_on_conflict
def enter_reported(
    actor_id: str, report: Report, file: Attachment | None = None, *, at: datetime
) -> str:
    """Enter a value and return its id; it counts nowhere until another person confirms it."""
    with writing(at) as w:
        require_role(w.session, actor_id, MAY_REPORT)
        target = _target_of(report.target)
        _check(target, report, shanghai_day(w.at))
        row = ReportedFigure(
            id=uuid7(),
            target=target.id,
            period=report.period,
            value=store_value(_parse(target, report.fields)),
            dated_on=report.dated_on,
            source=report.source,
            note=report.note,
            entered_at=w.at,
            entered_by=actor_id,
        )
        if file is not None:
            add_attachment(w, file)
            row.file_sha256, row.file_name = file.sha256, file.name
            row.file_type, row.file_size = file.type, file.size
        w.session.add(row)
        _audit(w, "reported.enter", row, actor_id)
        return row.id


@retry_on_conflict
def confirm_reported(actor_id: str, figure_id: str, fields: Sequence[str], *, at: datetime) -> None:
    """Confirm a value by what the second person read in the source; it counts from now on.

    Raise `second_person` for the person who entered it, `figure_differs` for another value.
    """
    with writing(at) as w:
        require_role(w.session, actor_id, MAY_REPORT)
        row = _waiting(w, figure_id)
        if row.entered_by == actor_id:
            raise problem("second_person")
        if store_value(_parse(_target_of(row.target), fields)) != row.value:
            raise problem("figure_differs")
        row.confirmed_at, row.confirmed_by = w.at, actor_id
        _audit(w, "reported.confirm", row, actor_id, entered_by=row.entered_by)


@retry_on_conflict
def drop_reported(actor_id: str, figure_id: str, *, at: datetime) -> None:
    """Drop a wrong entry that nobody confirmed; it stays in the history of its target."""
    with writing(at) as w:
        require_role(w.session, actor_id, MAY_REPORT)
        row = _waiting(w, figure_id)
        row.dropped_at, row.dropped_by = w.at, actor_id
        _audit(w, "reported.drop", row, actor_id)


def _waiting(w: Writing, figure_id: str) -> ReportedFigure:
    row = w.session.get(ReportedFigure, figure_id, with_for_update=True)
    if row is None:
        raise problem("not_found")
    if row.confirmed_at is not None or row.dropped_at is not None:
        raise problem("done")
    return row


def _target_of(target_id: str) -> ManualTarget:
    found = plan_in_force().find_manual(target_id)
    if found is None:
        raise problem("invalid", field="target")
    return found


def _parse(target: ManualTarget, fields: Sequence[str]) -> Value:
    try:
        return parse_value(target, fields)
    except WrongValue as error:
        raise problem("figure_form", field="value") from error


def _check(target: ManualTarget, report: Report, today: date) -> None:
    plan = plan_in_force()
    if report.period not in list_periods(plan, target):
        raise problem("invalid", field="period")
    first, last = days_of(plan, report.period)
    if not first <= report.dated_on <= min(last, today):
        raise problem("figure_day", field="dated_on")
    if not report.source.strip() or len(report.source) > LONGEST_SOURCE:
        raise problem("invalid", field="source")
    if len(report.note) > LONGEST_NOTE:
        raise problem("invalid", field="note")


def _audit(w: Writing, action: str, row: ReportedFigure, actor_id: str, **more: str) -> None:
    """Add the audit entry of a step; the file is named by its digest."""
    told = {"target": row.target, "period": row.period, "value": row.value} | more
    if row.file_sha256:
        told["file"] = row.file_sha256
    w.audit(action, f"reported:{row.id}", actor_id, **told)
