"""`checklists verify`, `publish` and `diff`: compares checklist files with published versions."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from inspect_app.checklists.difference import compare
from inspect_app.checklists.load import EARLIER, FOLDER, ChecklistFileError, Published, load_file
from inspect_app.checklists.summary import summarise
from inspect_app.commands.opening import has_database, open_instance
from inspect_app.commands.parameters import as_json, print_json
from inspect_app.commands.versions import list_published
from inspect_app.config import read_settings
from inspect_app.domain.refusals import Refused
from inspect_app.domain.vocabulary import CLASSES
from inspect_app.queries.checklists import list_versions

HEAD = f"file\tversion\titems\t{'/'.join(CLASSES)}\tphoto-always\tmarks ✓/◐/R/P\tsha256"
LEGEND = (
    "✓ read in the law, ◐ seen second hand, R recalled, P set here; ◐ and R are to verify 待核对"
)
FILE = "file"


@click.command()
@as_json
@click.pass_context
def verify(ctx: click.Context, as_json: bool) -> int:
    """Read every file and compare it with what was published; exit 1 if one is wrong."""
    paths = [*sorted(EARLIER.glob("*.yaml")), *sorted(FOLDER.glob("*.yaml"))]
    rows = [check_file(path) for path in paths]
    rows = list(add_published(rows))
    if as_json:
        print_json(rows)
    else:
        click.echo(HEAD)
        for row in rows:
            click.echo(row_text(row))
        click.echo(LEGEND, err=True)
    return 1 if any(row["problem"] for row in rows) else 0


def check_file(path: Path) -> dict[str, Any]:
    try:
        return {"file": file_name(path), **summarise(load_file(path)), "problem": None}
    except ChecklistFileError as error:
        return {"file": file_name(path), "problem": str(error)}


def file_name(path: Path) -> str:
    return str(path.relative_to(FOLDER)) if path.is_relative_to(FOLDER) else path.name


def add_published(rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Add a problem to files that differ from their published version, if there is an instance."""
    if not has_database(read_settings()):
        yield from rows
        return
    with open_instance():
        for row in rows:
            published = {v.version: v.sha256 for v in list_versions(row.get("code", ""))}
            known = published.get(row.get("version", ""))
            if known is not None and known != row["sha256"]:
                row["problem"] = f"{row['code']} {row['version']} was published with other content"
            yield row


def row_text(row: dict[str, Any]) -> str:
    if row["problem"]:
        return f"{row['file']}\t{row['problem']}"
    extra = f"+{row['optional']}" if row["optional"] else ""
    figures = [row["classes"].values(), row["marks"].values()]
    classes, marks = ("/".join(map(str, each)) for each in figures)
    columns = (f"{row['items']}{extra}", classes, str(row["photo_always"]), marks)
    return "\t".join((row["file"], row["version"], *columns, row["sha256"]))


@click.command()
@as_json
def publish(as_json: bool) -> None:
    """Publish every version that is in the files and not yet in the instance."""
    from inspect_app.services.instance.install import publish_checklists

    with open_instance():
        files = publish_checklists(datetime.now(UTC))
        result = [
            {"code": file.code, "version": file.version, "sha256": file.sha256} for file in files
        ]
    if as_json:
        print_json(result)
    else:
        for row in result:
            click.echo(f"{row['code']}\t{row['version']}\t{row['sha256']}")


@click.command()
@click.argument("code")
@click.argument("old", required=False)
@click.argument("new", default=FILE)
@as_json
def diff(code: str, old: str | None, new: str, as_json: bool) -> None:
    """Show how OLD and NEW differ: versions or the word `file`; by default newest and file."""
    result = compare(find_version(code, old), find_version(code, new))
    if as_json:
        print_json(result)
    else:
        print_difference(result)


def find_version(code: str, version: str | None) -> dict[str, Any]:
    if version == FILE:
        return find_file(code).object
    published = [each.object for each in list_published(code)]
    if version is None:
        return published[0]
    for each in published:
        if each["version"] == version:
            return each
    known = ", ".join(each["version"] for each in published)
    raise Refused("no_version", "version", f"{code} has no version {version!r}, but {known}.")


def find_file(code: str) -> Published:
    for path in sorted(FOLDER.glob("*.yaml")):
        if path.stem == code:
            return load_file(path)
    raise Refused("unknown_checklist", "checklist", f"There is no file for {code!r}.")


def print_difference(result: dict[str, Any]) -> None:
    click.echo(f"{result['code']}: {result['from']} → {result['to']}")
    for key, change in result["head"].items():
        click.echo(f"  {key}: {change['old']!r} → {change['new']!r}")
    for sign, name in (("+", "added"), ("-", "removed")):
        for item in result[name]:
            click.echo(f"{sign} {item}")
    for changed in result["changed"]:
        click.echo(f"~ {changed['id']}")
        for key, change in changed["keys"].items():
            click.echo(f"    {key}: {change['old']!r} → {change['new']!r}")
