"""Thousands of wrong requests over sockets: refused, and nothing is left of them but a line."""

import random
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.hostile import cases
from tests.hostile.cases import Case
from tests.hostile.conftest import Target
from tests.hostile.speaking import Heard, speak

GROUPS: dict[str, Callable[[], Iterator[Case]]] = {
    "chunk sizes": cases.chunk_sizes,
    "lengths that lie": cases.lengths_that_lie,
    "doubled headers": cases.doubled_headers,
    "long heads": cases.long_heads,
    "forms": lambda: cases.forms(random.Random(1)),
    "gzip lies": lambda: cases.gzip_lies(random.Random(2)),
    "names": cases.names,
    "slow bytes": cases.slow_bytes,
    "mutations": lambda: cases.mutations(random.Random(3), 150),
}
FEWEST = 500
MEMORY_MB, DISK_MB = 64, 16


def is_meant(case: Case, heard: Heard) -> bool:
    """Whether a 5xx is one of the two that say what they should."""
    if heard.status == 501:  # a transfer coding that nobody here speaks
        return b"transfer-encoding" in b"".join(case.pieces).lower()
    # A body that was cut on its way from a phone: the same request may come again.
    cut = heard.status == 503 and " /sync/" in case.name
    return cut and "retry-after" in heard.headers


def check(target: Target, group: Iterator[Case]) -> int:
    """Sends all of them; the number of cases."""
    files, memory, disk = left_files(target), peak_mb(target), disk_mb(target)
    logged, count = len(target.log), 0
    for case in group:
        heard = speak(target.site, *target.with_cookies(case.pieces))
        assert heard.status is not None, (case.name, heard)
        assert heard.status < 500 or is_meant(case, heard), (case.name, heard)
        assert heard.rest.count(b"HTTP/1.1 5") == 0, (case.name, heard)
        count += 1
    assert "Traceback" not in target.log[logged:], target.log[-3000:]
    assert left_files(target) == files
    assert peak_mb(target) - memory < MEMORY_MB
    assert disk_mb(target) - disk < DISK_MB
    return count


def left_files(target: Target) -> set[Path]:
    """All files of the instance and of the temporary folder, those without a name included."""
    folders = (target.temporary, target.site.instance)
    named = {path for folder in folders for path in folder.rglob("*") if path.is_file()}
    database = str(target.site.instance / "inspect.db")
    return {path for path in named if not str(path).startswith(database)} | nameless(target)


def nameless(target: Target) -> set[Path]:
    """Deleted files that a process still has open, but for gunicorn's own."""
    links = set()
    for pid in target.site.processes():
        for handle in Path(f"/proc/{pid}/fd").iterdir():
            with suppress(FileNotFoundError):  # closed since it was listed
                links.add(handle.readlink())
    return {link for link in links if "(deleted)" in str(link) and "wgunicorn" not in str(link)}


def peak_mb(target: Target) -> int:
    """The most memory that its processes have had."""
    peaks = (
        line.split()[1]
        for pid in target.site.processes()
        for line in Path(f"/proc/{pid}/status").read_text().splitlines()
        if line.startswith("VmHWM")
    )
    return sum(map(int, peaks)) // 1024


def disk_mb(target: Target) -> int:
    folders = (target.temporary, target.site.instance)
    files = (path for folder in folders for path in folder.rglob("*") if path.is_file())
    return sum(path.stat().st_size for path in files) // 1024**2


@pytest.mark.parametrize("group", GROUPS)
def test_wrong_bytes_are_refused_and_leave_nothing(target: Target, group: str) -> None:
    assert check(target, GROUPS[group]()) > 0


def test_they_are_many() -> None:
    assert sum(len(list(group())) for group in GROUPS.values()) >= FEWEST


@pytest.mark.long
@pytest.mark.parametrize("seed", range(4, 8))
def test_so_are_thousands_of_mutations(target: Target, seed: int) -> None:
    assert check(target, cases.mutations(random.Random(seed), 2_500)) == 2_500
