"""A request answered in a process of its own, which ends at a named moment as a killed one does."""

import os
import pickle
from collections.abc import Callable

from sync import moments
from tests.simulation.network import Answer
from tests.simulation.steps import Fault


def answer_in_child(ask: Callable[[], Answer], crash: Fault) -> Answer | None:
    """None when it ended before it could answer. No connection may be open: it would be shared."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        _serve(ask, crash, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        told = pipe.read()
    os.waitpid(child, 0)
    answer: Answer | None = pickle.loads(told) if told else None
    return answer


def _serve(ask: Callable[[], Answer], crash: Fault, writing: int) -> None:
    left = [crash.nth]

    def heard(name: str) -> None:
        if name == crash.moment:
            left[0] -= 1
            if left[0] == 0:
                os._exit(9)

    moments.listener = heard
    try:
        told = pickle.dumps(ask())
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(told)
    finally:
        os._exit(0)
