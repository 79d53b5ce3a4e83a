"""Renders display copies from an original's pixels, so that no metadata comes along.

`render_process.py` does the rendering in a process of its own, which hostile bytes may crash; here
it is started, limited, and trusted only as far as its answer is well formed.
"""

import logging
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from inspect_app.photos.confinement import NO_FILTER, NO_USER
from inspect_app.photos.headers import MAX_PIXELS
from inspect_app.photos.render_process import NO_PICTURE

log = logging.getLogger(__name__)

SIZES = {"large": 1600, "small": 320}
_ROOT = Path(__file__).parents[2]
_RENDER_PROCESS = (
    "import sys; sys.path.insert(0, sys.argv.pop(1));"
    " from inspect_app.photos.render_process import main; sys.exit(main())"
)
_MISSING = {
    NO_USER: "a user of its own, because this root may not change its user",
    NO_FILTER: "a filter of system calls: install libseccomp2",
}
_told: set[int] = set()
_MOST_ANSWERED = 4 * 1024 * 1024
# Signals that end a decoder on hostile bytes: out of CPU seconds, or crashed.
_BROKEN_BY_ITS_BYTES = frozenset(
    -one
    for one in (
        *(signal.SIGXCPU, signal.SIGSEGV, signal.SIGABRT, signal.SIGBUS),
        *(signal.SIGFPE, signal.SIGILL, signal.SIGSYS, signal.SIGTRAP),
    )
)


class Undecodable(Exception):
    """No decoder can show these bytes; they stay stored, and a reviewer can return the item."""


class Purged(Undecodable):
    """The bytes were deleted when their time was over; hash and size are all that is left."""


class NotRendered(Exception):
    """This machine could not render it now; the photo may be good."""


@dataclass(frozen=True)
class Bounds:
    """The limits of one rendering: seconds of CPU, bytes of memory, seconds until it is killed."""

    cpu_s: int = 5
    memory: int = 512 * 1024 * 1024
    wall_s: float = 60


def render_copies(original: BinaryIO, bounds: Bounds = Bounds()) -> Mapping[str, bytes]:
    """Return a JPEG of a system file for each of `SIZES`; raise Undecodable or NotRendered."""
    limits = (bounds.cpu_s, bounds.memory, MAX_PIXELS, *SIZES.values())
    command = [sys.executable, "-I", "-c", _RENDER_PROCESS, str(_ROOT), *map(str, limits)]
    try:
        process = subprocess.Popen(
            command,
            stdin=original,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={},  # it must not see our secrets
            cwd="/",
            start_new_session=True,
        )
    except OSError as error:
        raise NotRendered(str(error)) from error
    code, answered = _finish(process, bounds.wall_s)
    if code == NO_PICTURE or code in _BROKEN_BY_ITS_BYTES:
        raise Undecodable(f"the rendering process ended with {code}")
    if code:
        raise NotRendered(f"the rendering process ended with {code}")
    tell_missing(answered[0] if answered else 0)
    return dict(zip(SIZES, _taken_apart(answered[1:]), strict=True))


def tell_missing(walls: int) -> None:
    """Log once in this process which walls the rendering process had to do without."""
    for wall, words in _MISSING.items():
        if walls & wall and wall not in _told:
            _told.add(wall)
            log.warning("photos are decoded by a process without %s", words)


def _finish(process: subprocess.Popen[bytes], wall_s: float) -> tuple[int, bytes]:
    assert process.stdout is not None
    overrun = threading.Timer(wall_s, process.kill)
    overrun.daemon = True
    overrun.start()
    try:
        answered = process.stdout.read(_MOST_ANSWERED + 1)
        process.stdout.close()  # a process that writes more is ended by SIGPIPE
        return process.wait(), answered
    finally:
        process.kill()
        process.wait()
        overrun.cancel()


def _taken_apart(answered: bytes) -> list[bytes]:
    pictures, at = [], 0
    for _ in SIZES:
        end = at + 4 + int.from_bytes(answered[at : at + 4], "big")
        pictures.append(answered[at + 4 : end])
        at = end
    if at != len(answered) or not all(one.startswith(b"\xff\xd8\xff") for one in pictures):
        raise Undecodable("the rendering process's answer is not in its form")
    return pictures
