"""Retries work that met a write conflict, after a random pause, so that two never meet in step."""

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
    """Retry a function of one transaction on WriteConflict, up to five tries in all."""

    @wraps(act)
    def again(*args: P.args, **named: P.kwargs) -> T:
        for tried in range(1, TRIES):
            try:
                return act(*args, **named)
            except WriteConflict:
                time.sleep(random.uniform(0, PAUSE_S * 2**tried))
        return act(*args, **named)

    return again
