"""The board by due day and the list of corrections, and reminders of many at once."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from inspect_app.access import in_scope
from inspect_app.desk.blueprint import desk
from inspect_app.desk.corrections.columns import STRETCHES, Column, stage_of, ticks_of
from inspect_app.desk.corrections.filters import WEIGHTS, Filters, asked_filters
from inspect_app.desk.corrections.words import LOOKS, Shown, find_in, shown, state_words
from inspect_app.desk.figures.scope import areas_of
from inspect_app.desk.paging import PAGE, page_within
from inspect_app.desk.refused import filled
from inspect_app.domain.vocabulary import KINDS
from inspect_app.guards import only
from inspect_app.plans.departments import departments_with_kinds
from inspect_app.plans.ladder import current_ladder
from inspect_app.plans.load import current_plan
from inspect_app.plans.workdays import current_workdays
from inspect_app.queries.corrections import board as rows
from inspect_app.queries.corrections.items import items_by_version
from inspect_app.queries.corrections.search import Days
from inspect_app.services.corrections.decisions import MAY_CORRECT
from inspect_app.services.corrections.reminders import remind
from inspect_app.web.formats import today
from inspect_app.web.language import current_language, t
from inspect_app.web.limits import LISTS, per_minute
from inspect_app.web.same_origin import require_same_origin

IN_COLUMN = 12
TABS = ("all", "overdue", "soon", "asked", "reported", "recheck", "closed")


@desk.get("/corrections")
@per_minute(LISTS)
def corrections() -> str:
    """Show the open corrections in four stretches of days, or one page of their list."""
    return _page()


def _page() -> str:
    filters, days = asked_filters(), Days.of(today(), current_workdays())
    common = _common(filters, days)
    if filters.view == "list":
        return render_template("desk/corrections/list.html", **common, **_list(filters, days))
    return render_template("desk/corrections/board.html", **common, **_board(filters, days))


@desk.post("/corrections/remind")
@only(*MAY_CORRECT)
@filled(_page, "desk.corrections")
def remind_operators() -> ResponseReturnValue:
    """Note a reminder for the premises of every chosen correction, once a day each."""
    require_same_origin()
    chosen = request.form.getlist("correction")
    done = remind(current_user.id, chosen, at=datetime.now(UTC))
    if done.premises or not done.left_out:
        flash(t("corrections.reminded", count=done.premises))
    if done.left_out:
        flash(t("corrections.reminded.not", count=done.left_out))
    return redirect(f"{url_for('desk.corrections')}?{asked_filters().but()}")


def with_words(found: Sequence[rows.Row], days: Days) -> list[Shown]:
    """Return rows with their words, and when their premises were reminded last."""
    items = items_by_version(row.version for row in found)
    reminded = rows.last_reminders(row.premises_id for row in found)
    return [
        shown(row, find_in(items, row), days.today, reminded.get(row.premises_id)) for row in found
    ]


def _common(filters: Filters, days: Days) -> dict[str, Any]:
    plan = current_plan()
    return {
        "filters": filters,
        "days": days,
        "areas": areas_of(current_user),
        "kinds": KINDS,
        "weights": WEIGHTS,
        "departments": {
            one.code: getattr(one, current_language())
            for one in plan.departments
            if one.code in departments_with_kinds()
        },
        "looks": LOOKS,
        "state_words": state_words,
        "ladder": current_ladder(),
        "may_correct": current_user.role in MAY_CORRECT,
    }


def _board(filters: Filters, days: Days) -> dict[str, Any]:
    within, search = in_scope(current_user), filters.search
    dues = rows.count_due(within, search, days)
    found = {
        stage: rows.list_rows(within, replace(search, stage=stage), days, limit=IN_COLUMN)
        for stage in STRETCHES
    }
    words = {one.row.id: one for one in with_words([*sum(found.values(), [])], days)}
    columns = []
    for stage in STRETCHES:
        here = [due for due in dues if stage_of(due.due_on, days) == stage]
        size, ticks = sum(due.size for due in here), ticks_of(stage, here, days)
        columns.append(Column(stage, size, ticks, [words[row.id] for row in found[stage]]))
    return {
        "columns": columns,
        **_sums(dues, days),
        "closed": rows.count_closed(within, search, days),
    }


def _sums(dues: Sequence[rows.Due], days: Days) -> dict[str, int]:
    """Return what the sentence above the board counts."""
    silent = ("proposed", "ordered", "stopped")
    late = [due for due in dues if stage_of(due.due_on, days) == "overdue"]
    return {
        "open_count": sum(due.size for due in dues),
        "overdue": sum(due.size for due in late),
        "silent": sum(due.size for due in late if due.state in silent),
        "reported": sum(due.size for due in dues if due.state == "reported"),
        "recheck": sum(due.size for due in dues if due.state == "recheck"),
        "asked": sum(due.size for due in dues if due.asked),
    }


def _list(filters: Filters, days: Days) -> dict[str, Any]:
    within = in_scope(current_user)
    total = rows.count_rows(within, filters.search, days)
    page = page_within(total)
    found = rows.list_rows(within, filters.search, days, limit=PAGE, offset=(page - 1) * PAGE)
    return {
        "tabs": TABS,
        "rows": with_words(found, days),
        "total": total,
        "page": page,
        "per_page": PAGE,
    }
