"""Measures every page of the desk in a city, with its statements and its bytes."""

from typing import Any

from inspect_app.config import read_settings
from inspect_app.web.formats import today
from script.benches.desk.addresses import find_pages
from script.benches.desk.corrections import add_corrections
from script.benches.desk.posted import add_codes
from script.benches.desk.timing import measure_pages
from script.benches.figures.kept import City, lent
from script.benches.figures.requests import sign_in
from script.benches.ingest.databases import DATABASES
from script.benches.machine import describe_machine
from script.benches.progress import say
from script.benches.report import tell
from tests.instances import opened
from tests.makers import make_user

BAR_MS = 150.0


def measure(premises: int, inspections: int, corrections: int, database: str) -> dict[str, Any]:
    """Return what each page took in a copy of a built city."""
    with (
        lent(City(premises, inspections, database)) as environment,
        opened(read_settings(environment)) as app,
    ):
        say(f"adding codes and {corrections} corrections")
        add_codes()
        add_corrections(corrections, today())
        make_user("auditor", role="auditor")
        readers = {name: sign_in(app, name) for name in ("chief", "admin", "auditor")}
        found = measure_pages(find_pages(app, readers), BAR_MS)
    counts = {"premises": premises, "inspections": inspections, "corrections": corrections}
    return counts | found | {"machine": describe_machine()}


if __name__ == "__main__":
    tell(
        "desk",
        __doc__,
        measure,
        ("--premises", {"type": int, "default": 50_000}),
        ("--inspections", {"type": int, "default": 100_000}),
        ("--corrections", {"type": int, "default": 10_000}),
        ("--database", {"choices": DATABASES, "default": "sqlite"}),
    )
