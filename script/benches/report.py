"""Prints what a benchmark measured: a row for each figure, or with `--json` one object."""

import argparse
import json
import sys
from collections.abc import Callable
from typing import Any


def tell(
    name: str,
    about: str | None,
    measure: Callable[..., dict[str, Any]],
    *options: tuple[str, dict[str, Any]],
) -> None:
    """Read the command line, then measure and print.

    Each option is its flag and the arguments for argparse; `measure` gets their values by name.
    """
    parser = argparse.ArgumentParser(prog=f"bench {name}", description=about)
    parser.add_argument("--json", action="store_true", help="one JSON object and nothing else")
    for flag, about_it in options:
        parser.add_argument(flag, **about_it)
    given = vars(parser.parse_args())
    as_json = given.pop("json")
    result = measure(**given)
    if as_json:
        sys.stdout.write(json.dumps(result) + "\n")
    else:
        width = max(map(len, result))
        for figure, value in result.items():
            sys.stdout.write(f"{figure:<{width}} {value}\n")
    if result.get("lost") or result.get("duplicated"):
        sys.exit(1)
