"""`reported`: prints the figures that people report of the goals nobody inspects."""

from datetime import date
from typing import Any

import click

from inspect_app.commands.figures import as_of_option, chosen_day, known_option
from inspect_app.commands.opening import open_instance
from inspect_app.commands.parameters import as_json, print_json
from inspect_app.domain.figures.reported import store_value
from inspect_app.queries.reported import ReportedRow, list_reported


@click.group()
def reported() -> None:
    """Print reported figures, which are never added to inspected ones."""


@reported.command("list")
@as_of_option
@known_option
@as_json
def list_rows(as_of: date | None, known_at: date | None, as_json: bool) -> None:
    """List every reported goal with its confirmed value in force as of a day."""
    with open_instance():
        rows = list_reported(chosen_day(as_of, known_at))
        told = [row_object(row) for row in rows]
    if as_json:
        print_json(told)
    else:
        for row in rows:
            click.echo(
                f"{row.target.id:<18}{row.value_zh or '—':>14}  目标 {row.goal_zh}  {row.target.zh}"
            )


def row_object(row: ReportedRow) -> dict[str, Any]:
    """Return a goal's value exactly: numbers as text, a sum's parts as a list; no person."""
    return {
        "id": row.target.id,
        "form": row.target.form,
        "period": row.period,
        "value": None if row.value is None else store_value(row.value),
        "unit": row.target.unit or None,
        "met": row.met,
        "source": row.source,
        "dated_on": row.dated_on.isoformat() if row.dated_on else None,
        "confirmed_at": row.confirmed_at.isoformat() if row.confirmed_at else None,
    }
