"""Measures the figures' pages, decisions and recounts in a small and in a large city."""

from tempfile import TemporaryDirectory
from typing import Any

from script.benches.figures.kept import City, lent
from script.benches.figures.measure import measure_all, run_command
from script.benches.ingest.databases import DATABASES
from script.benches.machine import describe_machine
from script.benches.progress import say
from script.benches.report import tell

SMALL = 10_000


def measure(premises: int, inspections: int, database: str) -> dict[str, Any]:
    small = City(max(1, premises * SMALL // inspections), SMALL, database)
    large = City(premises, inspections, database)
    machine, at, whole = describe_machine(), {}, {}
    for city in (small, large):
        with lent(city) as environment:
            say(f"measuring {city.inspections} inspections in {city.database}")
            at[str(city.inspections)] = measure_all(environment)
            if city is large:
                whole = _recounts(environment)
    return {"at": at, **whole, "machine": machine}


def _recounts(environment: dict[str, str]) -> dict[str, Any]:
    say("counting again")
    verify, peak, _ = run_command(environment, "rollup", "verify")
    say("rebuilding")
    rebuild, _, _ = run_command(environment, "rollup", "rebuild")
    say("writing the report of a quarter")
    with TemporaryDirectory() as folder:
        report, _, _ = run_command(environment, "report", "quarterly", "2023Q3", "--out", folder)
    return {"verify_s": verify, "rebuild_s": rebuild, "report_s": report, "peak_mb": peak}


if __name__ == "__main__":
    tell(
        "figures",
        __doc__,
        measure,
        ("--premises", {"type": int, "default": 100_000}),
        ("--inspections", {"type": int, "default": 1_000_000}),
        ("--database", {"choices": DATABASES, "default": "sqlite"}),
    )
