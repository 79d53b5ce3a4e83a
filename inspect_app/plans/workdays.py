"""The table of working days that the phone reads too. Later years are added to the file."""

import json
from functools import cache
from pathlib import Path

from inspect_app.domain.calendar.workdays import Workdays

FILE = Path(__file__).with_name("workdays.json")


@cache
def current_workdays() -> Workdays:
    """Read once in a process."""
    return Workdays.from_object(json.loads(FILE.read_text("utf-8")))
