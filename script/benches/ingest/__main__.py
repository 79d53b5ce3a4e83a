"""Measures inspections with photos per second, against a bare view and against no server."""

import statistics
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from script.benches.ingest.client import Measured
from script.benches.ingest.crew import Crew, crew_of
from script.benches.ingest.databases import DATABASES, database_settings
from script.benches.ingest.instance import SERVING, prepare
from script.benches.ingest.ledger import check_books
from script.benches.ingest.prefill import prefill
from script.benches.ingest.stores import STORES, store_settings
from script.benches.ingest.usage import cpu_seconds, peak_mb
from script.benches.ingest.work import draw_photo
from script.benches.machine import describe_machine
from script.benches.report import tell
from tests.browser.server import Site

LONGEST_REFERENCE_S = 5
ROUNDS = 3


def measure(
    database: str, storage: str, clients: int, seconds: int, photos: int, prefilled: int
) -> dict[str, Any]:
    with (
        tempfile.TemporaryDirectory() as folder,
        running(Path(folder), clients, database, storage) as (site, seats),
    ):
        floor = Path(folder) / "floor"
        floor.mkdir()
        photo = draw_photo()
        with crew_of(seats, photo, photos, str(floor)) as crew:
            pattern = warm_up(crew)
            if prefilled:
                prefill(site, pattern, prefilled)
            figures, acknowledged = run_rounds(site, crew, seconds, photos)
        books = check_books(site, acknowledged)
        return {
            **figures,
            **books._asdict(),
            "clients": clients,
            "database": database,
            "storage": storage,
            "prefilled": prefilled,
            "photo_kb": round(len(photo) / 1000),
            "machine": describe_machine(),
        }


@contextmanager
def running(
    folder: Path, clients: int, database: str, storage: str
) -> Iterator[tuple[Site, list[Any]]]:
    with (
        database_settings(database) as where,
        store_settings(storage, folder / "store") as settings,
    ):
        site = Site(folder / "instance", SERVING, **{"WORKERS": "2"} | where | settings)
        seats = prepare(site, clients)
        site.start()
        try:
            yield site, seats
        finally:
            site.stop()


def run_rounds(
    site: Site, crew: Crew, seconds: int, photos: int
) -> tuple[dict[str, Any], dict[str, list[str]]]:
    """Alternate measurements of app and references, so that a busy minute affects them all."""
    ours: list[Measured] = []
    bare: list[Measured] = []
    floor: list[Measured] = []
    cpu = 0.0
    each = seconds / ROUNDS
    # The references write hundreds of megabytes a second: a long run would fill the disk.
    bare_s, floor_s = min(each / 2, LONGEST_REFERENCE_S), min(each / 4, LONGEST_REFERENCE_S)
    for _ in range(ROUNDS):
        bare += crew.do("bare", bare_s)
        before = cpu_seconds(site.processes())
        ours += crew.do("inspect", each)
        cpu += cpu_seconds(site.processes()) - before
        floor += crew.do("floor", floor_s)
    done = sum(len(measured.took) for measured in ours)
    figures = {
        "inspections_per_s": round(done / seconds, 1),
        "photos_per_s": round(done * photos / seconds, 1),
        "bare_photos_per_s": round(count(bare) / (bare_s * ROUNDS), 1),
        "floor_files_per_s": round(count(floor) / (floor_s * ROUNDS), 1),
        **quantiles([took for measured in ours for took in measured.took]),
        "cpu_s_per_1000": round(cpu / max(done, 1) * 1000, 1),
        "rss_mb": peak_mb(site.processes()),
        "refused": [refusal for measured in ours for refusal in measured.refused][:5],
    }
    return figures, {id: names for measured in ours for id, names in measured.acknowledged.items()}


def warm_up(crew: Crew) -> str:
    """Run the first requests, which import and compile; return the id of an inspection."""
    crew.do("bare", 0.5)
    return next(id for measured in crew.do("inspect", 1) for id in measured.acknowledged)


def count(all_measured: list[Measured]) -> int:
    return sum(len(measured.took) for measured in all_measured)


def quantiles(took: list[float]) -> dict[str, float]:
    cuts = statistics.quantiles(took, n=100) if len(took) > 1 else [0.0] * 99
    return {f"p{at}_ms": round(cuts[at - 1] * 1000, 1) for at in (50, 95, 99)}


if __name__ == "__main__":
    tell(
        "ingest",
        __doc__,
        measure,
        ("--database", {"choices": DATABASES, "default": "sqlite"}),
        ("--storage", {"choices": STORES, "default": "folder"}),
        ("--clients", {"type": int, "default": 8}),
        ("--seconds", {"type": int, "default": 30}),
        ("--photos", {"type": int, "default": 3}),
        ("--prefilled", {"type": int, "default": 0, "help": "inspections that are there already"}),
    )
