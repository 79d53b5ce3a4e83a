"""`audit`: verifies the audit chain; a head that was noted elsewhere proves its end."""

import click

from inspect_app.commands.opening import open_instance
from inspect_app.commands.parameters import as_json, print_json
from inspect_app.domain.refusals import Refused
from inspect_app.extensions import db
from inspect_app.queries.snapshot import take_snapshot
from inspect_app.services.writing.audit import Link, verify_chain


@click.group()
def audit() -> None:
    """Verify the audit chain."""


@audit.command("verify")
@click.option("--head", help="NUMBER:HASH, as an earlier run told it: nothing of then is missing.")
@as_json
@click.pass_context
def verify(ctx: click.Context, head: str | None, as_json: bool) -> None:
    """Verify every entry; exit 1 at the first that was changed, removed or cut off."""
    noted = read_head(head) if head else None
    with open_instance():
        take_snapshot()
        found = verify_chain(db.session(), noted)
    result = {"entries": found.end.seq, "head": str(found.end), "bad": found.bad}
    if as_json:
        print_json(result)
    elif found.bad is None:
        click.echo("{entries} entries, every link holds, head {head}".format(**result))
    else:
        click.echo("the chain breaks at entry {bad}".format(**result))
    ctx.exit(0 if found.bad is None else 1)


def read_head(text: str) -> Link:
    number, _, digest = text.partition(":")
    if not number.isdecimal() or len(digest) != 64:
        raise Refused("usage", "--head", f"{text!r} is no head: NUMBER:HASH.")
    return Link(int(number), digest)
