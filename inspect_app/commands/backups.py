"""`backup` and `restore`: copies the whole instance out of a running server, and back."""

from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import click

from inspect_app.commands.opening import open_instance
from inspect_app.commands.parameters import as_json, print_json
from inspect_app.config import read_settings
from inspect_app.extensions import db
from inspect_app.services.instance.backup import make_backup
from inspect_app.services.instance.restore import (
    copy_keys,
    read_backup,
    refuse_unless_empty,
    restore_backup,
)

FOLDER = click.argument("folder", type=click.Path(path_type=Path))


@click.command()
@FOLDER
@as_json
@click.pass_context
def backup(ctx: click.Context, folder: Path, as_json: bool) -> None:
    """Copy database, keys and photos into a new folder; exit 1 if a photo was lost before."""
    with open_instance() as settings:
        made = make_backup(settings, folder, datetime.now(UTC))
    if as_json:
        print_json({"folder": str(folder), **asdict(made)})
    else:
        click.echo(f"{folder}: {made.photos} photos, audit head {made.audit_head}")
    ctx.exit(_told_missing(made.missing))


@click.command()
@FOLDER
@as_json
@click.pass_context
def restore(ctx: click.Context, folder: Path, as_json: bool) -> None:
    """Restore a backup into an empty instance; refuse where there is one already."""
    settings, found = read_settings(), read_backup(folder)
    refuse_unless_empty(settings)
    copy_keys(settings, folder)
    from inspect_app.app import create_app

    with create_app(settings).app_context():
        try:
            done = restore_backup(settings, folder, found, datetime.now(UTC))
        finally:
            db.session.remove()
            db.engine.dispose()
    if as_json:
        print_json({"instance": str(settings.instance), **asdict(done)})
    else:
        click.echo(f"{settings.instance}: {done.rows} rows, {done.photos} photos, as they were at")
        click.echo(f"{found.made_at}; phones now hand in again what came later.")
        click.echo("What was taken from people since then they have again: disable, revoke and")
        click.echo("change passwords once more, before the server is opened.")
        if not done.sweeps:
            click.echo("Another instance used this photo store: nobody removes anything there now.")
            click.echo(
                "Stop that one for good, then run `inspect-app photos own`. If this was only"
            )
            click.echo("a trial, throw this one away and run `inspect-app photos own` over there.")
    ctx.exit(_told_missing(done.missing))


def _told_missing(missing: list[str]) -> int:
    for name in missing:
        click.echo(f"photo {name} is lost or damaged", err=True)
    return 1 if missing else 0
