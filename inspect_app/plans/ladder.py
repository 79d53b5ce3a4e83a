"""Reads the ladder of overdue corrections; the steps are a default of this product, no law's."""

import json
from functools import cache
from pathlib import Path

from inspect_app.domain.corrections.ladder import Rung, read_ladder

FILE = Path(__file__).with_name("ladder.json")


@cache
def current_ladder() -> tuple[Rung, ...]:
    """Return the rungs by their day, read once per process."""
    return read_ladder(json.loads(FILE.read_text("utf-8")))
