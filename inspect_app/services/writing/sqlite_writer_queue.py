"""Queues the writers of SQLite: one at a time, nearly in their order of arrival.

SQLite itself lets a writer sleep and try again, longer each time, so that one may wait for seconds
while later ones pass. This queue only decides who waits: BEGIN IMMEDIATE alone keeps writes apart.
"""

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import IO

from sqlalchemy import Engine

from inspect_app.storage.private_files import adopt

LONGEST_WAIT_S = 5.0  # then the database's own busy timeout, and its error, take over
PAUSE_S = 0.0005
_of_this_process = Lock()


@contextmanager
def queued_writer(engine: Engine) -> Iterator[None]:
    """Let one writer of all threads and processes work; PostgreSQL needs no queue."""
    if engine.dialect.name != "sqlite" or not engine.url.database:
        yield
        return
    deadline = time.monotonic() + LONGEST_WAIT_S
    mine = _of_this_process.acquire(timeout=LONGEST_WAIT_S)
    try:
        path = Path(f"{engine.url.database}.writers")
        with path.open("a") as file:
            adopt(path)
            _wait(file, deadline)
            yield
    finally:
        if mine:
            _of_this_process.release()


def _wait(file: IO[str], deadline: float) -> None:
    # At most one thread of each process waits here: trying often is cheap and nearly fair.
    while time.monotonic() < deadline:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            time.sleep(PAUSE_S)
