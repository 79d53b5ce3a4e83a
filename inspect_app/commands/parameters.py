"""Types of command-line options: days, areas, kinds; and JSON output."""

import json
from datetime import date
from typing import Any

import click

from inspect_app.domain.calendar.days import is_day
from inspect_app.domain.vocabulary import KINDS
from inspect_app.plans.load import current_plan


class Day(click.ParamType[date]):
    """A day as YYYY-MM-DD."""

    name = "date"

    def convert(self, value: Any, param: Any, ctx: Any) -> date:
        if isinstance(value, date):
            return value
        if not is_day(value):
            self.fail(f"{value!r} is no day, YYYY-MM-DD.", param, ctx)
        return date.fromisoformat(value)


class AreaCode(click.ParamType[str]):
    """A code of one of the plan's areas; the district's own code means all of them."""

    name = "area"

    def convert(self, value: Any, param: Any, ctx: Any) -> str:
        if value == current_plan().district.code:
            return str(value)
        if current_plan().find_area(value) is None:
            self.fail(f"{value!r} is no area of the plan, such as 310107005.", param, ctx)
        return str(value)


DAY, AREA = Day(), AreaCode()
as_json = click.option("--json", "as_json", is_flag=True, help="One JSON value on stdout.")


def list_choices(text: str, allowed: list[str], option: str) -> list[str]:
    """Return the names of a comma-separated text, or every allowed one for `all`."""
    if text == "all":
        return allowed
    chosen = [part.strip() for part in text.split(",") if part.strip()]
    for name in chosen:
        if name not in allowed:
            raise click.BadParameter(f"{name!r} is not one of {', '.join(allowed)}.")
    if not chosen:
        raise click.BadParameter(f"{option} names nothing; say `all` or a list.")
    return chosen


def list_areas(text: str) -> list[str]:
    """Return area codes of a comma-separated text, or every one for `all`."""
    return list_choices(text, [area.code for area in current_plan().areas], "--areas")


def list_kinds(text: str) -> list[str]:
    """Return kinds of a comma-separated text, or every one for `all`."""
    return list_choices(text, list(KINDS), "--kinds")


def print_json(value: Any) -> None:
    """Print a value as one row of JSON, Chinese unescaped."""
    click.echo(json.dumps(value, ensure_ascii=False))
