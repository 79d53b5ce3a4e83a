"""`user`: who may sign in, and what they may see."""

import sys
from datetime import UTC, datetime
from io import StringIO
from typing import Any

import click
from qrcode import QRCode

from inspect_app.commands.opening import open_instance
from inspect_app.commands.parameters import as_json, list_areas, list_kinds, print_json
from inspect_app.commands.personal_data import erase, export, get_user
from inspect_app.domain.vocabulary import KINDS, ROLES
from inspect_app.plans.load import current_plan
from inspect_app.services.people.accounts import (
    add_user,
    change_scope,
    disable_user,
    enable_user,
    set_password,
)
from inspect_app.services.people.factors.enrolment import reset_factor
from inspect_app.services.people.invitations import invite

password_stdin = click.option(
    "--password-stdin",
    is_flag=True,
    required=True,
    expose_value=False,
    help="The first line of stdin.",
)


@click.group()
def user() -> None:
    """Add people, give and take scope, set passwords, disable accounts."""


user.add_command(export)
user.add_command(erase)


@user.command("add")
@click.argument("name")
@click.option("--role", type=click.Choice(list(ROLES)), required=True)
@click.option("--areas", required=True, help="Area codes with commas between them, or `all`.")
@click.option("--kinds", required=True, help="Kinds with commas between them, or `all`.")
@click.option("--full-name", help="What others read; the sign-in name if left out.")
@click.option("--badge", default="", help="The number of the inspector's card.")
@password_stdin
@as_json
def add(
    name: str,
    role: str,
    areas: str,
    kinds: str,
    full_name: str | None,
    badge: str,
    as_json: bool,
) -> None:
    """Add a person; the password comes by stdin, so that no process list shows it."""
    places, sorts = list_areas(areas), list_kinds(kinds)
    password = read_password()
    with open_instance():
        person = add_user(
            name,
            role=role,
            areas=places,
            kinds=sorts,
            password=password,
            full_name=full_name,
            badge=badge,
            at=datetime.now(UTC),
        )
        result = {"id": person.id, "user": name, "role": role, "areas": places, "kinds": sorts}
    tell(result, f"{name} was added as {role}.", as_json)


@user.command("invite")
@click.argument("name")
@click.option("--role", type=click.Choice(list(ROLES)), help="For a new person.")
@click.option("--areas", help="For a new person: area codes with commas between them, or `all`.")
@click.option("--kinds", help="For a new person: kinds with commas between them, or `all`.")
@click.option("--full-name", help="What others read; the sign-in name if left out.")
@click.option("--badge", default="", help="The number of the inspector's card.")
@as_json
def invite_person(
    name: str,
    role: str | None,
    areas: str | None,
    kinds: str | None,
    full_name: str | None,
    badge: str,
    as_json: bool,
) -> None:
    """Print a link, valid once within 72 hours, by which the person alone sets a password."""
    now = datetime.now(UTC)
    with open_instance() as settings:
        if role and areas and kinds:
            add_user(
                name,
                role=role,
                areas=list_areas(areas),
                kinds=list_kinds(kinds),
                password=None,
                full_name=full_name,
                badge=badge,
                at=now,
            )
        elif role or areas or kinds:
            raise click.UsageError("A new person needs all of --role, --areas and --kinds.")
        ensure_known(name)
        link = f"{settings.address}/auth/invitations/{invite(name, at=now)}"
    if not as_json:
        print_code(link)
    tell({"user": name, "link": link}, link, as_json)


@user.command("password")
@click.argument("name")
@password_stdin
@as_json
def password(name: str, as_json: bool) -> None:
    """Set a new password for someone who forgot it; all sessions of the account end."""
    new = read_password()
    with open_instance():
        ensure_known(name)
        set_password(name, new, at=datetime.now(UTC))
    sentence = f"{name} has a new password, which you have seen: `user invite {name}` avoids that."
    tell({"user": name}, sentence, as_json)


@user.command("scope")
@click.argument("name")
@click.option("--add", "added", multiple=True, metavar="AREA:KIND")
@click.option("--remove", "removed", multiple=True, metavar="AREA:KIND")
@as_json
def scope(name: str, added: tuple[str, ...], removed: tuple[str, ...], as_json: bool) -> None:
    """Give or take one area of one kind, effective from the person's next request."""
    if not added and not removed:
        raise click.UsageError("Say what to change: --add or --remove AREA:KIND.")
    moves = [(*split_scope(text), True) for text in added]
    moves += [(*split_scope(text), False) for text in removed]
    with open_instance():
        ensure_known(name)
        for area, kind, adds in moves:
            change_scope(name, area=area, kind=kind, add=adds, at=datetime.now(UTC))
    result = {"user": name, "added": list(added), "removed": list(removed)}
    tell(result, f"The scope of {name} was changed.", as_json)


@user.command("disable")
@click.argument("name")
@as_json
def disable(name: str, as_json: bool) -> None:
    """Disable an account and end all its sessions; its work stays."""
    with open_instance():
        ensure_known(name)
        disable_user(name, at=datetime.now(UTC))
    tell({"user": name, "disabled": True}, f"{name} was disabled.", as_json)


@user.command("enable")
@click.argument("name")
@as_json
def enable(name: str, as_json: bool) -> None:
    """Enable a disabled account; the person signs in again and finds all work."""
    with open_instance():
        ensure_known(name)
        enable_user(name, at=datetime.now(UTC))
    tell({"user": name, "disabled": False}, f"{name} may sign in again.", as_json)


@user.command("reset-factor")
@click.argument("name")
@as_json
def reset_second_factor(name: str, as_json: bool) -> None:
    """Remove a lost second factor; the person enrols a new one within three days."""
    with open_instance():
        ensure_known(name)
        reset_factor(name, at=datetime.now(UTC))
    sentence = f"{name} signs in with the password and sets up a new factor within 3 days."
    tell({"user": name, "factor": None}, sentence, as_json)


def ensure_known(name: str) -> None:
    """Raise Refused for a name that no user has."""
    get_user(name)


def read_password() -> str:
    """Return the first line of stdin; raise UsageError for an empty one."""
    line = sys.stdin.readline()
    password = line.rstrip("\r\n")
    if not password:
        raise click.UsageError("No password came by stdin.")
    return password


def print_code(link: str) -> None:
    """Print a QR code of a link for a terminal."""
    code = QRCode(border=2)
    code.add_data(link)
    drawing = StringIO()
    code.print_ascii(out=drawing, invert=True)
    click.echo(drawing.getvalue())


def split_scope(text: str) -> tuple[str, str]:
    """Split AREA:KIND; raise BadParameter unless both are known."""
    area, _, kind = text.partition(":")
    if current_plan().find_area(area) is None or kind not in KINDS:
        raise click.BadParameter(f"{text!r} is not AREA:KIND, such as 310107005:canteen_school.")
    return area, kind


def tell(value: dict[str, Any], sentence: str, as_json: bool) -> None:
    """Print JSON for programs or a sentence for people."""
    if as_json:
        print_json(value)
    else:
        click.echo(sentence)
