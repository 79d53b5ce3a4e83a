"""Work that lost against another transaction is done again, after a pause that no two share."""

import random
import time
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from sync.ports import WriteConflict

P = ParamSpec("P")
T = TypeVar("T")
TRIES = 5
PAUSE_S = 0.02


def retry_on_conflict(act: Callable[P, T]) -> Callable[P, T]:
    """For an act of one transaction: when it was beaten, nothing of it was kept."""

    @wraps(act)
    def again(*args: P.args, **named: P.kwargs) -> T:
        for tried in range(1, TRIES):
            try:
                return act(*args, **named)
            except WriteConflict:
                time.sleep(random.uniform(0, PAUSE_S * 2**tried))
        return act(*args, **named)

    return again
