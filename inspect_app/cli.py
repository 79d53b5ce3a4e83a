"""`inspect-app`: finds the command, and turns any error into one sentence and exit code 2."""

import json
import os
import sys
from importlib import import_module

import click

from inspect_app.config import log_is_json
from inspect_app.log_lines import start_log
from inspect_app.storage.private_files import keep_private

# Commands are imported when called, so that `score` does not wait for the web server's parts.
COMMANDS = {
    "migrate": "instance",
    "demo": "demo",
    "serve": "instance",
    "user": "people",
    "checklists": "checklists",
    "score": "scoring",
    "targets": "figures",
    "reported": "reported",
    "rollup": "rollup",
    "report": "report",
    "corrections": "corrections",
    "audit": "audit",
    "backup": "backups",
    "restore": "backups",
    "example": "examples",
    "photos": "photos",
    "label": "labels",
    "retention": "retention",
    "workdays": "measures",
    "check-code": "measures",
    "weigh": "measures",
    "lift-age": "measures",
}

# Programs read what these refuse, whether or not they asked for JSON.
ALWAYS_JSON = (["score"], ["report"])


class LazyGroup(click.Group):
    """Imports a command's module only when the command is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """List the names of all commands, in the order of `COMMANDS`."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a command; None for an unknown name."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"inspect_app.commands.{COMMANDS[cmd_name]}")
        command: click.Command = getattr(module, cmd_name.replace("-", "_"))
        return command


@click.command(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
def cli() -> None:
    """Field inspections of Putuo District, and the plan's figures."""


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code: 0 done or judged, 1 a check failed, 2 refused."""
    try:
        code = cli.main(args=arguments, prog_name="inspect-app", standalone_mode=False)
        return code if isinstance(code, int) else 0
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return 2
    except (Exception, KeyboardInterrupt) as error:
        return refuse(error, as_json="--json" in arguments or arguments[:1] in ALWAYS_JSON)


def refuse(error: BaseException, as_json: bool) -> int:
    """Print an error as a sentence on stderr, and as JSON on stdout; return exit code 2."""
    from inspect_app.commands.refusals import as_refusal

    refusal = as_refusal(error)
    try:
        if as_json:
            click.echo(json.dumps(refusal.as_object(), ensure_ascii=False))
    except OSError:
        # A closed pipe or a full disk: the rest of the buffer would fail again at the exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    click.echo(refusal.message, err=True)
    return 2


def main() -> None:
    """Run the console script."""
    keep_private()
    start_log(log_is_json())
    sys.exit(run(sys.argv[1:]))
