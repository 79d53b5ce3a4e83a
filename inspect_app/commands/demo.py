"""`demo`: loads the fictional district, once."""

from datetime import UTC, datetime

import click

from inspect_app.commands.opening import open_instance
from inspect_app.commands.parameters import as_json, print_json
from inspect_app.demo.accounts import FILE
from inspect_app.demo.load import is_loaded, load_demo


@click.command()
@as_json
def demo(as_json: bool) -> None:
    """Loads the fictional district into an empty instance; a second call changes nothing."""
    with open_instance() as settings:
        was_loaded = is_loaded()
        if not was_loaded:
            load_demo(settings, datetime.now(UTC), lambda text: click.echo(text, err=True))
        path = settings.instance / FILE
    if as_json:
        print_json({"loaded": not was_loaded, "accounts": str(path)})
    elif was_loaded:
        click.echo("The demo was loaded already; nothing was changed.")
    else:
        click.echo(f"The demo is loaded; its accounts are in {path}.")
