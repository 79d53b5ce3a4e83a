"""Keeps files of the instance from other users of the machine. Standard library only.

What is new is readable by its owner alone and belongs to whoever owns the folder that it is in,
also when root runs a command. What was there before is never changed, only refused.
"""

import os
import shlex
import stat
from contextlib import suppress
from pathlib import Path

OTHERS = 0o077


class WideFolder(Exception):
    """Other users of the machine can enter a folder; the text names the command that mends it."""

    def __init__(self, folder: Path) -> None:
        cure = f"chmod 700 {shlex.quote(str(folder))}"
        super().__init__(
            f"{folder} 别的用户也能进入，请先运行：{cure}"
            f" (other users of this machine can enter {folder}: run {cure})"
        )


def keep_private() -> None:
    """Make what this process creates from now on readable by its owner alone."""
    os.umask(OTHERS)


def refuse_wide(*folders: Path) -> None:
    """Raise WideFolder for the first of these folders that others can enter; absent ones pass."""
    for folder in folders:
        with suppress(FileNotFoundError):
            if stat.S_IMODE(folder.stat().st_mode) & OTHERS:
                raise WideFolder(folder)


def make_folder(folder: Path) -> None:
    """Make a folder of the instance with those that it is in; an existing one stays as it is."""
    if not folder.is_dir():
        make_folder(folder.parent)
        folder.mkdir(exist_ok=True, mode=0o700)
        adopt(folder)


def adopt(path: Path) -> None:
    """Give what root made to whoever owns the folder that it is in."""
    if os.geteuid() != 0:
        return
    owner, now = path.parent.stat(), path.stat()
    if (owner.st_uid, owner.st_gid) != (now.st_uid, now.st_gid):
        os.chown(path, owner.st_uid, owner.st_gid)
