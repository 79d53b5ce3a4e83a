"""`rollup`: exports the history behind the figures, imports one, and counts it a second time."""

import hashlib
import json
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click

from inspect_app.commands.opening import open_instance
from inspect_app.commands.parameters import as_json, print_json
from inspect_app.domain.figures.counting import AsOf
from inspect_app.domain.figures.history_reader import read_history
from inspect_app.domain.figures.history_writer import write_history
from inspect_app.domain.refusals import Refused
from inspect_app.plans.load import current_plan
from inspect_app.queries.figures.histories import load_history
from inspect_app.queries.figures.plans import plan_in_force
from inspect_app.queries.figures.progress import quarter_days
from inspect_app.queries.figures.recounts import list_differences
from inspect_app.queries.figures.rescores import Rescored, rescore_sample
from inspect_app.queries.figures.targets import as_of_today
from inspect_app.queries.snapshot import take_snapshot
from inspect_app.services.figures.rebuild import rebuild_figures
from inspect_app.services.instance.history_import import import_history
from sync.strict_json import StrictJSONError, loads


@click.group()
def rollup() -> None:
    """Export, load and recount the neutral history."""


@rollup.command("export")
@as_json
def export(as_json: bool) -> None:
    """Print everything the figures are counted from, as one JSON value."""
    with open_instance():
        take_snapshot()
        print_json(write_history(plan_in_force(), load_history()))


@rollup.command("load")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@as_json
def load(file: Path, as_json: bool) -> None:
    """Load a neutral history into an empty instance; a bad file changes nothing."""
    data = read_bytes(file)
    read = read_history(parse(data, file), current_plan())
    with open_instance():
        import_history(read, hashlib.sha256(data).hexdigest(), at=datetime.now(UTC))
    result = {
        "premises": len(read.history.premises),
        "inspections": len(read.history.inspections),
        "designations": len(read.history.designations),
    }
    if as_json:
        print_json(result)
    else:
        click.echo(", ".join(f"{count} {name}" for name, count in result.items()))


def read_bytes(file: Path) -> bytes:
    if str(file) == "-":
        return sys.stdin.buffer.read()
    return file.read_bytes()


def parse(data: bytes, file: Path) -> Any:
    try:
        return loads(data)
    except StrictJSONError as error:
        where = f"{file}:{network_of(data)}"
        raise Refused("json", where, f"{where}: {error}.") from None


def network_of(data: bytes) -> int:
    """Return the line at which JSON is malformed; 1 if only the strict reader refuses it."""
    try:
        json.loads(data)
    except json.JSONDecodeError as error:
        return error.lineno
    except (ValueError, RecursionError):
        return 1
    return 1


@rollup.command("rebuild")
@as_json
def rebuild(as_json: bool) -> None:
    """Count all kept figures anew; whoever reads meanwhile sees the figures in force."""
    with open_instance():
        counted = rebuild_figures(datetime.now(UTC))
    if as_json:
        print_json({"things": counted})
    else:
        click.echo(f"{counted} things counted anew")


@rollup.command("verify")
@click.option("--rescore", type=click.IntRange(min=1), metavar="N", help="judge N bodies again")
@as_json
@click.pass_context
def verify(ctx: click.Context, rescore: int | None, as_json: bool) -> None:
    """Count everything a second time, at every quarter's end and today; exit 1 if they differ.

    With --rescore up to N revisions, evenly drawn, are judged again from their bodies as well.
    """
    with open_instance():
        take_snapshot()
        plan = plan_in_force()
        premises, differing = list_differences(plan, list_moments(plan.start, plan.end))
        again = rescore_sample(rescore) if rescore else Rescored(0, [])
    differing += again.lines
    result = {"targets": len(plan.targets), "premises": premises, "differ": len(differing)}
    result |= {"rescored": again.judged} if rescore else {}
    if as_json:
        print_json(result | {"differing": differing})
    else:
        click.echo("{targets} targets, {premises} premises, {differ} differ".format(**result))
        if rescore:
            click.echo(f"{again.judged} revisions judged again")
        for line in differing:
            click.echo(line, err=True)
    ctx.exit(1 if differing else 0)


def list_moments(start: date, end: date) -> list[AsOf]:
    """Return today, and each past quarter's end by today's records and by that day's."""
    today = as_of_today()
    days = [day for day in quarter_days(start, min(end, today.day)) if day < today.day]
    return [today, *map(AsOf, days), *(AsOf(day, day) for day in days)]
