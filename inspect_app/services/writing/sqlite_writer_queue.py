"""Writers of SQLite take turns.

SQLite itself lets a writer sleep and try again, longer each time, so that one may wait for seconds
while later ones pass. This line only decides who waits: correctness rests on BEGIN IMMEDIATE alone.
"""

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import IO

from sqlalchemy import Engine

PATIENCE = 5.0  # then the database's own waiting, and its error, take over
PAUSE = 0.0005
_of_this_process = Lock()


@contextmanager
def turn(engine: Engine) -> Iterator[None]:
    """Of all threads of all processes one at a time; PostgreSQL needs no line."""
    if engine.dialect.name != "sqlite" or not engine.url.database:
        yield
        return
    deadline = time.monotonic() + PATIENCE
    mine = _of_this_process.acquire(timeout=PATIENCE)
    try:
        with open(f"{engine.url.database}.turn", "a") as file:
            _wait(file, deadline)
            yield
    finally:
        if mine:
            _of_this_process.release()


def _wait(file: IO[str], deadline: float) -> None:
    # Of each process one thread at most stands here: trying often is cheap and nearly fair.
    while time.monotonic() < deadline:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            time.sleep(PAUSE)
