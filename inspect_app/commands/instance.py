"""`migrate` and `serve`: prepares an instance and runs its server."""

from datetime import UTC, datetime

import click

from inspect_app.app import create_app
from inspect_app.commands.opening import open_instance
from inspect_app.commands.parameters import as_json, print_json
from inspect_app.config import Settings, read_settings
from inspect_app.extensions import db
from inspect_app.services.instance.install import check_checklists, prepare_instance


@click.command()
@as_json
def migrate(as_json: bool) -> None:
    """Create or upgrade the instance; running it again changes nothing."""
    settings = _prepare()
    if as_json:
        print_json({"instance": str(settings.instance)})
    else:
        click.echo(f"{settings.instance} is ready.")


@click.command()
@click.option("--migrate", "migrating", is_flag=True, help="Upgrade the instance first.")
def serve(migrating: bool) -> None:
    """Run the server until it is stopped; a changed checklist file stops the start."""
    from inspect_app.server.serve import serve as run_server

    if migrating:
        _prepare()
    with open_instance() as settings:
        check_checklists()
        db.session.remove()
        db.engine.dispose()
    run_server(settings)


def _prepare() -> Settings:
    settings = read_settings()
    with create_app(settings).app_context():
        try:
            prepare_instance(settings, datetime.now(UTC))
        finally:
            db.session.remove()
            db.engine.dispose()
    return settings
