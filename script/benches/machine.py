"""Times a fixed piece of arithmetic, so that a busy machine is not mistaken for a slow program."""

import os
import time
from typing import Any


def describe_machine() -> dict[str, Any]:
    return {"cores": os.cpu_count(), "calibration_ms": calibrate()}


def calibrate() -> float:
    """Return the best time of three in milliseconds."""

    def once() -> float:
        begun = time.perf_counter()
        sum(number * number % 7 for number in range(1_000_000))
        return (time.perf_counter() - begun) * 1000

    return round(min(once() for _ in range(3)), 1)
