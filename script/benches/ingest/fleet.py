"""Runs many phones in few processes: all are signed in before any begins."""

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from threading import Barrier
from typing import Any

from script.benches.ingest.client import Client
from script.benches.ingest.instance import Seat

PROCESSES = 4
SIGN_INS = 4  # at once in each process: a password hash is meant to be slow
_start: Barrier


def run_fleet(seats: list[Seat], act: Callable[[Client], Any]) -> list[Any]:
    """Run `act`, a function of a module, at each phone and return the results."""
    processes = get_context("spawn")
    parts = [seats[at::PROCESSES] for at in range(min(PROCESSES, len(seats)))]
    start = processes.Barrier(len(parts))
    with ProcessPoolExecutor(len(parts), processes, _remember, (start,)) as pool:
        return [
            measured for some in pool.map(_run_part, parts, [act] * len(parts)) for measured in some
        ]


def _remember(start: Barrier) -> None:
    global _start
    _start = start


def _run_part(seats: list[Seat], act: Callable[[Client], Any]) -> list[Any]:
    with ThreadPoolExecutor(SIGN_INS) as hands:
        clients = list(hands.map(Client, seats))
    _start.wait()
    with ThreadPoolExecutor(len(clients)) as phones:
        return list(phones.map(act, clients))
