"""Runs one process per client; each phase begins for all at once."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection

from script.benches.ingest.client import Client, Measured, inspect_until, send_bare_until
from script.benches.ingest.floor import write_until
from script.benches.ingest.instance import Seat

Order = tuple[str, float]  # which phase, and for how many seconds


class Crew:
    """Sends one order to every process and collects the results."""

    def __init__(self, lines: list[Connection]) -> None:
        self.lines = lines
        for line in lines:
            line.recv()  # signed in

    def do(self, phase: str, seconds: float) -> list[Measured]:
        for line in self.lines:
            line.send((phase, seconds))
        return [line.recv() for line in self.lines]


@contextmanager
def crew_of(seats: list[Seat], photo: bytes, photos: int, folder: str) -> Iterator[Crew]:
    processes = get_context("spawn")
    ends = [processes.Pipe() for _ in seats]
    started = [
        processes.Process(target=_obey, args=(seat, photo, photos, folder, end), daemon=True)
        for seat, (_, end) in zip(seats, ends, strict=True)
    ]
    for process, (_, theirs) in zip(started, ends, strict=True):
        process.start()
        theirs.close()  # so that a process that dies closes its pipe
    try:
        yield Crew([line for line, _ in ends])
    finally:
        for process in started:
            process.terminate()


def _obey(seat: Seat, photo: bytes, photos: int, folder: str, line: Connection) -> None:
    client = Client(seat)
    phases: dict[str, Callable[[float], Measured]] = {
        "inspect": lambda until: inspect_until(client, photo, photos, until),
        "bare": lambda until: send_bare_until(client, photo, until),
        "floor": lambda until: write_until(folder, photo, until),
    }
    line.send("ready")
    while True:
        phase, seconds = line.recv()
        client.line.close()  # the server may have ended an idle one; it opens again by itself
        line.send(phases[phase](time.monotonic() + seconds))
