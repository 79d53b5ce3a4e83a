"""Measures the storm after an outage: every phone sends what it gathered, all at once."""

import functools
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

from script.benches.ingest.client import Client, Measured, Refused
from script.benches.ingest.fleet import run_fleet
from script.benches.ingest.instance import SERVING, prepare
from script.benches.ingest.ledger import check_books
from script.benches.ingest.usage import peak_mb
from script.benches.ingest.work import draw_photo, make_work
from script.benches.machine import describe_machine
from script.benches.report import tell
from tests.browser.server import Site

LONGEST_PAUSE = 30.0


def measure(phones: int, inspections: int, photos: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        site = Site(Path(folder) / "instance", SERVING, WORKERS="2")
        seats = prepare(site, phones)
        site.start()
        act = functools.partial(drain, photo=draw_photo(), inspections=inspections, photos=photos)
        try:
            begun = time.perf_counter()
            drained: list[Measured] = run_fleet(seats, act)
            seconds = time.perf_counter() - begun
            rss = peak_mb(site.processes())
        finally:
            site.stop()
        acknowledged = {
            id: names for measured in drained for id, names in measured.acknowledged.items()
        }
        books = check_books(site, acknowledged)
    took = [one for measured in drained for one in measured.took]
    return {
        "phones": phones,
        "inspections": len(acknowledged),
        "photos": len(acknowledged) * photos,
        "drained_s": round(seconds, 1),
        "median_phone_s": round(statistics.median(sum(measured.took) for measured in drained), 1),
        "slowest_inspection_s": round(max(took), 1),
        "tried_again": sum(len(measured.refused) for measured in drained),
        **books._asdict(),
        "rss_mb": rss,
        "machine": describe_machine(),
    }


def drain(client: Client, *, photo: bytes, inspections: int, photos: int) -> Measured:
    """Send inspections one after another, each until its receipt arrived."""
    measured = Measured()
    for _ in range(inspections):
        work = make_work(client.seat, photo, photos)
        begun, pause = time.perf_counter(), 1.0
        while True:
            try:
                client.hand_in(work)
                break
            except (Refused, OSError) as reason:
                measured.refused.append(str(reason)[:200])
                client.line.close()
                time.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)
        measured.took.append(time.perf_counter() - begun)
        measured.acknowledged[work.id] = list(work.photos)
    return measured


if __name__ == "__main__":
    tell(
        "reconnect",
        __doc__,
        measure,
        ("--phones", {"type": int, "default": 300}),
        ("--inspections", {"type": int, "default": 10}),
        ("--photos", {"type": int, "default": 6}),
    )
