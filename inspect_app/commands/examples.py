"""`example`: writes one valid push request with its photos, for authors of outside clients."""

import json
import random
import secrets
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import click
from sqlalchemy import select

from inspect_app.commands.opening import open_instance
from inspect_app.commands.parameters import as_json, print_json
from inspect_app.demo.records.bodies import (
    Sealed,
    Visit,
    bind_signatures,
    media_type,
    retake,
    seal,
)
from inspect_app.demo.records.past import as_entry, record_of
from inspect_app.demo.records.places import place_of
from inspect_app.domain.calendar.visits import shanghai_day
from inspect_app.domain.figures.history import ACCEPTANCE
from inspect_app.domain.ids import uuid7
from inspect_app.domain.refusals import Refused
from inspect_app.extensions import db
from inspect_app.models.premises import Premises
from inspect_app.queries.epochs import read_epoch
from inspect_app.queries.inspectors import find_author, find_partner

MINUTES = 50


@click.command()
@click.option("--user", "name", required=True, help="The inspector who will push it.")
@click.option("--checklist", "code", required=True)
@click.option("--premises", "premises_id", required=True)
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True)
@as_json
def example(name: str, code: str, premises_id: str, out: Path, as_json: bool) -> None:
    """Write push.json and photos/: the server answers `stored` once the photos are there."""
    with open_instance():
        sealed, id = make_example(name, code, premises_id), uuid7()
        bind_signatures(sealed, id)
        push = {
            "epoch": read_epoch(),
            "client_id": uuid7(),
            "records": [as_entry(record_of(id, 1, None, sealed))],
        }
    write_example(out, push, sealed)
    result = {"push": str(out / "push.json"), "photos": len(sealed.names())}
    if as_json:
        print_json(result)
    else:
        click.echo(f"{result['push']} names {result['photos']} photos in {out / 'photos'}.")


def make_example(name: str, code: str, premises_id: str) -> Sealed:
    """Return a complete inspection that was never sent; raise Refused for a wrong user."""
    premises = db.session.get(Premises, premises_id)
    if premises is None:
        raise Refused("unknown_premises", "premises", f"There is no premises {premises_id!r}.")
    author = find_author(name, premises)
    if author is None:
        message = f"{name!r} is no inspector with {premises.area}:{premises.kind} in scope."
        raise Refused("out_of_scope", "user", message)
    partner = find_partner(author)
    if partner is None:
        raise Refused("no_partner", "user", "Two inspectors sign; there is no second one here.")
    started_at = datetime.now(UTC) - timedelta(minutes=MINUTES + 2)
    place = place_of(premises, code, shanghai_day(started_at))
    own = secrets.token_hex(8)
    visit = Visit(uuid7(), author, partner, started_at, MINUTES, apart=own, small=False)
    sealed = seal(place, visit, random.Random(secrets.randbits(64)))
    if code == ACCEPTANCE:
        sealed.body["acceptance"] = {"unit_work": find_unit_work(premises_id) or uuid7()}
    for item in sealed.body["photos"]:
        # Photos that nobody uploaded before, so that every example has something to upload.
        retake(sealed, item, started_at + timedelta(minutes=20), secrets.randbits(48))
    return sealed


def find_unit_work(site_id: str) -> str | None:
    """Return the id of a unit work of the site, or None."""
    query = select(Premises.id).filter_by(kind="unit_work", parent_id=site_id)
    return db.session.scalars(query.order_by(Premises.id)).first()


def write_example(out: Path, push: dict[str, Any], sealed: Sealed) -> None:
    """Write the request and its photos, named by their SHA-256."""
    photos = out / "photos"
    photos.mkdir(parents=True, exist_ok=True)
    text = json.dumps(push, ensure_ascii=False, indent=1)
    (out / "push.json").write_text(text, encoding="utf-8")
    for name in sealed.names():
        data = sealed.named_bytes[name]
        ending = "png" if media_type(data) == "image/png" else "jpg"
        (photos / f"{name}.{ending}").write_bytes(data)
