"""`./script/kills`: batches of kills, each on an instance of its own, until so many are done."""

import argparse
import json
import secrets
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.kills.rounds import kill_often
from tests.postgres.cluster import DURABLE, Cluster, find_binaries, running_cluster
from tests.simulation.results import ROOT, commit_mark, machine, today

RESULTS = ROOT / "docs" / "results" / "kills.jsonl"
BATCH = 50
COUNTED = ("kills", "acknowledged", "photos", "lost", "doubled", "broken", "seconds")


def main() -> int:
    options = read_options()
    done = list_done(options.database) if options.record else []
    with server_of(options.database) as cluster:
        while (left := options.kills - sum(one["kills"] for one in done)) > 0:
            batch = run_batch(options.database, min(left, BATCH), cluster)
            done.append(batch)
            if options.record:
                note(batch)
    told = {name: round(sum(one[name] for one in done)) for name in COUNTED}
    words = "{kills} kills, {acknowledged} records and {photos} photos acknowledged, {lost} lost, "
    say((words + "{doubled} doubled, {broken} broken, {seconds} s").format(**told))
    return 1 if told["lost"] or told["doubled"] or told["broken"] else 0


def run_batch(database: str, kills: int, cluster: Cluster | None) -> dict[str, Any]:
    began, seed = time.monotonic(), secrets.randbits(32)
    books = kill_often(kills, seed, cluster)
    for wrong in (*books.lost, *books.doubled, *books.broken):
        say(f"  {wrong}")
    batch = {
        "database": database,
        "kills": kills,
        "seed": seed,
        "acknowledged": books.acknowledged,
        "photos": books.photos,
        "lost": len(books.lost),
        "doubled": len(books.doubled),
        "broken": len(books.broken),
        "seconds": round(time.monotonic() - began, 1),
        "date": today(),
        "commit": commit_mark(),
        "machine": machine(),
    }
    say(json.dumps(batch))
    return batch


@contextmanager
def server_of(database: str) -> Iterator[Cluster | None]:
    """One that keeps what it acknowledged, or none."""
    if database == "sqlite":
        yield None
        return
    binaries = find_binaries()
    if binaries is None:
        sys.exit("PostgreSQL is not installed: ./script/test without arguments brings it")
    with running_cluster(binaries, **DURABLE) as cluster:
        yield cluster


def list_done(database: str) -> list[dict[str, Any]]:
    lines = RESULTS.read_text().splitlines() if RESULTS.exists() else []
    return [one for line in lines if (one := json.loads(line))["database"] == database]


def note(batch: dict[str, Any], path: Path = RESULTS) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as file:
        file.write(json.dumps(batch) + "\n")


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser("./script/kills", description=__doc__)
    parser.add_argument("--database", choices=["sqlite", "postgres"], default="sqlite")
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument(
        "--record", action="store_true", help="write it into docs/results, and go on from there"
    )
    return parser.parse_args()


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
