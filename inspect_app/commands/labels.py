"""`label`: withdraws the posted code of a premises and issues the next one."""

import secrets
from datetime import UTC, datetime

import click

from inspect_app.commands.opening import open_instance
from inspect_app.commands.parameters import as_json, print_json
from inspect_app.domain.codes import make_token
from inspect_app.domain.refusals import Refused
from inspect_app.errors import ProblemError
from inspect_app.services.register.posted_codes import reissue_code


@click.group()
def label() -> None:
    """Withdraw and issue posted codes."""


@label.command("reissue")
@click.argument("code")
@as_json
def reissue(code: str, as_json: bool) -> None:
    """Withdraw the posted code of the premises with this short CODE and issue the next."""
    token = make_token(secrets.choice)
    with open_instance():
        try:
            issue = reissue_code(code, token, at=datetime.now(UTC))
        except ProblemError:
            raise Refused("not_found", "CODE", f"There is no premises {code!r}.") from None
    if as_json:
        print_json({"code": code, "issue": issue, "token": token})
    else:
        click.echo(f"Issue {issue} is valid from now on; print its label at the desk.")
