"""Runs ranges of seeds as `./script/simulate` does, in as many processes as there are cores."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]


def run_range(count: int, *options: str, seed: int = 0, root: Path = ROOT) -> str:
    """What the runs said; empty when all was well."""
    runs = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.simulation", *options, *span],
            cwd=root,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        for span in _spans(seed, count)
    ]
    told = [run.communicate()[0] for run in runs]
    return "\n".join(text for run, text in zip(runs, told, strict=True) if run.returncode)


def run_alone(*options: str, root: Path = ROOT) -> str:
    """One process, not cut into ranges."""
    run = subprocess.run(
        [sys.executable, "-m", "tests.simulation", *options],
        cwd=root,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    return run.stdout if run.returncode else ""


def _spans(seed: int, count: int) -> Iterator[tuple[str, ...]]:
    cores = min(os.cpu_count() or 1, count)
    for number in range(cores):
        first, end = seed + count * number // cores, seed + count * (number + 1) // cores
        yield "--seed", str(first), "--schedules", str(end - first)
