"""Measures the server's processes: CPU seconds so far, and peak memory."""

import os
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


def cpu_seconds(processes: list[int]) -> float:
    return sum(map(_ticks, processes)) / TICKS


def peak_mb(processes: list[int]) -> float:
    """Return the sum of peak memory; pages that processes share count for each."""
    return round(sum(map(_peak_kb, processes)) / 1024, 1)


def _ticks(process: int) -> int:
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def _peak_kb(process: int) -> int:
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))
