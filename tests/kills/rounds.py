"""Kills a working server at random moments, again and again, and then opens its books."""

import random
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from inspect_app.config import read_settings
from script.benches.ingest.instance import Seat, prepare
from tests.kills.books import Books, open_books
from tests.kills.nursery import MortalSite, nursery
from tests.kills.writer import Writer, small_photo
from tests.postgres.cluster import Cluster

WRITERS = 4
MOST_ANSWERS = 24  # of one life: counted in work, for a busy machine is slow
LONGEST_LIFE_S = 20
LONGEST_MOMENT_S = 0.05
DATABASE_TOO = 10  # of so many kills one takes the database server along


def kill_often(kills: int, seed: int, cluster: Cluster | None = None) -> Books:
    """So many kills of one instance while four phones write; the books at the end."""
    with tempfile.TemporaryDirectory() as folder:
        told = {"DATABASE_URL": cluster.url(cluster.new_database())} if cluster else {}
        site = MortalSite(Path(folder) / "instance", WORKERS="2", **told)
        seats = prepare(site, WRITERS)
        with nursery(site):
            site.start()
            with working(seats, seed) as writers:
                kill_at_random(site, kills, writers, random.Random(seed), cluster)
            site.kill()
        held = [one for writer in writers for one in writer.log.acknowledged]
        books = open_books(read_settings(site.environment()), held)
        books.broken += [line for writer in writers for line in writer.log.wrong]
    return books


def kill_at_random(
    site: MortalSite,
    kills: int,
    writers: list[Writer],
    chance: random.Random,
    cluster: Cluster | None,
) -> None:
    for number in range(kills):
        let_work(writers, chance.randint(0, MOST_ANSWERS))
        time.sleep(chance.uniform(0, LONGEST_MOMENT_S))
        site.kill()
        if cluster and number % DATABASE_TOO == 0:
            cluster.kill()
            cluster.start()
        site.start()


def let_work(writers: list[Writer], answers: int) -> None:
    """Until so many more answers came."""
    enough = sum(writer.answers for writer in writers) + answers
    deadline = time.monotonic() + LONGEST_LIFE_S
    while sum(writer.answers for writer in writers) < enough and time.monotonic() < deadline:
        time.sleep(0.002)


@contextmanager
def working(seats: list[Seat], seed: int) -> Iterator[list[Writer]]:
    """Inside it they write; at its end each finishes what it began."""
    ending, photo = threading.Event(), small_photo()
    writers = [Writer(seat, photo, ending, seed + at) for at, seat in enumerate(seats)]
    for writer in writers:
        writer.start()
    try:
        yield writers
    finally:
        ending.set()
        for writer in writers:
            writer.join()
