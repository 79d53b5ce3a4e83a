"""Servers that are up at once: everything is imported here, and each is a fork that serves.

A start of Python for each of a thousand kills would take most of the time and show nothing more.
"""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.orm import configure_mappers

from tests.browser.server import Site

SUBREAPER = 36  # of <sys/prctl.h>


class MortalSite(Site):
    """A site whose server may be killed; `line` is the way to the nursery."""

    line: "subprocess.Popen[str]"
    leader = 0

    def start(self) -> None:
        assert self.line.stdin and self.line.stdout
        self.line.stdin.write("bear\n")
        self.line.stdin.flush()
        self.leader = int(self.line.stdout.readline())
        self.wait_until(self._answers, "the server does not answer")

    def kill(self) -> None:
        """SIGKILL to the server and all its workers at once: nobody says goodbye."""
        os.killpg(self.leader, signal.SIGKILL)
        self.wait_until(self.is_dead, "the server does not die")

    def is_dead(self) -> bool:
        try:
            os.killpg(self.leader, 0)
        except ProcessLookupError:
            return True
        return False

    def wait_until(self, holds, words: str) -> None:
        deadline = time.monotonic() + 60
        while not holds():
            assert time.monotonic() < deadline, (self.instance / "server.log").read_text()
            time.sleep(0.02)


@contextmanager
def nursery(site: MortalSite) -> Iterator[None]:
    with (site.instance / "server.log").open("ab") as log:
        command = [sys.executable, "-m", "tests.kills.nursery"]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": log}
        with subprocess.Popen(command, env=site.environment(), text=True, **pipes) as site.line:
            yield


def main() -> None:
    from inspect_app.config import read_settings
    from inspect_app.server.serve import serve

    configure_mappers()
    # Orphaned workers come to us, and the dead are reaped at once.
    ctypes.CDLL(None).prctl(SUBREAPER, 1)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for _ in sys.stdin:
        child = os.fork()
        if child == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            os.setsid()
            os.dup2(os.open(os.devnull, os.O_RDWR), 0)
            os.dup2(2, 1)
            serve(read_settings())
            os._exit(0)
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
