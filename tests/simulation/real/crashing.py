"""A request answered in a process of its own, which ends at a named moment as a killed one does.

What it had synced until then is told to the one that goes on: the disk outlives the process.
"""

import os
import pickle
from collections.abc import Callable

from sync import failpoints
from tests.simulation.network import Answer
from tests.simulation.real.power import Synced
from tests.simulation.steps import Fault


def answer_in_child(ask: Callable[[], Answer], crash: Fault, disk: Synced) -> Answer | None:
    """None when it ended before it could answer. No connection may be open: it would be shared."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        _serve(ask, crash, disk, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        told = pipe.read()
    os.waitpid(child, 0)
    answer: Answer | None
    answer, disk.state = pickle.loads(told)
    if answer is None and crash.kind == "power":
        disk.lose()
    return answer


def _serve(ask: Callable[[], Answer], crash: Fault, disk: Synced, writing: int) -> None:
    left = [crash.nth]

    def end(answer: Answer | None) -> None:
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(pickle.dumps((answer, disk.state)))
        os._exit(0)

    def heard(name: str) -> None:
        if crash.names(name):
            left[0] -= 1
            if left[0] == 0:
                end(None)

    failpoints.listener = heard
    try:
        end(ask())
    finally:
        os._exit(1)
