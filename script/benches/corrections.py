"""Measures the desk's pages of corrections: board, list, one, and the page of exports."""

from typing import Any

from sqlalchemy import select

from inspect_app.config import read_settings
from inspect_app.extensions import db
from inspect_app.models.corrections import CorrectionRow
from inspect_app.web.formats import today
from script.benches.desk.corrections import add_corrections
from script.benches.desk.timing import Page, measure_pages
from script.benches.figures.kept import City, lent
from script.benches.figures.requests import Reader, sign_in
from script.benches.ingest.databases import DATABASES
from script.benches.machine import describe_machine
from script.benches.progress import say
from script.benches.report import tell
from tests.instances import opened

BAR_MS = 100.0
SOME = 43


def measure(corrections: int, premises: int, inspections: int, database: str) -> dict[str, Any]:
    """Return what each page took in a copy of a built city."""
    with (
        lent(City(premises, inspections, database)) as environment,
        opened(read_settings(environment)) as app,
    ):
        say(f"adding {corrections} corrections")
        add_corrections(corrections, today())
        found = measure_pages(_pages(sign_in(app, "chief")), BAR_MS)
    return {"corrections": corrections} | found | {"machine": describe_machine()}


def _pages(chief: Reader) -> list[Page]:
    ids = db.session.scalars(select(CorrectionRow.id).order_by(CorrectionRow.id)).all()
    db.session.rollback()
    some = tuple(f"/desk/corrections/{id}" for id in ids[:: max(1, len(ids) // SOME)])
    listed = "/desk/corrections?view=list"
    return [
        Page("board", ("/desk/corrections",), chief),
        Page("list", (listed,), chief),
        Page("list, its last page", (f"{listed}&page={len(ids) // 100}",), chief),
        Page("list, overdue", (f"{listed}&stage=overdue",), chief),
        Page("list, closed", (f"{listed}&stage=closed",), chief),
        Page("one correction", some, chief),
        Page("exports", ("/desk/exports",), chief),
    ]


if __name__ == "__main__":
    tell(
        "corrections",
        __doc__,
        measure,
        ("--corrections", {"type": int, "default": 10_000}),
        ("--premises", {"type": int, "default": 5_000}),
        ("--inspections", {"type": int, "default": 20_000}),
        ("--database", {"choices": DATABASES, "default": "sqlite"}),
    )
