"""Measures the machine's limit: the same writes without any server."""

import time
from pathlib import Path

from script.benches.ingest.client import Measured
from script.benches.ingest.serving import keep_bare
from script.benches.ingest.work import make_unique


def write_until(folder: str, photo: bytes, until: float) -> Measured:
    measured = Measured()
    while time.monotonic() < until:
        data = make_unique(photo)
        begun = time.perf_counter()
        keep_bare(Path(folder), data)
        measured.took.append(time.perf_counter() - begun)
    return measured
