"""Times pages of the desk: how long, how many statements, how many bytes, and what is over."""

import statistics
import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from script.benches.figures.requests import Reader, p95
from script.benches.progress import say
from tests.signing import PAGE
from tests.statements import counted

WARM, FIRST = 40, 3
HEAVIEST_KB = 150


@dataclass(frozen=True)
class Page:
    """A page with the addresses that are asked by turns, and who asks."""

    name: str
    addresses: tuple[str, ...]
    reader: Reader


def measure_page(page: Page) -> dict[str, Any]:
    """Return what a page took, the first requests left out; CPU time tells a busy machine."""
    with counted() as said:
        weight = _get(page.reader, page.addresses[0])[1]
    took, worked = [], []
    for number in range(WARM + FIRST):
        begun = time.thread_time()
        one, size = _get(page.reader, page.addresses[number % len(page.addresses)])
        weight = max(weight, size)
        if number >= FIRST:
            took.append(one)
            worked.append((time.thread_time() - begun) * 1000)
    return {
        "p50_ms": round(statistics.median(took), 1),
        "p95_ms": p95(took),
        "cpu_p95_ms": p95(worked),
        "statements": len([one for one in said if not one.startswith("BEGIN")]),
        "kb": round(weight / 1000, 1),
    }


def _get(reader: Reader, address: str) -> tuple[float, int]:
    begun = time.perf_counter()
    answer = reader.client.get(address, headers=PAGE)
    took = (time.perf_counter() - begun) * 1000
    assert answer.status_code == 200, (address, answer.status, answer.text[:500])
    return took, len(answer.data)


def measure_pages(pages: Iterable[Page], bar_ms: float) -> dict[str, Any]:
    """Return what each page took, and the names of those over a bar."""
    found = {}
    for page in pages:
        found[page.name] = measure_page(page)
        say(f"{page.name} {found[page.name]}")
    return {
        "bar_ms": bar_ms,
        "bar_kb": HEAVIEST_KB,
        "over": [
            name for name, one in found.items() if one["p95_ms"] > bar_ms or one["kb"] > HEAVIEST_KB
        ],
        "pages": found,
    }
