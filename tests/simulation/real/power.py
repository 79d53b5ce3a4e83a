"""What of a folder survives when the power fails: synced bytes under synced names.

The database is not kept here: it syncs by itself, and `tests/services` hold it to that.
"""

import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sync.failpoints import failpoint


@dataclass
class State:
    """`bytes` by the number of a file, `names` by the number of a folder."""

    bytes: dict[int, bytes] = field(default_factory=dict)
    names: dict[int, dict[str, int]] = field(default_factory=dict)


class Synced:
    """Hears every fsync below a folder."""

    def __init__(self, root: Path) -> None:
        self.root, self.state = root, State()

    def begin(self) -> None:
        self.state = State()

    @contextmanager
    def listening(self) -> Iterator[None]:
        real, move = os.fsync, os.replace

        def fsync(handle: int) -> None:
            real(handle)
            self._heard(handle)
            failpoint("disk.synced")

        def replace(source: Path, target: Path) -> None:
            move(source, target)
            failpoint("disk.renamed")

        os.fsync, os.replace = fsync, replace  # type: ignore[assignment]
        try:
            yield
        finally:
            os.fsync, os.replace = real, move

    def lose(self) -> None:
        """Everything else is gone; the root itself was there before."""
        if self.root.exists():
            self._keep_synced(self.root)

    def _heard(self, handle: int) -> None:
        about, path = os.fstat(handle), Path(os.readlink(f"/proc/self/fd/{handle}"))
        if stat.S_ISDIR(about.st_mode):
            self.state.names[about.st_ino] = {one.name: one.stat().st_ino for one in path.iterdir()}
        else:
            self.state.bytes[about.st_ino] = path.read_bytes()

    def _keep_synced(self, folder: Path) -> None:
        synced = self.state.names.get(folder.stat().st_ino, {})
        for one in folder.iterdir():
            number = one.stat().st_ino
            if synced.get(one.name) != number:
                shutil.rmtree(one) if one.is_dir() else one.unlink()
            elif one.is_dir():
                self._keep_synced(one)
            else:
                one.write_bytes(self.state.bytes.get(number, b""))
