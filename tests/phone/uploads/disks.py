"""A disk that can be filled to its last byte: a small tmpfs, or a limit where none can be had."""

import os
import resource
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Protocol

from tests.browser.server import Site

SIZE = "48m"


class Disk(Protocol):
    def fill(self, site: Site) -> None:
        """From now on no byte more fits."""

    def free(self, site: Site) -> None:
        """There is room again."""


class SmallDisk:
    """Really full: every call that needs a block fails with ENOSPC."""

    def __init__(self, folder: Path) -> None:
        self.filler = folder / "filler"

    def fill(self, site: Site) -> None:
        with suppress(OSError), open(self.filler, "wb", buffering=0) as file:
            while file.write(b"\0" * 65_536) == 65_536:
                pass

    def free(self, site: Site) -> None:
        self.filler.unlink()


class LimitedDisk:
    """The same calls fail, for the server's processes alone."""

    def fill(self, site: Site) -> None:
        self._limit(site, 0)

    def free(self, site: Site) -> None:
        self._limit(site, None)

    def _limit(self, site: Site, size: int | None) -> None:
        for pid in site.processes():
            _, hard = resource.prlimit(pid, resource.RLIMIT_FSIZE)
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (hard if size is None else size, hard))


@contextmanager
def small_disk(folder: Path) -> Iterator[Disk]:
    folder.mkdir(mode=0o700)
    mounting = ["mount", "-t", "tmpfs", "-o", f"size={SIZE},mode=0700", "none", str(folder)]
    if os.geteuid() != 0 or subprocess.run(mounting, stderr=subprocess.DEVNULL).returncode != 0:
        yield LimitedDisk()
        return
    try:
        yield SmallDisk(folder)
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@contextmanager
def files_end_at(size: int) -> Iterator[None]:
    """For this process: the real disk calls fail, as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
