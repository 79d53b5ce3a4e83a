"""The end of processes: a kill is sent in a moment, and takes a while on a busy machine."""

import time
from collections.abc import Collection
from pathlib import Path

LONG_S = 60


def wait_until_gone(pids: Collection[str]) -> None:
    """After SIGKILL; whoever is only not fetched yet counts as gone."""
    deadline = time.monotonic() + LONG_S
    while running := [pid for pid in pids if _is_running(pid)]:
        assert time.monotonic() < deadline, f"{running} do not end"
        time.sleep(0.005)


def _is_running(pid: str) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False
