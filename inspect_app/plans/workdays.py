"""Reads the table of working days, which the phone reads, too. Later years go into the file."""

import json
from functools import cache
from pathlib import Path

from inspect_app.domain.calendar.workdays import Workdays

FILE = Path(__file__).with_name("workdays.json")


@cache
def current_workdays() -> Workdays:
    """Return the working days, read once per process."""
    return Workdays.from_object(json.loads(FILE.read_text("utf-8")))
