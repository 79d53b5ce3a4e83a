"""`demo`: loads the fictional district, once."""

from datetime import UTC, datetime

import click

from inspect_app.commands.opening import open_instance
from inspect_app.commands.parameters import as_json, print_json
from inspect_app.config import Settings
from inspect_app.demo.accounts import FILE
from inspect_app.demo.load import DISTRICT, PEOPLE, is_loaded, load_accounts, load_demo
from inspect_app.demo.register.size import Size


@click.command()
@click.option("--empty", is_flag=True, help="Only the five accounts, no premises.")
@click.option(
    "--scale",
    type=click.IntRange(1, 100),
    default=100,
    show_default=True,
    metavar="PERCENT",
    help="How much of everything but the canteens, which are always all there.",
)
@as_json
def demo(empty: bool, scale: int, as_json: bool) -> None:
    """Load the fictional district into an empty instance; a second call changes nothing."""
    with open_instance() as settings:
        was_loaded = is_loaded(PEOPLE if empty else DISTRICT)
        if not was_loaded:
            load(settings, empty, scale)
        path = settings.instance / FILE
    if as_json:
        print_json({"loaded": not was_loaded, "accounts": str(path)})
    elif was_loaded:
        click.echo("The demo was loaded already; nothing was changed.")
    else:
        click.echo(f"账号在 {path} · The accounts are in {path}.")


def load(settings: Settings, empty: bool, scale: int) -> None:
    """Load the district or only its accounts; progress is printed on stderr."""
    now = datetime.now(UTC)
    if empty:
        load_accounts(settings, now)
    else:
        load_demo(settings, now, lambda text: click.echo(text, err=True), Size.of(scale))
