"""What happens in the fictional district, one thing after the other, as it would have happened."""

import heapq
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import count


@dataclass(frozen=True)
class Step:
    """Something that happens at a moment, and may have something else happen later.

    `counts`: how much of what is told while the district loads.
    """

    at: datetime
    do: Callable[[], "Iterable[Step] | None"]
    counts: int = 0


def live_through(steps: Iterable[Step]) -> Iterator[Step]:
    """Does each step, those that steps lead to as well, in the order of their failpoints."""
    serial = count()
    ahead = [(step.at, next(serial), step) for step in steps]
    heapq.heapify(ahead)
    while ahead:
        step = heapq.heappop(ahead)[2]
        for more in step.do() or ():
            heapq.heappush(ahead, (more.at, next(serial), more))
        yield step
