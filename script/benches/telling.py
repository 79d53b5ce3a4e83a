"""Says what a bench measured: a line for each figure, or with `--json` one object."""

import argparse
import json
import sys
from collections.abc import Callable
from typing import Any


def tell(name: str, about: str | None, measure: Callable[[], dict[str, Any]]) -> None:
    """Reads the command line first, so that a wrong one costs no measurement."""
    parser = argparse.ArgumentParser(prog=f"bench {name}", description=about)
    parser.add_argument("--json", action="store_true", help="one JSON object and nothing else")
    as_json = parser.parse_args().json
    result = measure()
    if as_json:
        sys.stdout.write(json.dumps(result) + "\n")
        return
    width = max(map(len, result))
    for figure, value in result.items():
        sys.stdout.write(f"{figure:<{width}} {value}\n")
