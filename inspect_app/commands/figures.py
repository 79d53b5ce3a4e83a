"""`targets`: prints the plan's figures, and the members behind each."""

from datetime import date
from typing import Any

import click

from inspect_app.commands.opening import open_instance
from inspect_app.commands.parameters import AREA, DAY, as_json, print_json
from inspect_app.domain.exact import floored
from inspect_app.domain.figures.counting import AsOf
from inspect_app.domain.figures.pace import expected
from inspect_app.domain.figures.rollup import AreaFigure, Figure
from inspect_app.domain.figures.targets import Plan, Target
from inspect_app.domain.refusals import Refused
from inspect_app.plans.load import current_plan
from inspect_app.queries.figures.members import hash_lists, list_side
from inspect_app.queries.figures.plans import plan_in_force
from inspect_app.queries.figures.progress import progress_of
from inspect_app.queries.figures.targets import as_of_today, list_figures

OUTSIDE = "{day} lies outside the plan ({start} to {end}): no figure has a pace on that day."
as_of_option = click.option("--as-of", type=DAY, help="The day to count for; today by default.")
known_option = click.option("--known-at", type=DAY, help="Only what was known at this day's end.")


@click.group(invoke_without_command=True)
@as_json
@as_of_option
@known_option
@click.option("--area", type=AREA, help="Only this area's share.")
@click.option("--target", "target_id", help="Only this target.")
@click.pass_context
def targets(
    ctx: click.Context,
    as_json: bool,
    as_of: date | None,
    known_at: date | None,
    area: str | None,
    target_id: str | None,
) -> None:
    """Print the plan's figures as of a day, counted from reviewed inspections."""
    ctx.obj = (as_json, as_of, known_at)
    if ctx.invoked_subcommand is not None:
        return
    day = chosen_day(as_of, known_at)
    if target_id is not None:
        find_target(current_plan(), target_id)
    with open_instance():
        plan = plan_in_force()
        narrowed = None if area == plan.district.code else area
        figures = list_figures(plan, day, narrowed, target_id)
        hashes = [hash_lists(one.target, day, narrowed) for one in figures] if as_json else []
    if not plan.start <= day.day <= plan.end:
        click.echo(OUTSIDE.format(day=day.day, start=plan.start, end=plan.end), err=True)
    if as_json:
        print_json(report(plan, day, narrowed, list(zip(figures, hashes, strict=True))))
    else:
        print_table(plan, day, figures)


@targets.command("list")
@click.argument("target_id")
@click.option("--side", type=click.Choice(["numerator", "denominator", "excluded"]), required=True)
@as_of_option
@known_option
@as_json
@click.pass_context
def print_side(
    ctx: click.Context,
    target_id: str,
    side: str,
    as_of: date | None,
    known_at: date | None,
    as_json: bool,
) -> None:
    """List one side's premises, device codes, keys or unit works; the excluded with reasons."""
    group_json, group_as_of, group_known_at = ctx.obj
    day = chosen_day(as_of or group_as_of, known_at or group_known_at)
    find_target(current_plan(), target_id)
    with open_instance():
        plan = plan_in_force()
        target = find_target(plan, target_id)
        members = list_side(target, side, day)
    if as_json or group_json:
        print_json([member_object(*member) for member in members])
    else:
        for member in members:
            click.echo("\t".join(filter(None, member)))


def chosen_day(day: date | None, known_at: date | None) -> AsOf:
    """Return the day to count for; the default is today in Shanghai."""
    return AsOf(day or as_of_today().day, known_at)


def find_target(plan: Plan, target_id: str) -> Target:
    """Return a target; raise `Refused` with the known names."""
    target = plan.find_target(target_id)
    if target is None:
        names = ", ".join(row.id for row in plan.targets)
        raise Refused("unknown_target", "target", f"There is no target {target_id!r}: {names}.")
    return target


def member_object(key: str, reason: str) -> dict[str, str]:
    return {"id": key} | ({"reason": reason} if reason else {})


def report(
    plan: Plan, as_of: AsOf, area: str | None, rows: list[tuple[Figure, dict[str, str]]]
) -> dict[str, Any]:
    areas = [one.code for one in plan.areas] if area is None else [area]
    return {
        "as_of": as_of.day.isoformat(),
        "known_at": as_of.known_at.isoformat() if as_of.known_at else None,
        "scope": {"areas": areas, "whole": area is None},
        "plan": {"id": plan.id, "start": plan.start.isoformat(), "end": plan.end.isoformat()},
        "targets": [
            figure_object(figure)
            | {"pace": pace_object(plan, figure, as_of.day) if area is None else None}
            | {"list_sha256": hashes}
            for figure, hashes in rows
        ],
    }


def pace_object(plan: Plan, figure: Figure, day: date) -> dict[str, str | None] | None:
    """Return what should be reached on a day, and how the figure stands to it; None outside."""
    wanted = expected(plan, figure.target, day)
    if wanted is None:
        return None
    shown = progress_of(plan, day, figure)
    return {"expected": floored(wanted, 1), "state": shown.pace, "gap": shown.gap or None}


def figure_object(figure: Figure) -> dict[str, Any]:
    return {
        "id": figure.target.id,
        "metric": figure.target.metric,
        "numerator": figure.numerator,
        "denominator": figure.denominator,
        "value": figure.value,
        "target": figure.target.target,
        "met": figure.met,
        "inspected": figure.inspected,
        "passed": figure.passed,
        "supported": figure.supported,
        "areas": [area_object(row) for row in figure.areas],
    }


def area_object(row: AreaFigure) -> dict[str, Any]:
    return {
        "area": row.area,
        "numerator": row.numerator,
        "denominator": row.denominator,
        "value": row.value,
    }


def print_table(plan: Plan, as_of: AsOf, figures: list[Figure]) -> None:
    click.echo(f"{plan.zh}，截至 {as_of.day}")
    for figure in figures:
        of = "" if figure.denominator is None else f"/{figure.denominator}"
        unit = "" if figure.target.is_count else "%"
        value = "—" if figure.value is None else f"{figure.value}{unit}"
        click.echo(
            f"{figure.target.id:<20}{figure.numerator}{of:<8} {value:>8}"
            f"  目标 {figure.target.target}{figure.target.unit}"
            f"  {describe(figure)}  {figure.target.zh}"
        )


def describe(figure: Figure) -> str:
    """Return 已达标 or 未达标, or a dash while nothing can be counted."""
    if figure.value is None:
        return "—"
    return "已达标" if figure.met else "未达标"
