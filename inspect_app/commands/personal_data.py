"""`user export` and `user erase`: a copy of all that is stored about a person, and its end."""

from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import click

from inspect_app.commands.opening import open_instance
from inspect_app.commands.parameters import as_json, print_json
from inspect_app.documents.personal_data import Package, write_package
from inspect_app.domain.refusals import Refused
from inspect_app.models.people import User
from inspect_app.queries.people import find_user
from inspect_app.queries.personal_data import PARTS, count_held, list_photos
from inspect_app.queries.snapshot import take_snapshot
from inspect_app.services.people.erasure import erase_user, plan_erasure
from inspect_app.services.people.exports import note_export
from inspect_app.storage.open import BlobStore, open_storage

FORMAT, VERSION = "inspect-personal-data", 1


@click.command("export")
@click.argument("name")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True)
@click.option("--photos", is_flag=True, help="Also the photos and signatures of the records.")
@as_json
def export(name: str, out: Path, photos: bool, as_json: bool) -> None:
    """Write all that is stored about a person into a new zip file, without secrets."""
    now = datetime.now(UTC)
    with open_instance() as settings:
        take_snapshot()
        user_id = get_user(name).id
        store = open_storage(settings.storage) if photos else None
        try:
            digest = write_package(out, partial(fill, user_id=user_id, store=store, at=now))
        except FileExistsError:
            raise Refused("exists", str(out), f"{out} is there already: name another.") from None
        note_export(user_id, digest, at=now)
    if as_json:
        print_json({"user": name, "file": str(out), "sha256": digest})
    else:
        click.echo(f"{out}: all that is stored about {name}, SHA-256 {digest}")


@click.command("erase")
@click.argument("name")
@click.option("--apply", is_flag=True, help="Erase; without this nothing changes.")
@as_json
def erase(name: str, apply: bool, as_json: bool) -> None:
    """List what erasing a disabled person takes and what stays; --apply erases, for good."""
    with open_instance():
        plan = plan_erasure(name)
        left = {
            part: count - plan.rows.get(part, 0) for part, count in count_held(plan.user_id).items()
        }
        if apply:
            plan = erase_user(name, at=datetime.now(UTC))
    stays = {part: count for part, count in left.items() if count > 0}
    result = {"user": name, "applied": apply, "pseudonym": plan.pseudonym}
    result |= {"open_work": plan.open_work, "goes": plan.rows, "stays": stays}
    if as_json:
        print_json(result)
        return
    click.echo(f"{name} {'is' if apply else 'would be'} {plan.pseudonym} from now on.")
    for words, counts in (("goes", plan.rows), ("stays", stays), ("is open", plan.open_work)):
        for what, count in counts.items():
            click.echo(f"{words}: {count} {what}")


def fill(package: Package, *, user_id: str, store: BlobStore | None, at: datetime) -> None:
    """Add every part of a person's data, and the photos where a store is given."""
    for part in PARTS:
        package.add_rows(part.title, part.rows(user_id))
    if store:
        for sha256 in list_photos(user_id):
            package.add_photo(sha256, store.open)
    package.add_manifest(about(user_id, at))


def about(user_id: str, at: datetime) -> dict[str, Any]:
    """Return the head of the manifest: whose data, when, and which columns were left out."""
    hidden = {part.title: sorted(part.hidden) for part in PARTS if part.hidden}
    return {
        "format": FORMAT,
        "version": VERSION,
        "user": user_id,
        "made_at": at.isoformat(),
        "left_out": hidden,
    }


def get_user(name: str) -> User:
    """Return the user of a name; raise Refused for a name that no user has."""
    user = find_user(name)
    if user is None:
        raise Refused("not_found", "", f"There is no user {name!r}.")
    return user
