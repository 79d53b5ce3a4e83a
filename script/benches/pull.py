"""Measures first syncs: every phone pulls everything it may read, all at once."""

import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

from script.benches.ingest.client import Client
from script.benches.ingest.fleet import run_fleet
from script.benches.ingest.instance import SERVING, prepare
from script.benches.ingest.usage import cpu_seconds, peak_mb
from script.benches.machine import describe_machine
from script.benches.report import tell
from tests.browser.server import Site


def measure(phones: int, rows: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        site = Site(Path(folder) / "instance", SERVING, WORKERS="2")
        seats = prepare(site, phones, rows)
        site.start()
        try:
            before = cpu_seconds(site.processes())
            pulled = run_fleet(seats, pull_all)
            cpu = cpu_seconds(site.processes()) - before
            rss = peak_mb(site.processes())
        finally:
            site.stop()
    took = sorted(seconds for seconds, _, _ in pulled)
    return {
        "phones": phones,
        "rows_each": min(count for _, count, _ in pulled),
        "kb_each": round(max(size for _, _, size in pulled) / 1024),
        "median_s": round(statistics.median(took), 2),
        "slowest_s": round(took[-1], 2),
        "cpu_s": round(cpu, 1),
        "rss_mb": rss,
        "machine": describe_machine(),
    }


def pull_all(client: Client) -> tuple[float, int, int]:
    """Pull everything; return seconds, rows and bytes of JSON."""
    begun = time.perf_counter()
    cursors: dict[str, int] = {}
    rows = size = 0
    more = True
    while more:
        call = {"epoch": client.epoch, "client_id": client.client_id, "cursors": cursors}
        scopes = client.say("/sync/pull", call)["scopes"]
        size += client.last_size
        rows += sum(len(one["rows"]) for one in scopes)
        cursors |= {one["scope"]: one["upto"] for one in scopes}
        more = any(one["more"] for one in scopes)
    return time.perf_counter() - begun, rows, size


if __name__ == "__main__":
    tell(
        "pull",
        __doc__,
        measure,
        ("--phones", {"type": int, "default": 100}),
        ("--rows", {"type": int, "default": 2000}),
    )
