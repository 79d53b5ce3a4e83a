"""Checks what would stop a start before any long work: settings, the port, free disk space.

`python -m inspect_app.server.ready` runs on a bare Python: standard library and config.py alone.
"""

import errno
import shutil
import socket
import sys
from pathlib import Path

from inspect_app.config import SettingError, read_settings
from inspect_app.storage.private_files import WideFolder, refuse_wide

PROJECT = Path(__file__).resolve().parents[2]
INSTALL_MB = 700  # packages, Node and the build
RUNNING_MB = 100  # the least with which a database can work
FIRST_MB = 700  # the demo takes 230, and once more as much while it is written


class NotReady(Exception):
    """The server cannot start; the text is one sentence with the cure."""


def ensure_port_is_free(host: str, port: int) -> None:
    """Raise NotReady when nothing can listen on the port."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise NotReady(_port_sentence(host, port, error)) from None


def ensure_room(folder: Path, megabytes: int) -> None:
    """Raise NotReady when the folder's disk has fewer free megabytes."""
    existing = next(path for path in (folder, *folder.parents) if path.exists())
    free = shutil.disk_usage(existing).free // 2**20
    if free < megabytes:
        raise NotReady(
            f"磁盘空间不足：{folder} 需要 {megabytes} MB，只剩 {free} MB，请先腾出空间。"
            f" (disk full: {folder} needs {megabytes} MB, {free} MB are left: make room)"
        )


def _port_sentence(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"端口 {port} 已被占用，换一个端口再启动：INSPECT_PORT={port + 1} ./script/run"
            f" (port {port} is taken: INSPECT_PORT={port + 1} ./script/run)"
        )
    return (
        f"无法监听 {host}:{port}，请检查 INSPECT_HOST 和 INSPECT_PORT。"
        f" (cannot listen on {host}:{port}, check INSPECT_HOST and INSPECT_PORT: {error.strerror})"
    )


def main() -> None:
    """Print the address and the instance folder; exit 2 if the server could not start."""
    installed = (PROJECT / ".venv" / "pins" / "runtime.txt").exists()
    try:
        settings = read_settings()
        ensure_port_is_free(settings.host, settings.port)
        ensure_room(PROJECT, RUNNING_MB if installed else INSTALL_MB)
        begun = (settings.instance / "inspect.db").exists()
        ensure_room(settings.instance, RUNNING_MB if begun else FIRST_MB)
        refuse_wide(settings.instance)
    except (SettingError, NotReady, WideFolder) as refusal:
        sys.stderr.write(f"{refusal}\n")
        sys.exit(2)
    sys.stdout.write(f"{settings.address}\n{settings.instance}\n")


if __name__ == "__main__":
    main()
