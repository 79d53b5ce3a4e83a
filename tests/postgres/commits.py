"""Eight writers commit into one scope while a phone pulls it: does it ever miss a row?

`python -m tests.postgres.commits counted|naive COMMITS`, on the instance of the environment, prints
how many rows were committed and how many of them the reader never saw. `counted` is our scope
counter; `naive` is what one would write first, a sequence and "everything above my cursor".
"""

import json
import os
import sys
import time
from collections.abc import Callable, Iterator

import psycopg
from sqlalchemy.engine import make_url

from inspect_app.app import create_app
from inspect_app.config import read_settings
from inspect_app.extensions import db
from inspect_app.services.feed.reader import SqlFeed
from inspect_app.services.writing.transaction import writing
from sync.feed import pull

WRITERS = 8
PULL_EVERY_S = 0.003
SCOPE = "user:everybody"
TABLE = "DROP TABLE IF EXISTS naive; CREATE TABLE naive (seq bigserial PRIMARY KEY, name text)"
ABOVE = "SELECT seq, name FROM naive WHERE seq > %s ORDER BY seq LIMIT 500"


def write_counted(writer: int, count: int) -> None:
    with create_app().app_context():
        for number in range(count):
            with writing() as w:
                w.queue_row(SCOPE, "task", f"{writer}-{number}", 1, {})


def read_counted() -> Iterator[list[str]]:
    """Pages, as a phone applies them."""
    with create_app().app_context():
        cursor = 0
        while True:
            (page,) = pull(SqlFeed(), [SCOPE], {SCOPE: cursor}, epoch_known=True)
            cursor = page.upto
            db.session.rollback()
            yield [row.id for row in page.rows]


def write_naive(writer: int, count: int) -> None:
    with psycopg.connect(plain_url()) as line:
        for number in range(count):
            line.execute("INSERT INTO naive (name) VALUES (%s)", [f"{writer}-{number}"])
            line.execute("SELECT 1")  # whatever else a transaction does
            line.commit()


def read_naive() -> Iterator[list[str]]:
    with psycopg.connect(plain_url(), autocommit=True) as line:
        cursor = 0
        while True:
            rows = line.execute(ABOVE, [cursor]).fetchall()
            cursor = rows[-1][0] if rows else cursor
            yield [name for _, name in rows]


def plain_url() -> str:
    url = make_url(read_settings().database_url).set(drivername="postgresql")
    return url.render_as_string(hide_password=False)


def race(write: Callable[[int, int], None], pages: Iterator[list[str]], commits: int) -> int:
    """How many committed rows the reader never saw."""
    each = commits // WRITERS
    children = {_child(write, writer, each) for writer in range(WRITERS)}
    seen: set[str] = set()
    while children:
        seen |= set(next(pages))
        time.sleep(PULL_EVERY_S)
        children -= _ended(children)
    while page := next(pages):  # what is left after the last commit
        seen |= set(page)
    return len({f"{writer}-{n}" for writer in range(WRITERS) for n in range(each)} - seen)


def _child(write: Callable[[int, int], None], writer: int, count: int) -> int:
    child = os.fork()
    if child == 0:
        try:
            write(writer, count)
            os._exit(0)
        finally:
            os._exit(1)
    return child


def _ended(children: set[int]) -> set[int]:
    ended = set()
    for child in children:
        pid, status = os.waitpid(child, os.WNOHANG)
        if pid:
            assert status == 0, "a writer failed"
            ended.add(pid)
    return ended


def main(how: str, commits: int) -> None:
    if how == "naive":
        with psycopg.connect(plain_url()) as line:
            line.execute(TABLE)
    write, pages = {
        "counted": (write_counted, read_counted()),
        "naive": (write_naive, read_naive()),
    }[how]
    missed = race(write, pages, commits)
    sys.stdout.write(json.dumps({"commits": commits, "missed": missed}) + "\n")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
