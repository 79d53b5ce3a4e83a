"""Says what a bench measured: a line for each figure, or with `--json` one object."""

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
    """Reads the command line first, so that a wrong one costs no measurement.

    Each option is its flag and what argparse wants to know of it; `measure` gets them by name.
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
