"""Display copies: new pictures rendered from an original's pixels, so that nothing else travels.

`render_process.py` does the rendering in a process of its own, which may be ended by what it reads;
here it is started, bounded, and believed only as far as its answer is well formed.
"""

import signal
import subprocess
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from inspect_app.photos.headers import MAX_PIXELS
from inspect_app.photos.render_process import NO_PICTURE

SIZES = {"large": 1600, "small": 320}
_RENDER_PROCESS = Path(__file__).with_name("render_process.py")
_MOST_ANSWERED = 4 * 1024 * 1024
# What hostile bytes do to a decoder: it runs out of its seconds, or breaks.
_BROKEN_BY_ITS_BYTES = frozenset(
    -one
    for one in (
        *(signal.SIGXCPU, signal.SIGSEGV, signal.SIGABRT, signal.SIGBUS),
        *(signal.SIGFPE, signal.SIGILL, signal.SIGSYS, signal.SIGTRAP),
    )
)


class Undecodable(Exception):
    """These bytes are no picture that we can show; they stay, and the item can be returned."""


class NotRendered(Exception):
    """This machine could not do it now; the photo may be good."""


@dataclass(frozen=True)
class Bounds:
    """What one rendering may cost. `wall_s` is for a machine that stands still."""

    cpu_s: int = 5
    memory: int = 512 * 1024 * 1024
    wall_s: float = 60


def render_copies(original: BinaryIO, bounds: Bounds = Bounds()) -> Mapping[str, bytes]:
    """A JPEG for each of `SIZES`; `original` is a file of the system, read from its beginning."""
    limits = (bounds.cpu_s, bounds.memory, MAX_PIXELS, *SIZES.values())
    command = [sys.executable, "-I", str(_RENDER_PROCESS), *map(str, limits)]
    try:
        process = subprocess.Popen(
            command,
            stdin=original,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={},  # no secret of ours is within its reach
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
    return dict(zip(SIZES, _taken_apart(answered), strict=True))


def _finish(process: subprocess.Popen[bytes], wall_s: float) -> tuple[int, bytes]:
    assert process.stdout is not None
    overrun = threading.Timer(wall_s, process.kill)
    overrun.daemon = True
    overrun.start()
    try:
        answered = process.stdout.read(_MOST_ANSWERED + 1)
        process.stdout.close()  # whoever writes on is ended by it
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
