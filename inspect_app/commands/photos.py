"""`photos`: verifies stored photos against their SHA-256, and takes ownership of a store."""

from datetime import UTC, datetime, timedelta

import click

from inspect_app.commands.opening import open_instance
from inspect_app.commands.parameters import as_json, print_json
from inspect_app.queries.photo_faults import measure_store
from inspect_app.services.photos.faults import ALTERED, LOST
from inspect_app.services.photos.ownership import take
from inspect_app.services.photos.scrub import A_NIGHT, scrub
from inspect_app.storage.open import open_storage


@click.group()
def photos() -> None:
    """Look after the photo store."""


@photos.command("own")
def own() -> None:
    """Declare that no other instance uses this photo store: this one may remove photos from it."""
    with open_instance() as settings:
        take(open_storage(settings.storage))
    click.echo("Photos that nothing names are removed here again.")


@photos.command("verify")
@click.option("--all", "every", is_flag=True, help="Also what was read within the last 20 hours.")
@click.option("--minutes", type=click.IntRange(1, 10_000), default=480, help="Stop after these.")
@as_json
def verify(every: bool, minutes: int, as_json: bool) -> int:
    """Read every photo and compare it with its hash; exit 1 while one is lost or altered."""
    with open_instance() as settings:
        since = datetime.now(UTC) - (timedelta() if every else A_NIGHT)
        done = scrub(open_storage(settings.storage), since, minutes * 60)
        faults = measure_store().faults
    result = {
        "read": done.read,
        "left": done.left,
        "found": {"lost": sorted(done.lost), "altered": sorted(done.altered)},
        "lost": faults.get(LOST, 0),
        "altered": faults.get(ALTERED, 0),
    }
    if as_json:
        print_json(result)
    else:
        click.echo(
            f"{result['read']} photos read, {result['left']} left; "
            f"{result['lost']} lost, {result['altered']} altered."
        )
        for name in (*done.lost, *done.altered):
            click.echo(name)
    return 1 if result["lost"] or result["altered"] else 0
