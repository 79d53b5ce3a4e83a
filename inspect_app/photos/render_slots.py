"""Limits how many photos one machine renders at a time, over all its processes."""

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from inspect_app.photos.copies import NotRendered
from inspect_app.storage.private_files import make_folder

SLOTS = 2
_PAUSE_S = 0.05


@contextmanager
def slot(folder: Path, patience_s: float, count: int = SLOTS) -> Iterator[None]:
    """Wait for one of `count` file locks of this machine; raise NotRendered after the wait."""
    make_folder(folder)
    deadline = time.monotonic() + patience_s
    files = [open(folder / str(number), "a") for number in range(count)]
    try:
        while not any(_is_locked(file.fileno()) for file in files):
            if time.monotonic() >= deadline:
                raise NotRendered("this machine renders others")
            time.sleep(_PAUSE_S)
        yield
    finally:
        for file in files:
            file.close()  # and so is unlocked


def _is_locked(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
