"""What options may say: days, areas, kinds, and JSON on stdout."""

import json
from datetime import date
from typing import Any

import click

from inspect_app.domain.calendar.days import is_day
from inspect_app.domain.vocabulary import KINDS
from inspect_app.plans.load import current_plan


class Day(click.ParamType[date]):
    """YYYY-MM-DD alone."""

    name = "date"

    def convert(self, value: Any, param: Any, ctx: Any) -> date:
        if isinstance(value, date):
            return value
        if not is_day(value):
            self.fail(f"{value!r} is no day, YYYY-MM-DD.", param, ctx)
        return date.fromisoformat(value)


class AreaCode(click.ParamType[str]):
    """One of the areas; the district's own code means all of them."""

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
    """`all`, or names with commas between them."""
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
    """Codes of the plan; `all` is every one."""
    return list_choices(text, [area.code for area in current_plan().areas], "--areas")


def list_kinds(text: str) -> list[str]:
    """Kinds of the vocabulary; `all` is every one."""
    return list_choices(text, list(KINDS), "--kinds")


def print_json(value: Any) -> None:
    """One line, Chinese as it is."""
    click.echo(json.dumps(value, ensure_ascii=False))
