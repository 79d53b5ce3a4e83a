"""`checklists`: shows, verifies, publishes and compares checklists."""

from datetime import UTC, date, datetime
from typing import Any

import click

from inspect_app.commands.checklist_files import diff, publish, verify
from inspect_app.commands.parameters import DAY, as_json, print_json
from inspect_app.commands.versions import list_published, version_on
from inspect_app.domain.calendar.visits import shanghai_day


@click.group()
def checklists() -> None:
    """Show, verify, publish and compare checklists."""


checklists.add_command(verify)
checklists.add_command(publish)
checklists.add_command(diff)


@checklists.command("show")
@click.argument("code")
@click.option("--on", type=DAY, help="The day of the visit; today by default.")
@as_json
def show(code: str, on: date | None, as_json: bool) -> None:
    """Show the version in force on a day."""
    version = version_on(list_published(code), on or shanghai_day(datetime.now(UTC)))
    if as_json:
        print_json(version.object | {"sha256": version.sha256})
    else:
        print_items(version.object)


def print_items(checklist: dict[str, Any]) -> None:
    """Print one row per item."""
    click.echo(f"{checklist['code']} {checklist['version']}  {checklist['zh']}")
    for item in checklist["items"]:
        click.echo(
            f"{item['no']:>4}  {item['class']:<8}{item['type']:<12}{item['id']}  {item['zh']}"
        )
